package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/** Blocks that are replaced, on a real node. */
final class ReorgTest {

  private static final Address PAYER = Anvil.RICH.getFirst();
  private static final Address PAYEE = Anvil.RICH.get(1);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final List<TheftSource> FROM_THE_START =
      List.of(
          new TheftSource.StolenHolding(
              new Origin("reorg", 1), PAYER, TransactionReader.ETHER, 1, List.of()));

  @TempDir private Path folder;

  private EthereumSources sources(Anvil anvil, boolean offline) {
    return EthereumSources.open(
        PlayedTheft.settings(
            anvil.url(), folder.resolve("answers.db"), offline, OptionalLong.empty()));
  }

  private List<TxId> paidTo(Anvil anvil) {
    try (EthereumSources sources = sources(anvil, false)) {
      return paid(sources.reader(FROM_THE_START));
    }
  }

  private static List<TxId> paid(ChainReader reader) {
    return reader.history(PAYEE).stream().map(Transfer::tx).distinct().toList();
  }

  private static TxId pay(Anvil anvil, long ether) {
    TxId tx = anvil.pay(PAYER, PAYEE, ETHER.multiply(BigInteger.valueOf(ether)));
    anvil.mine();
    return tx;
  }

  @Test
  void transaction_inABlockThatIsNotFinal_isRefusedWithTheHead() {
    try (Anvil anvil = Anvil.start();
        EthereumSources sources = sources(anvil, false)) {
      anvil.mine(4);
      TxId tx = pay(anvil, 1);
      String line =
          "transaction %s is in block 5, which is not final yet, the last final one is 3"
              .formatted(tx.text());

      assertThat(sources.transaction(tx)).isEqualTo(new LookUp.Later(5, 3));
      assertThatThrownBy(() -> sources.reader(List.of(PlayedTheft.stolen(tx, PAYEE))))
          .isInstanceOf(SpoorException.class)
          .hasMessage(line);
    }
  }

  @Test
  void transaction_thatWaits_isInNoBlock() {
    try (Anvil anvil = Anvil.start();
        EthereumSources sources = sources(anvil, false)) {
      anvil.mine(4);
      TxId tx = anvil.pay(PAYER, PAYEE, ETHER);

      assertThat(sources.transaction(tx)).isInstanceOf(LookUp.Unknown.class);
      ChainReader reader = sources.reader(List.of(PlayedTheft.stolen(tx, PAYEE)));
      assertThat(reader.transaction(tx)).isEmpty();
    }
  }

  @Test
  void history_afterAReorgAboveTheFinalBlock_isThatOfTheNewChain() {
    try (Anvil anvil = Anvil.start()) {
      anvil.mine(2);
      TxId lasting = pay(anvil, 1);
      anvil.mine();
      TxId replaced = pay(anvil, 2);
      assertThat(paidTo(anvil)).containsExactly(lasting);

      anvil.reorg(1);
      TxId instead = pay(anvil, 3);
      anvil.mine(2);
      try (EthereumSources sources = sources(anvil, false)) {
        assertThat(paid(sources.reader(FROM_THE_START))).containsExactly(lasting, instead);
        assertThat(sources.store().used())
            .noneMatch(used -> used.key().params().contains(replaced.text()));
      }
    }
  }

  @Test
  void reader_aboveTheFinalBlock_keepsNothing() {
    try (Anvil anvil = Anvil.start()) {
      anvil.mine(2);
      pay(anvil, 1);
      anvil.mine();
      TxId replaced = pay(anvil, 2);
      try (EthereumSources sources = sources(anvil, false)) {
        paid(sources.reader(FROM_THE_START));
        assertThat(sources.transaction(replaced)).isInstanceOf(LookUp.Later.class);

        assertThat(sources.store().used())
            .isNotEmpty()
            .noneMatch(used -> used.key().params().contains(replaced.text()))
            .noneMatch(used -> used.key().params().matches(".*\"0x[45]\".*"));
      }
    }
  }

  @Test
  void reader_ofAnotherFork_isRefusedAndWhatIsKeptStays() {
    try (Anvil anvil = Anvil.start();
        Anvil other = Anvil.start()) {
      TxId tx = pay(anvil, 1);
      anvil.mine(5);
      List<TxId> first = paidTo(anvil);
      pay(other, 2);
      other.mine(9);

      try (EthereumSources sources = sources(other, false)) {
        String line =
            "own: block 4 is %s, but was final as %s before".formatted(hash(other), hash(anvil));
        assertThat(sources.report())
            .singleElement()
            .isInstanceOfSatisfying(
                SourceReport.Unusable.class,
                unusable -> assertThat(unusable.why()).isEqualTo(line));
        assertThatThrownBy(() -> sources.reader(FROM_THE_START))
            .isInstanceOf(SpoorException.class)
            .hasMessageEndingWith(line);
      }
      assertThat(first).containsExactly(tx);
      assertThat(paidTo(anvil)).isEqualTo(first);
      try (EthereumSources sources = sources(anvil, true)) {
        assertThat(paid(sources.reader(FROM_THE_START))).isEqualTo(first);
      }
    }
  }

  @Test
  void reader_chainThatWentOn_isUsed() {
    try (Anvil anvil = Anvil.start()) {
      TxId one = pay(anvil, 1);
      anvil.mine(4);
      assertThat(paidTo(anvil)).containsExactly(one);
      TxId two = pay(anvil, 2);
      anvil.mine(4);
      assertThat(paidTo(anvil)).containsExactly(one, two);
    }
  }

  private static String hash(Anvil anvil) {
    return anvil.rpc("eth_getBlockByNumber", "0x4", false).path("hash").asString();
  }
}
