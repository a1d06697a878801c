package org.spoor.app.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spoor.app.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class IncidentsCommandTest {

  @Test
  void incidents_list_isByDateAndSaysWhatIsAtHand() {
    Answer answer = Answer.to("incidents");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out().lines().map(line -> line.replaceFirst(" .*", "")))
        .containsSubsequence("bitfinex-2016", "dmm-2024", "bybit-2025");
    assertThat(answer.out())
        .containsPattern("dmm-2024 +2024-05-31 +308,000,000 USD +recorded chain data +DMM Bitcoin")
        .containsPattern("bitfinex-2016 .* theft sources only")
        .containsPattern("wazirx-2024 .* facts only");
  }

  @Test
  void show_incident_givesFactsWithTheirSources() {
    Answer answer = Answer.to("incidents", "show", "dmm-2024");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("DMM Bitcoin (dmm-2024)")
        .contains("975ec405ac9dc9fa5ab8009d94d6a1fe31dff8a8127ea90d023104e52754e4d7")
        .contains("4,502.9")
        .contains("THIN OR CONTRADICTORY")
        .contains("SOURCES");
    assertThat(answer.out().lines())
        .filteredOn(line -> line.length() > 100)
        .allSatisfy(line -> assertThat(line.strip()).doesNotContain(" "));
  }

  @Test
  void incidents_inventedCase_markedAndInNoSum() {
    assertThat(Answer.to("incidents").out())
        .containsPattern("tutorial-harbour .*INVENTED for the tutorial");
    assertThat(Answer.to("incidents", "losses").out()).doesNotContain("tutorial-harbour");
  }

  @Test
  void show_assetsDescribed_amountsInUnits() {
    assertThat(Answer.to("incidents", "show", "tutorial-harbour").out())
        .contains("60,000 SAIL", "32,000 SAIL", "100 ETH")
        .doesNotContain("base units");
  }

  @Test
  void show_unknownIncident_suggestsTheNearOnes() {
    Answer answer = Answer.to("incidents", "show", "dmm");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("did you mean dmm-2024?");
  }

  @Test
  void losses_dprkByYear_setsPublishedBesideItemised() {
    Answer answer = Answer.to("incidents", "losses", "--actor", "dprk", "--by", "year");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .containsPattern("2024 .* 1,340,000,000 +Chainalysis")
        .contains("+102.88 %")
        .containsPattern("308,000,000 +308,000,000 +dmm-2024")
        .containsPattern("50,000,000 +48,500,000 +upbit-2019")
        .containsPattern("16,130,000 +16,130,000 +rain-2024")
        .contains("370,000,000");
  }

  @Test
  void losses_actorInCapitals_isTheSame() {
    assertThat(Answer.to("incidents", "losses", "--actor", "DPRK"))
        .isEqualTo(Answer.to("incidents", "losses", "--actor", "dprk"));
  }

  @Test
  void losses_json_addsUp() {
    Answer answer = Answer.to("incidents", "losses", "--actor", "dprk", "--json");
    JsonNode losses = JsonMapper.shared().readTree(answer.out());
    long itemised =
        losses.at("/years").valueStream().mapToLong(y -> y.at("/itemised").asLong()).sum();
    long figures =
        losses
            .at("/incidents")
            .valueStream()
            .filter(incident -> !incident.at("/usd").asString().isEmpty())
            .mapToLong(incident -> incident.at("/usd").asLong())
            .sum();
    assertThat(itemised).isEqualTo(figures).isPositive();
  }

  @Test
  void losses_unknownActor_namesTheKnownOnes() {
    Answer answer = Answer.to("incidents", "losses", "--actor", "nobody");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("dprk");
  }
}
