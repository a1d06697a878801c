package org.spoor.app.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.app.SampleGraph;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;

final class MinimumTaintTest {

  private static final List<AssetDescription> ASSETS =
      List.of(
          AssetDescription.of(new Coin(Chain.ETHEREUM)),
          new AssetDescription(SampleGraph.USDT, "USDT", 6));

  @Test
  void read_bareNumber_countsForEveryAssetInItsOwnUnits() {
    assertThat(MinimumTaint.read(List.of("1.5"), ASSETS, asset -> true))
        .containsEntry(SampleGraph.ETH, Amount.of(1_500_000_000_000_000_000L))
        .containsEntry(SampleGraph.USDT, Amount.of(1_500_000));
  }

  @Test
  void read_namedAsset_goesBeforeTheBareNumber() {
    assertThat(MinimumTaint.read(List.of("USDT=7", "1"), ASSETS, asset -> true))
        .containsEntry(SampleGraph.ETH, SampleGraph.ether("1"))
        .containsEntry(SampleGraph.USDT, Amount.of(7_000_000));
  }

  @Test
  void read_contract_namesTheAsset() {
    assertThat(
            MinimumTaint.read(
                List.of(SampleGraph.USDT.text() + "=0.000001"), ASSETS, asset -> true))
        .containsOnlyKeys(SampleGraph.USDT)
        .containsValue(Amount.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,5", "-1", "", "1e3", "BTC=1", "USDT=0.0000001", "ETH="})
  void read_anythingElse_isInvalidInput(String text) {
    assertThatThrownBy(() -> MinimumTaint.read(List.of(text), ASSETS, asset -> true))
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT))
        .hasMessageContaining("--min-taint");
  }

  @Test
  void read_contractOnItsChain_namesTheAsset() {
    String contract = "ethereum:" + SampleGraph.USDT.text();
    assertThat(MinimumTaint.read(List.of(contract + "=1"), ASSETS, asset -> true))
        .containsOnlyKeys(SampleGraph.USDT);
  }

  @Test
  void read_unknownAsset_proposesGenuineOnes() {
    assertThatThrownBy(() ->
            MinimumTaint.read(List.of("eht=1"), ASSETS, asset -> !asset.equals(SampleGraph.USDT)))
        .hasMessage("--min-taint eht=1: unknown asset 'eht', expected one of ETH, or a contract");
  }

  @Test
  void read_unknownChain_proposesTheNearOneAndNamesAll() {
    assertThatThrownBy(() -> MinimumTaint.read(List.of("etherium:ETH=1"), ASSETS, asset -> true))
        .hasMessageContaining(
            "unknown chain 'etherium', did you mean ethereum? expected one of bit")
        .hasMessageContaining("polygon");
  }

  @Test
  void read_assetOfUnknownDecimals_countsForNoBareNumberAndRefusesItsOwn() {
    List<AssetDescription> bare =
        List.of(new AssetDescription(SampleGraph.USDT, "USDT", OptionalInt.empty()));
    assertThat(MinimumTaint.read(List.of("1.5"), bare, asset -> true)).isEmpty();
    assertThatThrownBy(() -> MinimumTaint.read(List.of("USDT=1.5"), bare, asset -> true))
        .isInstanceOf(SpoorException.class)
        .hasMessage("--min-taint: the decimals of USDT are not known");
  }

  @Test
  void notCovered_bareNumberAndAnAssetOfUnknownDecimals_namesIt() {
    List<String> bare = List.of("1.5");
    Map<Asset, Amount> covered =
        MinimumTaint.read(
            bare, List.of(AssetDescription.of(new Coin(Chain.ETHEREUM))), asset -> true);
    assertThat(MinimumTaint.notCovered(bare, covered, SampleGraph.graph()))
        .hasValueSatisfying(setting ->
            assertThat(setting.value())
                .contains("ethereum:" + SampleGraph.USDT.text())
                .doesNotContain(":ETH"));
  }

  @Test
  void notCovered_namedAssetsOnly_isEmpty() {
    List<String> named = List.of("USDT=1.5");
    assertThat(
            MinimumTaint.notCovered(
                named, MinimumTaint.read(named, ASSETS, asset -> true), SampleGraph.graph()))
        .isEmpty();
  }
}
