package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
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

/** Traces of a chain that is read live. */
final class LiveTraceTest {

  private static final String THEFT = "0x" + "a".repeat(64);
  private static final String USAGE =
      "asked: 1,234 calls in 12 round trips, 56,789 bytes, 0 answers remembered\n";

  private final Surroundings live = LedgerSources.around(ledger());

  @TempDir private Path folder = Path.of("");

  @Test
  void trace_theftOnTheSpot_isFollowedAndTellsWhatItCost() {
    Answer answer = spot("--to", TinyCase.THIEF);
    assertThat(answer.err()).isEqualTo(USAGE);
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("ethereum-aaaaaaaaaaaa-", ", 2025-01-01")
        .contains("theft:1 transaction", THEFT)
        .contains("maxDegree 5000")
        .contains("8  80.00 %  HELD  " + TinyCase.EXCHANGE)
        .contains("exact to the base unit");
  }

  @Test
  void trace_onANarrowScreen_wrapsWhatItCost() {
    Answer answer =
        Answer.in(live, 40, "trace", "--chain", "ethereum", "--theft-tx", THEFT, "--no-store");
    assertThat(answer.err())
        .isEqualTo(
            """
            asked: 1,234 calls in 12 round trips,
            56,789 bytes, 0 answers remembered
            """);
  }

  @Test
  void trace_theftOnTheSpot_otherThefts_haveOtherIds() {
    assertThat(json(spot("--to", TinyCase.THIEF, "--json", "-")).at("/incident"))
        .isNotEqualTo(json(spot("--json", "-")).at("/incident"));
  }

  @Test
  void trace_onlineAndOffline_giveTheSameJson() {
    Answer online = spot("--json", "-");
    Answer offline = spot("--json", "-", "--offline");
    assertThat(offline.out()).isEqualTo(online.out());
    assertThat(offline.err())
        .isEqualTo("asked: 0 calls in 0 round trips, 0 bytes, 1,234 answers remembered\n");
  }

  @Test
  void trace_holding_isSeededWithWhatTheAddressHeld() {
    JsonNode result =
        json(
            Answer.in(
                live,
                "trace",
                "--chain",
                "ethereum",
                "--holding",
                TinyCase.THIEF,
                "--asset",
                "ETH",
                "--at",
                "2025-01-01T00:30:00Z",
                "--no-store",
                "--json",
                "-"));
    assertThat(result.at("/conservation/0/seeded").asString()).isEqualTo("10" + "0".repeat(18));
    assertThat(result.at("/request/theft:1").asString())
        .isEqualTo("ETH of " + TinyCase.THIEF + " after block 1");
  }

  @Test
  void trace_quiet_saysNothingOfTheCost() {
    assertThat(spot("--quiet").err()).isEmpty();
  }

  @Test
  void trace_callsDidNotSuffice_resultIsWrittenAndTheCodeIs3() {
    Answer answer = spot("--max-calls", "1234", "--json", "-");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).isEqualTo(USAGE + "spoor: the run was cut short: 1234\n");
    assertThat(answer.out()).isEqualTo(spot("--json", "-").out());
  }

  @Test
  void trace_unknownTransaction_isOneLine() {
    Answer answer =
        Answer.in(live, "trace", "--chain", "ethereum", "--theft-tx", "0x" + "e".repeat(64));
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err().lines().toList())
        .containsExactly(
            USAGE.strip(),
            "spoor: --theft-tx 0x%s: in no block of ethereum that ledger knows, the last final one is 20"
                .formatted("e".repeat(64)));
  }

  @Test
  void trace_nothingConfigured_saysWhichLinesToAdd() {
    Answer answer = Answer.to("trace", "--chain", "ethereum", "--theft-tx", THEFT, "--no-store");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(answer.err())
        .contains("'ethereum: {name: my-node, kind: node, url: http://127.0.0.1:8545}'")
        .contains("/nobody/.config/spoor/sources.yaml", "SPOOR_ETHEREUM_URL");
  }

  @Test
  void trace_offline_nothingConfigured_saysWhichLinesToAdd() {
    String[] spot = {"trace", "--chain", "ethereum", "--theft-tx", THEFT, "--offline"};
    assertThat(Answer.to(spot).err())
        .startsWith("spoor: no endpoint of ethereum is configured")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ronin-2022", "upbit-2019"})
  void trace_shippedWithoutChainData_nothingConfigured_saysSo(String incident) {
    Answer answer = Answer.to("trace", incident, "--no-store");
    assertThat(answer.err().lines().findFirst().orElse(""))
        .startsWith("spoor: ethereum of %s is not recorded: no endpoint".formatted(incident));
  }

  @Test
  void trace_shippedWithoutChainData_runsLive() {
    Answer answer = Answer.in(live, "trace", "ronin-2022", "--no-store", "--json", "-");
    assertThat(answer.err()).isEqualTo(USAGE);
    assertThat(json(answer).at("/inputs").toString()).contains("incident.yaml", "memory");
    assertThat(json(answer).at("/asOf/0/height").asLong()).isEqualTo(2);
  }

  @Test
  void trace_fileThatCannotBe_isToldBeforeAnybodyIsAsked() {
    Answer answer = spot("--json", folder.resolve("none/result.json").toString());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err().lines()).singleElement().asString().startsWith("spoor: --json ");
    assertThat(spot("--json", folder.toString()).err()).startsWith("spoor: --json ");
  }

  @Test
  void trace_recorded_liveAndOffline_usesWhatWasAnsweredAlone() {
    String tiny = TinyCase.in(folder).toString();
    Answer live = trace(tiny, "--live");
    Answer again = trace(tiny, "--live", "--offline");
    assertThat(again.out()).isEqualTo(live.out());
    assertThat(again.err()).startsWith("asked: 0 calls");
  }

  @Test
  void trace_recorded_asksNobodyUnlessTold() {
    String tiny = TinyCase.in(folder).toString();
    assertThat(Answer.in(live, "trace", tiny, "--no-store").err()).isEmpty();
    Answer told = Answer.in(live, "trace", tiny, "--no-store", "--live");
    assertThat(told.err()).isEqualTo(USAGE);
    assertThat(told.out())
        .contains("recorded data of ethereum are not used: it was read live")
        .contains("SERVICE  " + TinyCase.EXCHANGE + " Some Exchange");
  }

  @Test
  void trace_theftOnTheSpot_withAnIncident_areTracedTogether() {
    Answer answer = spot("--also", "ronin-2022", "--json", "-");
    assertThat(answer.code()).isZero();
    assertThat(json(answer).at("/incidents").size()).isEqualTo(2);
    assertThat(json(answer).at("/inputs").toString()).contains("ronin-2022/incident.yaml");
  }

  private Answer trace(String tiny, String... more) {
    return Answer.in(
        live,
        Stream.concat(Stream.of("trace", tiny, "--no-store"), Stream.of(more))
            .toArray(String[]::new));
  }

  private Answer spot(String... more) {
    String[] args = new String[6 + more.length];
    String[] first = {"trace", "--chain", "ethereum", "--no-store", "--theft-tx", THEFT};
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return Answer.in(live, args);
  }

  private static JsonNode json(Answer answer) {
    return JsonMapper.shared().readTree(answer.out());
  }

  private static MemoryLedger ledger() {
    return new MemoryLedger()
        .add(transfer(1, "a", TinyCase.VICTIM, TinyCase.THIEF, "10"))
        .add(transfer(2, "b", TinyCase.THIEF, TinyCase.EXCHANGE, "8"))
        .opens(address(TinyCase.VICTIM), new Coin(Chain.ETHEREUM), ether("10"));
  }

  private static Transfer transfer(int block, String digit, String from, String to, String ether) {
    return new Transfer(
        new ChainPosition(block, 0, 0),
        Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3600L * (block - 1)),
        new TxId(Chain.ETHEREUM, "0x" + digit.repeat(64)),
        address(from),
        address(to),
        new Coin(Chain.ETHEREUM),
        ether(ether));
  }

  private static Amount ether(String ether) {
    return Amount.parse(ether + "0".repeat(18));
  }

  private static Address address(String text) {
    return new Address(Chain.ETHEREUM, text);
  }
}
