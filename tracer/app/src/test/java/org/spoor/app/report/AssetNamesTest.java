package org.spoor.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spoor.app.SampleGraph;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Token;

final class AssetNamesTest {

  private final AssetNames names =
      new AssetNames(SampleGraph.graph().incidents(), SampleGraph::describe, new IcuConfusables());

  @Test
  void name_tokenThatTheIncidentNames_isItsSymbol() {
    assertThat(names.name(SampleGraph.USDT)).isEqualTo("USDT");
  }

  @Test
  void name_tokenThatLooksLikeAnother_isItsContractWithAWarning() {
    assertThat(names.name(SampleGraph.FAKE))
        .isEqualTo(SampleGraph.FAKE.text() + " (calls itself \"U\u0405DT\", is not USDT)");
  }

  @Test
  void name_secondTokenWithTheSamePlainSymbol_isItsContractWithAWarning() {
    Asset twin = new Token(SampleGraph.eth("ab"));
    AssetNames own =
        new AssetNames(
            SampleGraph.graph().incidents(),
            asset ->
                asset.equals(twin)
                    ? Optional.of(new AssetDescription(twin, "ETH", 18))
                    : SampleGraph.describe(asset),
            new IcuConfusables());
    assertThat(own.name(twin)).isEqualTo(twin.text() + " (calls itself \"ETH\", is not ETH)");
  }

  @Test
  void amount_tokenWithoutDescription_isInBaseUnitsOfItsContract() {
    Asset unknown = new Token(SampleGraph.eth("cd"));
    assertThat(names.amount(Amount.of(1500), unknown))
        .isEqualTo("1,500 base units of " + unknown.text());
    assertThat(names.nameOnChain(unknown))
        .isEqualTo(unknown.text() + " on ethereum, in base units");
  }

  @Test
  void amount_tokenWithASymbolAlone_isInBaseUnits() {
    Asset bare = new Token(SampleGraph.eth("ef"));
    AssetNames own =
        new AssetNames(
            List.of(),
            asset -> Optional.of(new AssetDescription(bare, "SAIL", OptionalInt.empty())),
            new IcuConfusables());
    assertThat(own.amount(Amount.of(1500), bare)).isEqualTo("1,500 base units of SAIL");
    assertThat(own.unit(bare)).isEqualTo("base units of SAIL");
    assertThat(own.nameOnChain(bare)).isEqualTo("SAIL on ethereum, in base units");
  }

  @Test
  void amount_coin_isInUnits() {
    assertThat(names.amount(SampleGraph.ether("12"), SampleGraph.ETH)).isEqualTo("12 ETH");
  }
}
