package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.ledger.TransactionLines.COINBASE;
import static org.spoor.recorded.ledger.TransactionLines.NO_PLACE;
import static org.spoor.recorded.ledger.TransactionLines.at;
import static org.spoor.recorded.ledger.TransactionLines.in;
import static org.spoor.recorded.ledger.TransactionLines.out;
import static org.spoor.recorded.ledger.TransactionLines.tx;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CaseOnDisk;

class TransactionsFileTest {

  @TempDir Path temp;

  private static TxId id(String text) {
    return new TxId(Chain.BITCOIN, text);
  }

  private static UtxoTransaction transaction(ChainReader reader, String id) {
    return (UtxoTransaction) reader.transaction(id(id)).orElseThrow();
  }

  private static ChainPosition position(ChainReader reader, String id) {
    return transaction(reader, id).position();
  }

  @Test
  void read_statedTransaction_hasAllItSays() {
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                COINBASE,
                tx(
                    "a",
                    at(6, 3),
                    "20",
                    "{'txid':'base','vout':0,'address':'miner','value':'50'}",
                    out("x", 30) + ",{'script':'6a00','value':19}"))
            .reader();

    UtxoTransaction a = transaction(reader, "a");
    assertThat(a.position()).isEqualTo(new ChainPosition(6, 3, 0));
    assertThat(a.fee()).isEqualTo(Amount.of(1));
    assertThat(a.outputs())
        .extracting(UtxoTransaction.Output::owner)
        .containsExactly(new Address(Chain.BITCOIN, "x"), new Script("6a00"));
    assertThat(reader.spend(new OutPoint(id("base"), 0), position(reader, "base")))
        .isEqualTo(new Spend.By(a));
  }

  @Test
  void read_hashWithPrefix_isTheSameTransaction() {
    String hash = "ab".repeat(32);
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                tx("0x" + hash, at(5, 0), "10", "", out("miner", 50)),
                tx("a", at(6, 1), "20", in(hash, 0, 50), out("x", 50)))
            .reader();

    assertThat(transaction(reader, hash).id().text()).isEqualTo(hash);
    assertThat(transaction(reader, "a").inputs())
        .extracting(UtxoTransaction.Input::owner)
        .containsExactly(new Address(Chain.BITCOIN, "miner"));
  }

  @Test
  void read_inputWithoutAddress_isOfItsParentsOwner() {
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                COINBASE,
                tx("a", at(6, 1), "20", in("base", 0, 50) + "," + in("old", 2, 7), out("x", 57)))
            .reader();

    assertThat(transaction(reader, "a").inputs())
        .extracting(UtxoTransaction.Input::owner)
        .containsExactly(new Address(Chain.BITCOIN, "miner"), Outside.UNKNOWN);
  }

  @Test
  void read_blockTimes_mayGoBackTwoHours() {
    String first = tx("a", at(5, 0), "10", "", out("x", 1));
    String fit = tx("b", at(6, 0), "10", "", out("x", 1)).replace("T03:", "T01:");
    String unfit = tx("b", at(6, 0), "09", "", out("x", 1)).replace("T03:", "T01:");

    assertThat(new CaseOnDisk(temp).transactions(fit, first).reader().remarks())
        .noneMatch(remark -> remark.contains("times"));
    assertThat(new CaseOnDisk(temp).transactions(unfit, first).reader().remarks())
        .contains(
            "transactions.jsonl: 1 block times of bitcoin cannot be, first in line 1: block 6 of"
                + " 2025-01-02T01:09:00Z, after block 5 of 2025-01-02T03:10:00Z");
  }

  @Test
  void heads_noHeightAtAll_isUnknown() {
    ChainReader reader =
        new CaseOnDisk(temp).transactions(tx("a", NO_PLACE, "12", "", out("x", 9))).reader();

    assertThat(reader.heads())
        .singleElement()
        .satisfies(head -> assertThat(head.height()).isEmpty());
  }

  @Test
  void read_noHeight_isPutBehindParentsAndInTheBlockOfItsTime() {
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                tx("child", NO_PLACE, "12", in("late", 0, 9), out("x", 9)),
                tx("late", NO_PLACE, "31", in("base", 0, 50), out("y", 9) + "," + out("z", 41)),
                tx("early", NO_PLACE, "01", in("old", 0, 1), out("x", 1)),
                COINBASE,
                tx("last", at(7, 4), "30", in("older", 0, 1), out("x", 1)))
            .reader();

    assertThat(position(reader, "early")).isEqualTo(new ChainPosition(0, 0, 0, true));
    assertThat(position(reader, "late")).isEqualTo(new ChainPosition(7, 5, 0, true));
    assertThat(position(reader, "child")).isEqualTo(new ChainPosition(7, 6, 0, true));
    assertThat(reader.heads())
        .singleElement()
        .satisfies(head -> assertThat(head.height()).hasValue(7));
    assertThat(reader.remarks())
        .containsExactly(
            "transactions.jsonl: 3 transactions have no height: they were put after their parents,"
                + " by time",
            "transactions.jsonl: 5 transactions bear a label instead of a hash");
  }

  @Test
  void read_noIndex_isBehindTheStatedOnesAndACoinbaseFirst() {
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                tx("b", "'height':5", "10", in("old", 1, 1), out("x", 1)),
                tx("base", "'height':5", "10", "", out("miner", 50)),
                tx("a", at(5, 2), "10", in("old", 0, 1), out("x", 1)))
            .reader();

    assertThat(reader.block(Chain.BITCOIN, 5).orElseThrow())
        .extracting(t -> t.id() + " " + t.position())
        .containsExactly("base 5/0/0", "a 5/2/0", "b 5/3/0");
  }

  @Test
  void read_coinbaseOfTheSameName_overwritesTheUnspentEarlierOne() {
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                COINBASE, tx("base", at(9, 0), "40", "", out("miner", 50)), spending("base", 10))
            .reader();

    OutPoint output = new OutPoint(id("base"), 0);
    assertThat(reader.spend(output, new ChainPosition(5, 0, 0))).isEqualTo(new Spend.Overwritten());
    assertThat(reader.spend(output, new ChainPosition(9, 0, 0)))
        .isEqualTo(new Spend.By(transaction(reader, "spender")));
  }

  @Test
  void read_coinbaseOfTheSameName_leavesTheSpentEarlierOne() {
    ChainReader reader =
        new CaseOnDisk(temp)
            .transactions(
                COINBASE, spending("base", 6), tx("base", at(9, 0), "40", "", out("miner", 50)))
            .reader();

    OutPoint output = new OutPoint(id("base"), 0);
    assertThat(reader.spend(output, new ChainPosition(5, 0, 0)))
        .isEqualTo(new Spend.By(transaction(reader, "spender")));
    assertThat(reader.spend(output, new ChainPosition(9, 0, 0))).isEqualTo(new Spend.None());
  }

  private static String spending(String parent, long height) {
    return tx("spender", at(height, 1), "20", in(parent, 0, 50), out("x", 50));
  }
}
