package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

class TransactionListsTest {

  private static final String ID = "a".repeat(64);
  private static final String PARENT = "b".repeat(64);

  /** A payment as Dumplings writes it. */
  private static final String LINE =
      String.join(
          ":::",
          ID,
          "c".repeat(64),
          "17",
          "1710119889",
          PARENT + "-3-900+0014aa+TxWitnessV0Keyhash}{" + PARENT + "-4-100+0014ab+Unknown",
          "800+0014bb+TxWitnessV0Keyhash}{0+6a00+TxNullData");

  @TempDir Path temp;

  /** What was taken, in order. */
  private static final class Taken implements TransactionLists.Taker {
    private final List<String> lists = new ArrayList<>();
    private final List<UtxoTransaction> transactions = new ArrayList<>();
    private int attributions;

    @Override
    public void list(String name, AttributionBook book) {
      lists.add(name);
      attributions += book.addresses().size();
    }

    @Override
    public void transaction(UtxoTransaction transaction) {
      transactions.add(transaction);
    }
  }

  private Taken read(String name, String text) throws IOException {
    Taken taken = new Taken();
    TransactionLists.read(Files.writeString(temp.resolve(name), text), taken);
    return taken;
  }

  @Test
  void read_listOfDumplings_givesTransactions() throws IOException {
    Taken taken = read("list.txt", "\uFEFF" + LINE + "\n\n" + LINE + "\n");

    assertThat(taken.lists).containsExactly("list.txt");
    assertThat(taken.transactions).hasSize(2);
    UtxoTransaction first = taken.transactions.getFirst();
    assertThat(first.id()).isEqualTo(new TxId(Chain.BITCOIN, ID));
    assertThat(first.time()).isEqualTo("2024-03-11T01:18:09Z");
    assertThat(first.position().knownHeight()).isEmpty();
    assertThat(first.inputs().getFirst())
        .isEqualTo(
            new UtxoTransaction.Input(
                new OutPoint(new TxId(Chain.BITCOIN, PARENT), 3),
                new Script("0014aa"),
                Amount.of(900)));
    assertThat(first.fee()).isEqualTo(Amount.of(200));
    assertThat(((Script) first.outputs().getLast().owner()).isUnspendable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-3-900;-3-x;field inputs: expected a value in satoshi, not 'x'",
        "-3-900;-900;field inputs: expected txid-vout-value+script+type",
        "-3-900;-99999999999-900;field inputs: expected a whole number up to 2147483647",
        "800+0014bb;800;field outputs: expected a script in hexadecimal digits",
        "800+0014bb;800+xyz;field outputs: expected a script in hexadecimal digits, not 'xyz'",
        "1710119889;later;field time: expected a whole number",
        "1710119889;-1;field time: expected a whole number",
        "aaaaaaaa:;aaaaaaaz:;field txid: expected a transaction id of 64 hexadecimal digits"
      })
  void read_badField_isNamedWithItsLine(String right, String wrong, String problem) {
    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> read("list.txt", LINE + "\n" + LINE.replace(right, wrong)))
        .withMessageStartingWith("list.txt, line 2, " + problem);
  }

  @Test
  void read_bytesThatAreNoText_isInvalidInput() throws IOException {
    Path file = temp.resolve("list.txt");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> TransactionLists.read(file, new Taken()))
        .withMessage("list.txt: not UTF-8 text, expected a transaction a line");
  }

  @Test
  void read_jsonLines_resolveOwnersAndTakeAttributionsAlong() throws IOException {
    Files.writeString(
        temp.resolve("attributions.yaml"),
        "tags: [{address: mShop, label: Some Shop, source: s}]\n");
    String parent =
        "{'txid':'p','time':'2025-01-02T03:00:00Z','inputs':[{'txid':'o','vout':0,'value':9}],"
            + "'outputs':[{'address':'mShop','value':9}]}\n";
    String child =
        "{'txid':'c','time':'2025-01-02T03:10:00Z','inputs':[{'txid':'p','vout':0,'value':9}],"
            + "'outputs':[{'address':'mOther','value':8}]}\n";
    Taken taken = read("some.jsonl", (child + parent).replace('\'', '"'));

    assertThat(taken.transactions).extracting(t -> t.id().text()).containsExactly("p", "c");
    assertThat(taken.transactions.getLast().inputs().getFirst().owner().text()).isEqualTo("mShop");
    assertThat(taken.attributions).isEqualTo(1);
  }

  @Test
  void read_lineThatIsNoTransaction_isQuotedShortAndPrintable() {
    String line = "\u001b[31m\u202e" + "x".repeat(500);

    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> read("list.txt", line))
        .withMessage(
            "list.txt, line 1, field line: expected six fields with ::: between them, not '?[31m?"
                + "x".repeat(51)
                + "...'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n"})
  void read_listOfNothing_isInvalidInput(String text) {
    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> read("list.txt", text))
        .withMessage("list.txt: holds no transaction");
  }

  @Test
  void read_jsonLinesOfNothing_areInvalidInput() {
    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> read("some.jsonl", ""))
        .withMessageContaining("some.jsonl");
  }

  @Test
  void read_folderWithoutTransactions_isInvalidInput() {
    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> TransactionLists.read(temp, new Taken()))
        .withMessageEndingWith("transactions.jsonl: is missing");
  }
}
