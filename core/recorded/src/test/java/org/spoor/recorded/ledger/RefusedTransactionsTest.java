package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.ledger.TransactionLines.COINBASE;
import static org.spoor.recorded.ledger.TransactionLines.NO_PLACE;
import static org.spoor.recorded.ledger.TransactionLines.at;
import static org.spoor.recorded.ledger.TransactionLines.in;
import static org.spoor.recorded.ledger.TransactionLines.out;
import static org.spoor.recorded.ledger.TransactionLines.tx;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.SpoorException.Kind;
import org.spoor.recorded.CaseOnDisk;

/** What is wrong in transactions.jsonl, and how it is told. */
class RefusedTransactionsTest {

  @TempDir Path temp;

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
