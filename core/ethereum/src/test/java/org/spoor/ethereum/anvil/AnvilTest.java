package org.spoor.ethereum.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

final class AnvilTest {

  private static final Address PAYER = Anvil.RICH.get(0);
  private static final Address PAYEE = Anvil.address("0x00000000000000000000000000000000000000aa");
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  @Test
  void start_withoutOptions_isTheMainNetworkAtItsGenesis() {
    try (Anvil anvil = Anvil.start()) {
      assertThat(anvil.rpc("eth_chainId").asString()).isEqualTo("0x1");
      assertThat(anvil.height()).isZero();
      assertThat(time(anvil)).isEqualTo(Anvil.GENESIS);
      assertThat(Anvil.RICH)
          .allSatisfy(a ->
              assertThat(anvil.balance(a)).isEqualTo(ETHER.multiply(BigInteger.valueOf(10_000))));
    }
  }

  @Test
  void start_otherChain_tellsItsNumber() {
    try (Anvil anvil = Anvil.start("--chain-id", "5")) {
      assertThat(anvil.rpc("eth_chainId").asString()).isEqualTo("0x5");
    }
  }

  @Test
  void pay_mined_movesTheValueAndCostsTheFee() {
    try (Anvil anvil = Anvil.start()) {
      BigInteger before = anvil.balance(PAYER);
      anvil.pay(PAYER, PAYEE, ETHER);
      assertThat(anvil.balance(PAYEE)).isZero();

      anvil.mine();

      assertThat(anvil.balance(PAYEE)).isEqualTo(ETHER);
      assertThat(before.subtract(anvil.balance(PAYER))).isEqualTo(ETHER.add(Anvil.PAYMENT_FEE));
    }
  }

  @Test
  void setNextTime_mined_isTheBlocksTime() {
    try (Anvil anvil = Anvil.start()) {
      Instant time = Anvil.GENESIS.plus(Duration.ofDays(3));
      anvil.setNextTime(time);
      anvil.mine();
      assertThat(time(anvil)).isEqualTo(time);
    }
  }

  @Test
  void reorg_ofABlock_undoesItsPayment() {
    try (Anvil anvil = Anvil.start()) {
      TxId tx = anvil.pay(PAYER, PAYEE, ETHER);
      anvil.mine();
      String hash = anvil.receipt(tx).get("blockHash").asString();

      anvil.reorg(1);

      assertThat(anvil.height()).isOne();
      assertThat(anvil.balance(PAYEE)).isZero();
      assertThat(anvil.rpc("eth_getBlockByNumber", "0x1", false).get("hash").asString())
          .isNotEqualTo(hash);
    }
  }

  @Test
  void rpc_unknownMethod_saysWhatTheNodeSays() {
    try (Anvil anvil = Anvil.start()) {
      assertThatThrownBy(() -> anvil.rpc("no_such")).hasMessageContaining("-32601");
    }
  }

  @Test
  void close_endsTheNode() {
    Anvil anvil = Anvil.start();
    anvil.close();
    try (Socket socket = new Socket()) {
      InetSocketAddress there =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), anvil.url().getPort());
      assertThatThrownBy(() -> socket.connect(there)).isInstanceOf(ConnectException.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant time(Anvil anvil) {
    var block = anvil.rpc("eth_getBlockByNumber", "latest", false);
    return Instant.ofEpochSecond(Long.decode(block.get("timestamp").asString()));
  }
}
