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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.attribution.Category;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CasePack.RawAnswer;
import org.spoor.recorded.file.YamlText;
import org.spoor.recorded.incident.IncidentFile;
import org.spoor.recorded.incident.IncidentText;

final class CasePackTest {

  private static final Address ALICE = address("a1");
  private static final Address BOB = address("b0");
  private static final Address BUSY = address("bb");
  private static final Address NOBODY_ASKED = address("99");
  private static final Asset ETH = new Coin(Chain.ETHEREUM);
  private static final Asset TOKEN = new Token(address("70"));
  private static final TxId UNKNOWN = new TxId(Chain.ETHEREUM, "0x" + "ee".repeat(32));
  private static final ChainPosition END = ChainPosition.endOf(9);
  private static final Transfer PASSED = transfer(4, 7, 2, ALICE, BOB, TOKEN, 5);

  @TempDir private Path temp = Path.of("");

  private final LiveStandIn live =
      new LiveStandIn(ledger(), BUSY, BOB, PASSED, new RouterCall(ALICE, BOB));
  private final RecordingReader recording = new RecordingReader(live);

  private static MemoryLedger ledger() {
    return new MemoryLedger()
        .add(transfer(3, 0, 0, Outside.ISSUANCE, ALICE, TOKEN, 100))
        .add(transfer(4, 7, 0, ALICE, Outside.FEE, ETH, 1))
        .add(transfer(4, 7, 1, ALICE, BUSY, ETH, 3))
        .add(PASSED)
        .add(transfer(5, 1, 0, BOB, BOB, ETH, 40))
        .add(transfer(5, 1, 4, ALICE, Outside.BURN, TOKEN, 2))
        .add(transfer(6, Integer.MAX_VALUE - 1, 0, Outside.ISSUANCE, ALICE, ETH, 9))
        .add(transfer(8, 0, 0, BOB, NOBODY_ASKED, ETH, 10))
        .calls(TOKEN, "odd, \"quoted\"\r\nand #\u0422");
  }

  private static Transfer transfer(
      long block, int tx, int event, Party from, Party to, Asset asset, long amount) {
    return new Transfer(
        new ChainPosition(block, tx, event),
        Instant.parse("2025-01-02T00:00:00Z").plusSeconds(12 * block),
        tx == Integer.MAX_VALUE - 1
            ? new TxId(Chain.ETHEREUM, "withdrawals-of-block-" + block)
            : new TxId(Chain.ETHEREUM, "0x" + "0%d".formatted(block).repeat(32)),
        from,
        to,
        asset,
        Amount.of(amount));
  }

  private static Address address(String digits) {
    return new Address(Chain.ETHEREUM, "0x" + digits.repeat(20));
  }

  /** Asks as a trace does. */
  private static void ask(ChainReader reader) {
    reader.transaction(PASSED.tx());
    reader.transaction(UNKNOWN);
    for (Address address : List.of(ALICE, BOB, BUSY)) {
      reader.isBusier(address, LiveStandIn.LIMIT);
      reader.history(address);
      reader.opening(address, ETH, ChainPosition.startOf(3));
      reader.coverage(address, ETH, PASSED.position());
    }
  }

  private CaseFolder packed() {
    ask(recording);
    Path target = temp.resolve("case");
    try (CasePack pack = CasePack.at(target.toString())) {
      pack.write(run(), recording, List.of(new RawAnswer("ethereum", "m", "[\"1,2\"]", hash())));
    }
    return CaseFolder.read(target);
  }

  private static CasePack.Run run() {
    return new CasePack.Run(
        List.of(incident("first"), incident("second")),
        new AttributionBook(
            List.of(
                new Attribution(BOB, "null", "", Category.UNKNOWN, "", ""),
                new Attribution(
                    BOB, "An: exchange # 1", "actor", new Category("exchange"), "99", "x"))),
        Map.of(TOKEN, new AssetDescription(TOKEN, "LISTED", 6)),
        List.of(new Setting("theft:1", "all of it")),
        List.of(new Source("incident.yaml", "b".repeat(64))),
        "1.0",
        "spoor trace DIR",
        List.of("Read me."));
  }

  private static Incident incident(String id) {
    return Incident.of(id, LocalDate.of(2025, 1, 2), List.of());
  }

  private static String hash() {
    return "0123456789abcdef".repeat(4);
  }

  @Test
  void write_readAgain_answersTheSame() {
    ChainReader reader = packed().reader();
    ask(reader);

    for (Address address : List.of(ALICE, BOB, BUSY)) {
      assertThat(reader.history(address)).isEqualTo(live.history(address));
      assertThat(reader.gaps(address)).isEqualTo(live.gaps(address));
      assertThat(reader.balance(address, ETH)).isEqualTo(live.balance(address, ETH));
      assertThat(reader.opening(address, ETH, END)).isEqualTo(live.opening(address, ETH, END));
      assertThat(reader.coverage(address, ETH, END)).isEqualTo(live.coverage(address, ETH, END));
    }
    assertThat(reader.heads()).isEqualTo(live.heads());
    assertThat(reader.remarks()).isEqualTo(live.remarks()).hasSize(4);
    assertThat(reader.transaction(PASSED.tx())).isEqualTo(live.transaction(PASSED.tx()));
    assertThat(reader.transaction(UNKNOWN)).isEmpty();
    assertThat(reader.routerCall(PASSED.tx())).isEqualTo(live.routerCall(PASSED.tx()));
    assertThat(reader.describe(TOKEN)).isEqualTo(live.describe(TOKEN));
    assertThat(reader.sources())
        .startsWith(live.sources().toArray(Source[]::new))
        .endsWith(new Source("incident.yaml", "b".repeat(64)));
  }

  @Test
  void write_readAgain_isTheSameCase() {
    CaseFolder read = packed();

    assertThat(read.incident()).isEqualTo(incident("first"));
    assertThat(read.attributions().of(BOB)).isEqualTo(run().attributions().of(BOB));
    assertThat(read.assets()).isEqualTo(run().listed());
    assertThat(read.recording())
        .contains(
            new Recording(
                "1.0",
                "spoor trace DIR",
                List.of(incident("second")),
                List.of(new Setting("theft:1", "all of it"))));
  }

  @Test
  void reader_askedForWhatIsNotHeld_saysSo() {
    ChainReader reader = packed().reader();

    assertThat(reader.history(NOBODY_ASKED)).as("as far as others show it").hasSize(1);
    assertThat(reader.coverage(NOBODY_ASKED, ETH, END)).isEqualTo(Coverage.PARTIAL);
    assertThat(reader.opening(NOBODY_ASKED, ETH, END)).isInstanceOf(Opening.Assumed.class);
    assertThat(reader.transaction(transfer(8, 0, 0, BOB, ALICE, ETH, 1).tx())).isEmpty();
    assertThat(reader.remarks())
        .containsExactly(
            "transaction 0x%s: the recording does not hold it".formatted("08".repeat(32)),
            NOBODY_ASKED + ": the recording does not hold its history");
  }

  @Test
  void isBusier_beyondTheLimitOfTheRun_isNotKnownToBe() {
    ChainReader reader = packed().reader();

    assertThat(reader.isBusier(BUSY, LiveStandIn.LIMIT)).isTrue();
    assertThat(reader.isBusier(BUSY, LiveStandIn.LIMIT + 1)).isFalse();
    assertThat(reader.coverage(BUSY, ETH, END)).isEqualTo(Coverage.PARTIAL);
  }

  @Test
  void isBusier_ofWhatIsHeld_countsTransactionsAsTheSourceDoes() {
    ChainReader reader = packed().reader();

    assertThat(reader.history(ALICE)).hasSize(6);
    for (int most : List.of(1, 2, 3, 4, 5, 6)) {
      assertThat(reader.isBusier(ALICE, most)).isEqualTo(live.isBusier(ALICE, most));
    }
    assertThat(reader.isBusier(ALICE, 4)).isFalse();
  }

  @Test
  void at_folderThatIsNotEmpty_isRefusedAndLeftAsItWas() throws IOException {
    Files.writeString(temp.resolve("own"), "mine");

    assertThatThrownBy(() -> CasePack.at(temp.toString()))
        .isInstanceOf(SpoorException.class)
        .hasMessageEndingWith("expected a new or empty one");
    assertThat(temp).isDirectoryContaining("glob:**own");
  }

  @Test
  void close_withoutHavingWritten_leavesNothing() throws IOException {
    try (CasePack pack = CasePack.at(temp.resolve("case").toString())) {
      assertThat(pack).isNotNull();
    }
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void read_changedFile_isRefusedWithBothHashes() throws IOException {
    packed();
    Path transfers = temp.resolve("case").resolve("transfers.csv");
    Files.writeString(transfers, Files.readString(transfers).replace(",40\n", ",41\n"));

    assertThatThrownBy(() -> CaseFolder.read(temp.resolve("case")))
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA))
        .hasMessageStartingWith("case/transfers.csv is not as it was recorded: its SHA-256 is ");
  }

  @Test
  void at_leftByAProcessThatWasKilled_isDropped() throws Exception {
    long alive = ProcessHandle.current().parent().orElseThrow().pid();
    long dead = killed();
    Path other = Files.createDirectory(temp.resolve(".case.more.%d.part".formatted(dead)));
    Path open = Files.createDirectory(temp.resolve(".case.%d.part".formatted(alive)));
    Path left = Files.createDirectory(temp.resolve(".case.%d.part".formatted(dead)));
    Files.writeString(left.resolve("transfers.csv"), "half of");

    try (CasePack _ = CasePack.at(temp.resolve("case").toString())) {
      assertThat(left).doesNotExist();
      assertThat(List.of(open, other)).allMatch(Files::exists);
    }
  }

  /** The id of a process that is there no more. */
  private static long killed() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "-version").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void with_furtherRecordedData_isRefused() {
    CaseFolder folder = packed();

    assertThatThrownBy(() -> folder.with(List.of(folder)))
        .hasMessage("first is a recording: expected no other recorded data beside it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answers.csv      | ethereum,m,[],12 | column sha256: '12' is not a SHA-256",
        "answers.csv      | moon,m,[],12     | column chain: 'moon' is not one of the chains",
        "busy.csv         | ethereum,0x1,5   | column address: '0x1' is not an address",
        "unseen.csv       | ethereum,0x1,a,0 | column address: '0x1' is not an address",
        "transactions.csv | ethereum,a,yes,  | column known: 'yes' is not true or false",
        "balances.csv     | ethereum,0x1,,1  | column address: '0x1' is not an address",
        "router-calls.csv | ethereum,a,0x1,  | column seller: '0x1' is not an address",
        "tokens.csv       | ethereum,ETH,E,9 | column decimals: '9' is not 18",
      })
  void read_badRow_isRefusedWithItsPlace(String name, String row, String problem)
      throws IOException {
    packed();
    Path file = temp.resolve("case").resolve(name);
    String header = Files.readString(file).lines().findFirst().orElseThrow();
    Files.writeString(file, header + "\n" + row.strip() + "\n");

    assertThatThrownBy(() -> CaseFolder.read(temp.resolve("case")))
        .hasMessageStartingWith("case/%s, line 2, %s".formatted(name, problem));
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("..", "..", "fixtures", "incidents"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(IncidentFile.NAME)))
          .filter(folder -> !Files.exists(folder.resolve("theft-sources.csv")))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void incidentText_ofWhatIsShipped_readsAsTheSame(Path folder) throws IOException {
    Incident incident = CaseFolder.readIncident(folder);
    Files.writeString(temp.resolve(IncidentFile.NAME), YamlText.of(IncidentText.of(incident)));

    assertThat(CaseFolder.readIncident(temp)).isEqualTo(incident);
  }
}
