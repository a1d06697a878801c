package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.app.live.Surroundings;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Live runs that are recorded in a case folder, and traced again where nobody can be asked. */
final class PackTest {

  private static final String THEFT = "0x" + "a".repeat(64);
  private static final String LAUNDERER = "0x" + "4".repeat(40);
  private static final String NEXT = "0x" + "5".repeat(40);

  private final Surroundings live = LedgerSources.around(ledger());

  @TempDir private Path folder = Path.of("");

  private static MemoryLedger ledger() {
    return new MemoryLedger()
        .calls(coin(), "ETH")
        .add(transfer(1, "a", TinyCase.VICTIM, TinyCase.THIEF, "10"))
        .add(transfer(2, "b", TinyCase.THIEF, TinyCase.EXCHANGE, "6"))
        .add(transfer(3, "c", TinyCase.THIEF, LAUNDERER, "3"))
        .add(transfer(4, "d", LAUNDERER, NEXT, "2"))
        .opens(new Address(Chain.ETHEREUM, TinyCase.VICTIM), coin(), ether("10"));
  }

  private static Transfer transfer(int block, String digit, String from, String to, String ether) {
    return new Transfer(
        new ChainPosition(block, 0, 0),
        Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3600L * (block - 1)),
        new TxId(Chain.ETHEREUM, "0x" + digit.repeat(64)),
        new Address(Chain.ETHEREUM, from),
        new Address(Chain.ETHEREUM, to),
        coin(),
        ether(ether));
  }

  private static Coin coin() {
    return new Coin(Chain.ETHEREUM);
  }

  private static Amount ether(String ether) {
    return Amount.parse(ether + "0".repeat(18));
  }

  private Answer live(String... more) {
    return Answer.in(live, words("trace --no-store --chain ethereum --theft-tx " + THEFT, more));
  }

  private static String[] words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private String pack() {
    return folder.resolve("pack").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--policy all",
        "--policy poison --max-hops 1",
        "--policy haircut --min-taint 2.5 --max-reads 3",
        "--policy fifo --until 2025-01-01T02:30:00Z --max-degree 1"
      })
  void trace_packedRun_givesTheSameBytes(String options) {
    String[] given = words("--json - " + options, "--pack", pack());
    Answer read = live(given);
    Answer again = Answer.to(words("trace " + pack() + " --no-store --json - " + options));

    assertThat(read.code()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).isEqualTo(read.out());
  }

  @Test
  void trace_packedIncidents_giveTheSameBytes() throws IOException {
    Path tiny = TinyCase.in(Files.createDirectory(folder.resolve("tiny")));
    String[] asked =
        words(
            "trace --no-store --live --also ronin-2022 --json -",
            tiny.toString(),
            "--pack",
            pack());
    Answer read = Answer.in(live, asked);
    Answer again = Answer.to("trace", pack(), "--no-store", "--json", "-");

    assertThat(read.code()).isZero();
    assertThat(read.out()).contains("Some Exchange", "ronin-2022/incident.yaml");
    assertThat(again.out()).isEqualTo(read.out());
  }

  @Test
  void trace_packedWithOptions_tellsThemInTheCommand() throws IOException {
    live("--policy", "lifo", "--min-taint", "ETH=0.5", "--max-hops", "9", "--pack", pack());

    assertThat(Files.readString(folder.resolve("pack").resolve("README.txt")))
        .contains(
            "spoor trace DIR --policy lifo --min-taint ETH=0.5 --max-hops 9 --no-store --json -\n");
  }

  @Test
  void trace_packFurtherThanItWasRecorded_isADataGapAndSaysWhy() {
    live("--max-hops", "1", "--pack", pack());
    JsonNode result =
        JsonMapper.shared().readTree(Answer.to("trace", pack(), "--no-store", "--json", "-").out());

    assertThat(result.at("/conservation/0/held").asString()).isEqualTo("8" + "0".repeat(18));
    assertThat(result.at("/dataGaps").toString())
        .contains(NEXT + ": the recording does not hold its history");
  }

  @Test
  void trace_packThatExists_isRefusedBeforeAnythingIsAsked() throws IOException {
    Files.createDirectory(folder.resolve("pack"));
    Files.writeString(folder.resolve("pack").resolve("own"), "mine");
    Answer answer = live("--pack", pack());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo("spoor: case folder %s: expected a new or empty one\n".formatted(pack()));
  }

  @Test
  void trace_packOfNothingLive_isRefused() throws IOException {
    String tiny = TinyCase.in(Files.createDirectory(folder.resolve("tiny"))).toString();
    Answer answer = Answer.to("trace", tiny, "--no-store", "--pack", pack());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo("spoor: --pack: nothing is read live, expected a live run\n");
  }

  @Test
  void trace_thatFails_leavesNoPack() throws IOException {
    Answer answer =
        Answer.in(
            live, words("trace --chain ethereum --theft-tx 0x" + "e".repeat(64), "--pack", pack()));

    assertThat(answer.code()).isEqualTo(3);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void trace_packLive_isRefused() {
    live("--pack", pack());
    Answer answer = Answer.in(live, "trace", pack(), "--live", "--no-store");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("is a recording, expected a case folder that is none");
  }
}
