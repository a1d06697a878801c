package org.spoor.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

class TransactionTest {

  private static final ChainPosition HERE = new ChainPosition(1, 0, 0);

  private static UtxoTransaction transaction(List<Long> inputs, long... outputs) {
    TxId before = new TxId(Chain.BITCOIN, "before");
    return new UtxoTransaction(
        new TxId(Chain.BITCOIN, "tx"),
        HERE,
        Instant.EPOCH,
        inputs.stream()
            .map(v -> new Input(new OutPoint(before, 0), Outside.UNKNOWN, Amount.of(v)))
            .toList(),
        LongStream.of(outputs).mapToObj(v -> new Output(Outside.UNKNOWN, Amount.of(v))).toList());
  }

  @Test
  void fee_transaction_isWhatTheOutputsLeave() {
    assertThat(transaction(List.of(5L, 6L), 4, 4).fee()).isEqualTo(Amount.of(3));
    assertThat(transaction(List.of(5L), 5).fee()).isEqualTo(Amount.ZERO);
  }

  @Test
  void fee_coinbase_isNothing() {
    UtxoTransaction coinbase = transaction(List.of(), 50);

    assertThat(coinbase.isCoinbase()).isTrue();
    assertThat(coinbase.fee()).isEqualTo(Amount.ZERO);
  }

  @Test
  void new_outputsWorthMoreThanInputs_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction(List.of(5L), 4, 2))
        .withMessageContaining("transaction tx")
        .withMessageContaining("6")
        .withMessageContaining("5");
  }

  @Test
  void new_accountTransactionWithoutEvents_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccountTransaction(new TxId(Chain.ETHEREUM, "tx"), List.of()));
  }

  private static Transfer transfer(Party from, Party to) {
    return new Transfer(
        HERE,
        Instant.EPOCH,
        new TxId(Chain.ETHEREUM, "tx"),
        from,
        to,
        new Coin(Chain.ETHEREUM),
        Amount.of(1));
  }

  @Test
  void new_transferFromAFeeOrIntoIssuance_isRefused() {
    Address address = new Address(Chain.ETHEREUM, "0x" + "1".repeat(40));

    assertThatIllegalArgumentException().isThrownBy(() -> transfer(Outside.FEE, address));
    assertThatIllegalArgumentException().isThrownBy(() -> transfer(Outside.BURN, address));
    assertThatIllegalArgumentException().isThrownBy(() -> transfer(address, Outside.ISSUANCE));
    assertThat(transfer(address, Outside.FEE).isFee()).isTrue();
    assertThat(transfer(address, Outside.BURN).touches(address)).isTrue();
  }
}
