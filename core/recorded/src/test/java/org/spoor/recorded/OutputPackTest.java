package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CasePack.RawAnswer;

/** Answers of a UTXO chain, recorded and read again. */
final class OutputPackTest {

  private static final Chain CHAIN = Chain.BITCOIN;
  private static final Address ANN = new Address(CHAIN, "ann");
  private static final TxId NEVER_SEEN = id("ee");

  private final UtxoTransaction coinbase = transaction("01", 5, 0, List.of(), out(ANN, 50));
  private final UtxoTransaction split =
      transaction(
          "02",
          5,
          1,
          List.of(
              new Input(new OutPoint(id("01"), 0), ANN, Amount.of(50)),
              new Input(new OutPoint(id("aa"), 3), new Script("51ae"), Amount.of(7)),
              new Input(new OutPoint(id("bb"), 0), Outside.UNKNOWN, Amount.of(1))),
          out(ANN, 20),
          out(new Script("6a01"), 0),
          out(Outside.UNKNOWN, 30));
  private final UtxoTransaction spender =
      transaction(
          "03", 7, 4, List.of(new Input(split.outPoint(0), ANN, Amount.of(20))), out(ANN, 19));
  private final MemoryLedger ledger =
      new MemoryLedger()
          .add(coinbase)
          .add(split)
          .add(spender)
          .fate(split.outPoint(2), new Spend.Unknown())
          .lacksBlock(7);

  private final RecordingReader recording = new RecordingReader(new Gaps(ledger));

  @TempDir private Path temp = Path.of("");

  /** What could not be seen of one transaction. */
  private static final class Gaps extends ForwardingReader {

    Gaps(ChainReader source) {
      super(source);
    }

    @Override
    public List<String> gaps(TxId id) {
      return id.equals(id("02")) ? List.of("not asked, \"again\"", "and more") : List.of();
    }
  }

  private static TxId id(String digits) {
    return new TxId(CHAIN, digits.repeat(32));
  }

  private static Output out(Party owner, long satoshi) {
    return new Output(owner, Amount.of(satoshi));
  }

  private static UtxoTransaction transaction(
      String digits, long height, int index, List<Input> inputs, Output... outputs) {
    return new UtxoTransaction(
        id(digits),
        new ChainPosition(height, index, 0),
        Instant.parse("2024-05-01T10:00:00Z").plusSeconds(600 * height),
        inputs,
        List.of(outputs));
  }

  /** Asks as a trace does: nothing by itself of the one that spends. */
  private List<Object> asked(ChainReader reader) {
    return List.of(
        reader.transaction(coinbase.id()),
        reader.transaction(split.id()),
        reader.transaction(NEVER_SEEN),
        reader.spend(split.outPoint(0), split.position()),
        reader.spend(split.outPoint(2), split.position()),
        reader.spend(spender.outPoint(0), spender.position()),
        reader.block(CHAIN, 5),
        reader.block(CHAIN, 7),
        reader.gaps(split.id()),
        reader.gaps(spender.id()),
        reader.heads(),
        reader.remarks());
  }

  private Path packed() {
    Path target = temp.resolve("case");
    try (CasePack pack = CasePack.at(target.toString())) {
      pack.write(
          new CasePack.Run(
              List.of(Incident.of("theft", LocalDate.of(2024, 5, 1), List.of())),
              new AttributionBook(List.of()),
              Map.of(),
              List.of(),
              List.of(),
              "1.0",
              "spoor trace DIR",
              List.of("Read me.")),
          recording,
          List.of(new RawAnswer("bitcoin", "GET /tx/", "[]", "0".repeat(64))));
    }
    return target;
  }

  @Test
  void write_readAgain_answersTheSame() {
    List<Object> before = asked(recording);

    assertThat(asked(CaseFolder.read(packed()).reader())).isEqualTo(before);
    assertThat(before).contains(List.of("not asked, \"again\"", "and more"));
  }

  @Test
  void write_readAgain_knowsNothingElse() {
    asked(recording);
    ChainReader reader = CaseFolder.read(packed()).reader();

    assertThat(reader.spend(coinbase.outPoint(0), coinbase.position()))
        .isEqualTo(new Spend.Unknown());
    assertThat(reader.transaction(spender.id())).isEmpty();
    assertThat(reader.block(CHAIN, 6)).isEmpty();
    assertThat(reader.gaps(id("cc"))).containsExactly("the recording does not hold it");
  }

  @ParameterizedTest
  @CsvSource({
    "spends.csv, unspent, spent, what transactions.jsonl shows",
    "spends.csv, unspent, burnt, 'one of spent, unspent, overwritten, unknown'",
    "blocks.csv, '7,false', '7,true', a block whose transactions are in transactions.jsonl"
  })
  void read_tableThatContradicts_isRefused(String file, String is, String becomes, String problem)
      throws IOException {
    asked(recording);
    Path folder = packed();
    Path table = folder.resolve(file);
    Files.writeString(table, Files.readString(table).replace(is, becomes));

    assertThatThrownBy(() -> CaseFolder.read(folder))
        .isInstanceOf(SpoorException.class)
        .hasMessageContainingAll(file, problem);
  }
}
