package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.SpoorException.Kind;
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

  private static String tx(String id, String place, String minute, String inputs, String outputs) {
    return "{'txid':'%s',%s,'time':'2025-01-02T03:%s:00Z','inputs':[%s],'outputs':[%s]}"
        .formatted(id, place, minute, inputs, outputs)
        .replace('\'', '"');
  }

  private static String at(long height, int index) {
    return "'height':%d,'index':%d".formatted(height, index);
  }

  private static String in(String tx, int vout, long value) {
    return "{'txid':'%s','vout':%d,'value':%d}".formatted(tx, vout, value);
  }

  private static String out(String address, long value) {
    return "{'address':'%s','value':%d}".formatted(address, value);
  }

  private static final String NO_PLACE = "'height':null,'index':null";
  private static final String COINBASE = tx("base", at(5, 0), "10", "", out("miner", 50));

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
  void read_noChainButTwoUtxoChains_isRefused() {
    assertThat(
            new CaseOnDisk(temp)
                .with(
                    "incident.yaml",
                    "id: h\nname: H\ndate: 2025-01-02\nchains: [bitcoin, bitcoin-testnet]\n")
                .transactions(COINBASE)
                .refusal())
        .isEqualTo(
            "heist/transactions.jsonl, line 1, field chain: is missing: the incident names bitcoin"
                + " and bitcoin-testnet");
  }

  @Test
  void read_contradictionsOnSeveralChains_namesThatOfTheFirstChain() {
    String tooMuch = tx("t", at(5, 1), "10", in("old", 0, 1), out("x", 2));
    assertThat(
            new CaseOnDisk(temp)
                .transactions(
                    on("bitcoin-regtest", tooMuch),
                    on("bitcoin-testnet", tooMuch),
                    on("bitcoin", tooMuch))
                .refusal())
        .startsWith("heist/transactions.jsonl, line 3, transaction 't', field outputs: ");
  }

  private static String on(String chain, String line) {
    return line.replace("{\"txid\":\"t\"", "{\"chain\":\"%s\",\"txid\":\"t\"".formatted(chain));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'txid':'t'                  | , column 12: not JSON: Unexpected end-of-input: expected close marker for Object",
        "[]                           | : not a JSON object",
        "{'height':1}                 | , field txid: is missing",
        "{'txid':'t','vin':[]}        | , field name: 'vin' is not one of txid, height, index, time, inputs, outputs, chain",
        "{'txid':'t','height':1.5}    | , transaction 't', field height: '1.5' is not a block height (a whole number)",
        "{'txid':'t'}                 | , transaction 't', field time: is missing",
        "{'txid':'t','time':'2025'}   | , transaction 't', field time: '2025' is not a time in UTC like 2025-02-21T14:29:47Z",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[{'txid':'p','vout':0,'value':1.0}],'outputs':[]} | , transaction 't', inputs[0], field value: '1.0' is not a whole number of base units",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[{'txid':'p','vout':-1,'value':1}],'outputs':[]} | , transaction 't', inputs[0], field vout: '-1' is not an index (a whole number)",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[],'outputs':[{'address':'a-b','value':1}]} | , transaction 't', outputs[0], field address: 'a-b' is not an address of bitcoin (letters and digits)",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[],'outputs':[{'value':1}]} | , transaction 't', outputs[0], field address: is missing, and so is script",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[],'outputs':[{'address':'a','script':'6a','value':1}]} | , transaction 't', outputs[0], field script: '6a' is not expected beside an address: an output has one of them",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[],'outputs':[{'address':'a'}]} | , transaction 't', outputs[0], field value: is missing",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':[]} | , transaction 't', field outputs: is missing",
        "{'txid':'t','time':'2025-01-02T03:04:05Z','inputs':0}  | , transaction 't', field inputs: is not a list",
        "{'txid':'t','chain':'ethereum'} | , field chain: 'ethereum' is not one of the chains bitcoin, bitcoin-testnet, bitcoin-regtest",
      })
  void read_badLine_isRefusedWithItsPlace(String line, String expected) {
    CaseOnDisk disk = new CaseOnDisk(temp).transactions(COINBASE, line.strip().replace('\'', '"'));

    assertThat(disk.refusal()).isEqualTo("heist/transactions.jsonl, line 2" + expected);
    assertThat(disk.failure().kind()).isEqualTo(Kind.INVALID_INPUT);
  }

  @Test
  void read_keyTwice_isRefused() {
    assertThat(new CaseOnDisk(temp).transactions("{\"txid\":\"a\",\"txid\":\"b\"}").refusal())
        .startsWith("heist/transactions.jsonl, line 1, column ")
        .contains("Duplicate");
  }

  @Test
  void read_outputsWorthMoreThanInputs_isRefused() {
    assertContradiction(
        "line 2, transaction 'a', field outputs: worth 51, the inputs only 50",
        COINBASE,
        tx("a", at(6, 1), "20", in("base", 0, 50), out("x", 51)));
  }

  @Test
  void read_inputOfAnotherValueThanItsParent_isRefused() {
    assertContradiction(
        "line 2, transaction 'a', field inputs: base:0 is worth 50, not 49",
        COINBASE,
        tx("a", at(6, 1), "20", in("base", 0, 49), out("x", 49)));
  }

  @Test
  void read_inputOfAnotherOwnerThanItsParent_isRefused() {
    assertContradiction(
        "line 2, transaction 'a', field inputs: base:0 belongs to miner, not other",
        COINBASE,
        tx(
            "a",
            at(6, 1),
            "20",
            "{'txid':'base','vout':0,'address':'other','value':50}",
            out("x", 50)));
  }

  @Test
  void read_outputThatItsParentLacks_isRefused() {
    assertContradiction(
        "line 2, transaction 'a', field inputs: base:1 is no output of that transaction",
        COINBASE,
        tx("a", at(6, 1), "20", in("base", 1, 50), out("x", 50)));
  }

  @Test
  void read_outputSpentTwice_isRefused() {
    assertContradiction(
        "line 3, transaction 'b', field inputs: base:0 is spent by a already",
        COINBASE,
        tx("a", at(6, 1), "20", in("base", 0, 50), out("x", 50)),
        tx("b", at(7, 1), "20", in("base", 0, 50), out("x", 50)));
  }

  @Test
  void read_outputSpentTwiceByOne_isRefused() {
    assertContradiction(
        "line 1, transaction 'a', field inputs: old:0 is spent twice",
        tx("a", at(6, 1), "20", in("old", 0, 5) + "," + in("old", 0, 5), out("x", 1)));
  }

  @Test
  void read_parentAfterItsChild_isRefused() {
    assertContradiction(
        "line 1, transaction 'a', field inputs: base comes after it in the chain",
        tx("a", at(4, 1), "20", in("base", 0, 50), out("x", 50)),
        COINBASE);
  }

  @Test
  void read_circleOfTransactions_isRefused() {
    assertContradiction(
        "line 1, transaction 'a', field inputs: it spends, over others, an output of its own",
        tx("a", NO_PLACE, "20", in("b", 0, 5), out("x", 5)),
        tx("b", NO_PLACE, "21", in("a", 0, 5), out("x", 5)));
  }

  @Test
  void read_transactionTwice_isRefused() {
    assertContradiction(
        "line 2, transaction 'a', field txid: line 1 records this transaction already",
        tx("a", at(4, 1), "20", in("old", 0, 5), out("x", 5)),
        tx("a", at(5, 1), "20", in("old", 1, 5), out("x", 5)));
  }

  @Test
  void read_placeTwice_isRefused() {
    assertContradiction(
        "line 2, transaction 'b', field index: 1 is the place of 'a' in block 4",
        tx("a", at(4, 1), "20", in("old", 0, 5), out("x", 5)),
        tx("b", at(4, 1), "20", in("old", 1, 5), out("x", 5)));
  }

  private void assertContradiction(String expected, String... lines) {
    CaseOnDisk disk = new CaseOnDisk(temp).transactions(List.of(lines).toArray(String[]::new));

    assertThat(disk.refusal()).isEqualTo("heist/transactions.jsonl, " + expected);
    assertThat(disk.failure().kind()).isEqualTo(Kind.MALFORMED_DATA);
  }
}
