package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.incidents.ShippedIncidents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TraceCommandTest {

  @TempDir private Path folder = Path.of("");

  private String tiny = "";

  @BeforeEach
  void writeCase() {
    tiny = TinyCase.in(folder).toString();
  }

  @Test
  void trace_caseFolder_showsWhereTheMoneyIsAndThatItAddsUp() {
    Answer answer = Answer.to("trace", tiny, "--no-store", "--policy", "tiho");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("8  80.00 %  SERVICE  " + TinyCase.EXCHANGE + " Some Exchange, exchange")
        .contains("2  20.00 %  HELD     " + TinyCase.THIEF)
        .contains("exact to the base unit");
  }

  @ParameterizedTest
  @CsvSource({"tiho,8", "libr,0", "fifo,0", "lifo,8", "haircut,4"})
  void trace_policy_decidesWhatReachesTheExchange(String policy, String ether) throws IOException {
    Path file = folder.resolve("result.json");
    Answer answer =
        Answer.to("trace", tiny, "--no-store", "--policy", policy, "--json", file.toString());
    assertThat(answer.code()).isZero();
    JsonNode statement = JsonMapper.shared().readTree(Files.readString(file)).at("/conservation/0");
    assertThat(statement.at("/service").asString())
        .isEqualTo(ether.equals("0") ? "0" : ether + "0".repeat(18));
    assertThat(statement.at("/exact").asBoolean()).isTrue();
  }

  @Test
  void trace_allPolicies_givesABandPerDestination() {
    Answer answer = Answer.to("trace", tiny, "--no-store", "--policy", "all", "--json", "-");
    JsonNode result = JsonMapper.shared().readTree(answer.out());
    assertThat(result.at("/runs").size()).isEqualTo(6);
    assertThat(result.at("/bands/1/kind").asString()).isEqualTo("SERVICE");
    assertThat(result.at("/bands/1/lowest").asString()).isEqualTo("0");
    assertThat(result.at("/bands/1/highest").asString()).isEqualTo("8" + "0".repeat(18));
  }

  @Test
  void trace_jsonOnStandardOutput_isAloneThereAndTheSameAgain() {
    Answer first = Answer.to("trace", tiny, "--no-store", "--json", "-");
    Answer second = Answer.to("trace", tiny, "--no-store", "--json", "-");
    assertThat(JsonMapper.shared().readTree(first.out()).at("/incident").asString())
        .isEqualTo("tiny");
    assertThat(second).isEqualTo(first);
    assertThat(first.out()).doesNotContain(folder.toString());
  }

  @Test
  void trace_brokenLine_isTold_withFileLineAndColumn() {
    TinyCase.write(
        folder,
        "transfers.csv",
        """
        block,tx_index,event_index,time,tx,from,to,asset,amount
        1,0,0,2025-01-01T00:00:00Z,0xaa,%s,%s,ETH,ten
        """
            .formatted(TinyCase.VICTIM, TinyCase.THIEF));
    Answer answer = Answer.to("trace", tiny, "--no-store");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(answer.err()).contains("transfers.csv").contains("line 2").contains("ten");
  }

  @Test
  void trace_unknownIncident_suggestsTheNearOnes() {
    Answer answer = Answer.to("trace", "bybit", "--no-store");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo("spoor: unknown incident 'bybit': did you mean bybit-2025?\n");
  }

  @Test
  void trace_incidentWithoutTheftSource_saysWhatIsMissing() {
    Answer answer = Answer.to("trace", "wazirx-2024", "--no-store");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(answer.err())
        .startsWith("spoor: wazirx-2024 cannot be traced, no theft source is known: ");
  }

  @Test
  void trace_theftsWithoutChainData_areTracedAsStated() {
    Answer answer = Answer.to("trace", "bitfinex-2016", "--no-store");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("119,756.62032288")
        .contains("2,072 places")
        .contains("DATA_GAP")
        .doesNotContain("HELD");
  }

  @Test
  void trace_theftNotInTheDataAndNotStated_saysSoAndEndsWithCode3() {
    TinyCase.ofMissingTheft(folder);
    Answer answer = Answer.to("trace", tiny, "--no-store");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.out()).contains("NOTHING WAS FOLLOWED", "TRANSACTION_MISSING");
    assertThat(answer.err().lines())
        .singleElement()
        .asString()
        .startsWith("spoor: nothing was followed: theft source tiny#1: transaction 0xdddd");
  }

  @Test
  void trace_chainDataWithoutARow_saysSoAndEndsWithCode3() {
    TinyCase.withoutTransfers(folder);
    for (String policy : List.of("fifo", "all")) {
      Answer answer = Answer.to("trace", tiny, "--no-store", "--policy", policy);
      assertThat(answer.code()).isEqualTo(3);
      assertThat(answer.out()).contains("NOTHING WAS FOLLOWED");
      assertThat(answer.err())
          .isEqualTo("spoor: nothing was followed: transfers.csv holds no transaction\n");
    }
  }

  @Test
  void trace_theftLaterThanAllThatIsFollowed_endsWithCode3() {
    Answer answer = Answer.to("trace", tiny, "--no-store", "--until", "2020-01-01");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("lies after the last time followed");
  }

  @Test
  void trace_minimumOfUnknownAsset_proposesNoImitation() {
    Answer answer = Answer.to("trace", "bybit-2025", "--no-store", "--min-taint", "NOPE=1");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .endsWith("unknown asset 'NOPE', expected one of stETH, mETH, cmETH, ETH, or a contract\n");
  }

  @Test
  void trace_noAddressOfAServer_isRefusedBeforeTheTrace() {
    Answer answer = Answer.to("trace", tiny, "--neo4j", "http://localhost");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("'http://localhost' is no address of a Neo4j server");
  }

  @Test
  void trace_sameIncidentTwice_isRefused() {
    Answer answer = Answer.to("trace", tiny, "--also", tiny, "--no-store");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("--also").contains("tiny");
  }

  @ParameterizedTest
  @CsvSource({
    "--policy,lucky",
    "--max-hops,-1",
    "--until,yesterday",
    "--fees,burn",
    "--evidence,rumour",
    "--min-taint,much",
    "--json,/no/such/folder/x.json",
    "--polcy,fifo"
  })
  void trace_badOption_isOneLineAndExitCode2(String option, String value) {
    Answer answer = Answer.to("trace", tiny, option, value);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(answer.err()).startsWith("spoor: ").contains(option);
  }

  @Test
  void trace_bareMinimumAndATokenOfUnknownDecimals_saysThatItIsNotCovered() {
    TinyCase.ofUnknownToken(folder);
    String notCovered = "ethereum:" + TinyCase.TOKEN;
    assertThat(Answer.to("trace", tiny, "--no-store", "--min-taint", "1000").out())
        .containsIgnoringWhitespaces(
            "no minimum counts for assets whose decimals are not known: " + notCovered);
    Answer json = Answer.to("trace", tiny, "--no-store", "--min-taint", "1000", "--json", "-");
    assertThat(JsonMapper.shared().readTree(json.out()).at("/request/minTaintNotCovering"))
        .hasToString('"' + notCovered + '"');
    assertThat(Answer.to("trace", tiny, "--no-store").out()).doesNotContain("no minimum");
  }

  @Test
  void trace_also_filesOfTheOtherIncidentAreInputs() throws Exception {
    Path file = folder.resolve("result.json");
    Answer answer =
        Answer.to(
            "trace", tiny, "--also", "bitfinex-2016", "--no-store", "--json", file.toString());
    assertThat(answer.code()).isZero();
    Path other = ShippedIncidents.find("bitfinex-2016").orElseThrow();
    assertThat(JsonMapper.shared().readTree(Files.readString(file)).at("/inputs"))
        .map(input -> input.at("/name").asString() + " " + input.at("/sha256").asString())
        .endsWith(
            "bitfinex-2016/incident.yaml " + sha256(other.resolve("incident.yaml")),
            "bitfinex-2016/theft-sources.csv " + sha256(other.resolve("theft-sources.csv")));
  }

  private static String sha256(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(hash);
  }
}
