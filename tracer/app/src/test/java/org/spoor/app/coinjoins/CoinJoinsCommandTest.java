package org.spoor.app.coinjoins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.app.Answer;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.kit.Scenarios;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CoinJoinsCommandTest {

  @TempDir private Path temp = Path.of("");

  private static String hash(int number) {
    return "%064x".formatted(number);
  }

  /** A Whirlpool round as Dumplings writes it. */
  private static String round() {
    String inputs =
        IntStream.range(0, 5)
            .mapToObj(i ->
                "%s-0-%d+0014%040x+TxWitnessV0Keyhash"
                    .formatted(hash(100 + i), i == 0 ? 1_000_500 : 1_000_000, i))
            .collect(Collectors.joining("}{"));
    String outputs =
        IntStream.range(0, 5)
            .mapToObj(i -> "1000000+0014%040x+TxWitnessV0Keyhash".formatted(50 + i))
            .collect(Collectors.joining("}{"));
    return line(inputs, outputs);
  }

  private static String line(String inputs, String outputs) {
    return String.join(":::", hash(1), hash(2), "17", "1710119889", inputs, outputs);
  }

  private static String payment() {
    return line(hash(7) + "-1-900+0014aa+TxWitnessV0Keyhash", "800+0014bb+TxWitnessV0Keyhash");
  }

  private Path list(String... lines) throws IOException {
    return Files.write(temp.resolve("list.txt"), List.of(lines));
  }

  @Test
  void coinjoins_list_countsVerdicts() throws IOException {
    Answer answer = Answer.to("coinjoins", list(round(), "", payment()).toString());

    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            """
            list.txt: 2 transactions, 1 of them CoinJoins
            1  50.00 %  NONE
            1  50.00 %  WHIRLPOOL, HIGH

            """);
  }

  @Test
  void coinjoins_all_tellsEachWithItsReasons() throws IOException {
    assertThat(Answer.to("coinjoins", list(round()).toString(), "--all").out())
        .contains("WHIRLPOOL, HIGH  " + hash(1), "5 inputs and 5 outputs, each output 1000000 sat");
  }

  @Test
  void coinjoins_json_tellsCoinJoinsAloneUnlessAllAreAskedFor() throws IOException {
    String file = list(round(), payment()).toString();

    JsonNode some = JsonMapper.shared().readTree(Answer.to("coinjoins", file, "--json").out());
    JsonNode all =
        JsonMapper.shared().readTree(Answer.to("coinjoins", file, "--json", "--all").out());

    assertThat(some.at("/0/coinJoins").asInt()).isEqualTo(1);
    assertThat(some.at("/0/verdicts").size()).isEqualTo(1);
    assertThat(some.at("/0/verdicts/0/confidence").asString()).isEqualTo("HIGH");
    assertThat(some.at("/0/verdicts/0/reasons").size()).isEqualTo(3);
    assertThat(all.at("/0/verdicts").size()).isEqualTo(2);
  }

  @Test
  void coinjoins_zip_readsItsLists() throws IOException {
    Path zip = temp.resolve("lists.zip");
    try (OutputStream bytes = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(bytes)) {
      for (String name : List.of("a/One.txt", "a/Two.txt")) {
        entries.putNextEntry(new ZipEntry(name));
        entries.write(round().getBytes(StandardCharsets.UTF_8));
      }
    }

    assertThat(Answer.to("coinjoins", zip.toString()).out())
        .contains("lists.zip/a/One.txt: 1 transactions", "lists.zip/a/Two.txt: 1 transactions");
  }

  @Test
  void coinjoins_caseFolder_usesItsAttributions() throws IOException {
    Path folder = Scenarios.asOf(999, "utxo-patterns", temp);

    assertThat(Answer.to("coinjoins", folder.toString()).out()).contains("JOINMARKET, LOW");

    Files.writeString(
        folder.resolve("attributions.yaml"),
        """
        title: tags
        creator: test
        tags:
          - {address: mJoiner1, label: Some Exchange, category: exchange, source: s}
        """);
    assertThat(Answer.to("coinjoins", folder.toString(), "--all").out())
        .contains("VETOED_EXCHANGE", "an input belongs to an exchange: Some Exchange");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | list.txt, line 1, field line: expected six fields",
        "x:::b:::1:::2:::3:::4 | list.txt, line 1, field txid: expected a transaction id",
      })
  void coinjoins_badLine_isOneClearLine(String line, String problem) throws IOException {
    Answer answer = Answer.to("coinjoins", list(line).toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("spoor: " + problem).hasLineCount(1);
  }

  @Test
  void coinjoins_outputsWorthMoreThanInputs_contradictThemselves() throws IOException {
    Answer answer = Answer.to("coinjoins", list(payment().replace("-900+", "-700+")).toString());

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.err()).startsWith("spoor: list.txt, line 1: transaction").hasLineCount(1);
  }

  @Test
  void coinjoins_noSuchFile_isBadInput() {
    Answer answer = Answer.to("coinjoins", temp.resolve("none").toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("is neither a file nor a case folder").hasLineCount(1);
  }

  @Test
  void coinjoins_zipThatIsNone_isBadInput() throws IOException {
    Answer answer =
        Answer.to("coinjoins", Files.writeString(temp.resolve("a.zip"), "text").toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).isEqualTo("spoor: a.zip: no zip with a list (*.txt)\n");
  }

  /** The first block of regtest in a frame, and the beginning of another frame. */
  private Path blockFile() throws IOException {
    String genesis =
        "fabfb5da1d010000"
            + "01000000"
            + "0".repeat(64)
            + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
            + "dae5494dffff7f2002000000"
            + "01"
            + "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d"
            + "04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f"
            + "6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2"
            + "052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649"
            + "f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000"
            + "fabfb5da01000000";
    return Files.write(temp.resolve("blk00000.dat"), HexFormat.of().parseHex(genesis));
  }

  @Test
  void coinjoins_blockFiles_areCountedAndWhatCannotBeReadIsTold() throws IOException {
    blockFile();
    Answer answer = Answer.to("coinjoins", temp.toString());

    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            """
            %s: 1 transactions, 0 of them CoinJoins
            1  100.00 %%  NONE
            not read: blk00000.dat, byte 293: a length of 1 bytes is no block's

            """
                .formatted(temp.getFileName()));
    assertThat(Answer.to("coinjoins", "--json", blockFile().toString()).out())
        .contains("\"undecided\" : 0", "\"notRead\" : 1", "blk00000.dat, byte 293: a length");
  }

  @Test
  void coinjoins_fileOfNoBlocks_isBadInput() throws IOException {
    Path file = Files.writeString(temp.resolve("a.dat"), "text");
    Answer answer = Answer.to("coinjoins", file.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).isEqualTo("spoor: %s: expected blocks of Bitcoin\n".formatted(file));
  }

  @Test
  void tally_inputsUnknown_countsAsUndecided() {
    Chain chain = Chain.BITCOIN;
    TxId before = new TxId(chain, "before");
    List<Output> outputs =
        IntStream.range(0, 4)
            .mapToObj(i -> new Output(new Address(chain, "a" + i), Amount.of(i < 3 ? 9000 : 5000)))
            .toList();
    List<OutPoint> spent = IntStream.range(0, 3).mapToObj(i -> new OutPoint(before, i)).toList();
    CoinJoinTally tally = new CoinJoinTally(true, false);
    tally.list("blocks", AttributionBook.EMPTY);

    tally.transaction(
        new BareTransaction(new TxId(chain, "t"), spent, outputs),
        Collections.nCopies(3, Optional.empty()));

    CoinJoinTally.Counted list = tally.lists().getFirst();
    assertThat(list.undecided()).isEqualTo(1);
    assertThat(list.coinJoins()).isZero();
    assertThat(list.counts()).containsExactly(Map.entry("UNDECIDED_JOINMARKET", 1L));
    assertThat(list.told().getFirst().reasons())
        .endsWith("of 3 of 3 inputs it is not known what they spend");
  }
}
