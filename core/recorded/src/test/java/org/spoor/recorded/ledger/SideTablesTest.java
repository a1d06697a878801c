package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;
import static org.spoor.recorded.CaseOnDisk.TOKEN;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Token;
import org.spoor.recorded.CaseOnDisk;

class SideTablesTest {

  @TempDir Path temp;

  private CaseOnDisk disk() {
    return new CaseOnDisk(temp)
        .transfers("8,0,0,2025-01-02T03:04:05Z,t,%s,%s,ETH,1".formatted(A, B));
  }

  private String assets(String... rows) {
    return disk()
        .with("assets.csv", "asset,symbol,decimals\n" + String.join("\n", rows) + "\n")
        .refusal();
  }

  private String openings(String... rows) {
    return disk()
        .with("openings.csv", "address,asset,block,amount,chain\n" + String.join("\n", rows) + "\n")
        .refusal();
  }

  private String coverage(String... rows) {
    return disk()
        .with("coverage.csv", "address,asset,from_block,to_block\n" + String.join("\n", rows))
        .refusal();
  }

  @Test
  void assets_tooManyDecimals_isRefused() {
    assertThat(assets(TOKEN + ",TKN,78"))
        .isEqualTo(
            "heist/assets.csv, line 2, column decimals: '78' is not a number of decimals up to 77");
  }

  @Test
  void assets_noDecimals_areNotKnown() {
    CaseOnDisk disk = disk().with("assets.csv", "asset,symbol,decimals\n" + TOKEN + ",TKN,\n");
    assertThat(disk.reader().describe(new Token(new Address(Chain.ETHEREUM, TOKEN))))
        .hasValueSatisfying(token -> assertThat(token.decimals()).isEmpty());
  }

  @Test
  void assets_noDecimalsOfACoin_isRefused() {
    assertThat(assets("ETH,ETH,"))
        .isEqualTo("heist/assets.csv, line 2, column decimals: '' is not 18, the decimals of ETH");
  }

  @Test
  void assets_otherDecimalsOfACoin_isRefused() {
    assertThat(assets("ETH,ETH,8"))
        .isEqualTo("heist/assets.csv, line 2, column decimals: '8' is not 18, the decimals of ETH");
  }

  @Test
  void assets_noSymbol_isRefused() {
    assertThat(assets(TOKEN + ",,18"))
        .isEqualTo("heist/assets.csv, line 2, column symbol: a value is missing");
  }

  @Test
  void assets_describedTwice_isRefused() {
    assertThat(assets(TOKEN + ",TKN,6", TOKEN + ",TKN,6"))
        .isEqualTo(
            "heist/assets.csv, line 3, column asset: '%s' is not new: a line above describes it"
                .formatted(TOKEN));
  }

  @Test
  void openings_eventsBeforeTheBlock_isRefused() {
    assertThat(openings(A + ",ETH,9,1,"))
        .isEqualTo(
            "heist/openings.csv, line 2, column block: '9' is not at or before block 8, the first"
                + " recorded one of ETH at "
                + A);
  }

  @Test
  void openings_twice_isRefused() {
    assertThat(openings(A + ",ETH,8,1,", A + ",ETH,8,2,"))
        .isEqualTo(
            "heist/openings.csv, line 3, column address: '%s' is not new: a line above opens its"
                    .formatted(A)
                + " balance");
  }

  @Test
  void openings_ofAUtxoChain_isRefused() {
    assertThat(openings("miner,BTC,8,1,bitcoin"))
        .isEqualTo("heist/openings.csv, line 2, column chain: 'bitcoin' is not an account chain");
  }

  @Test
  void openings_badAmount_isRefused() {
    assertThat(openings(A + ",ETH,8,0x1,"))
        .isEqualTo(
            "heist/openings.csv, line 2, column amount: '0x1' is not a whole number of base units");
  }

  @Test
  void coverage_endBeforeStart_isRefused() {
    assertThat(coverage(A + ",*,8,7"))
        .isEqualTo(
            "heist/coverage.csv, line 2, column to_block: '7' is not at or after from_block 8");
  }

  @Test
  void coverage_noAsset_isRefused() {
    assertThat(coverage(A + ",,8,9"))
        .isEqualTo(
            "heist/coverage.csv, line 2, column asset: '' is not an asset of ethereum: ETH or a"
                + " contract (0x and 40 hexadecimal digits)");
  }

  @Test
  void coverage_noChainButTwoAccountChains_isRefused() {
    assertThat(
            new CaseOnDisk(temp)
                .with("incident.yaml", "id: h\nname: H\ndate: 2025-01-02\nchains: [polygon, bsc]\n")
                .with("coverage.csv", "address,asset,from_block,to_block\n" + A + ",*,8,9\n")
                .refusal())
        .isEqualTo(
            "heist/coverage.csv, line 2, column chain: is missing: the incident names polygon and"
                + " bsc");
  }

  @Test
  void coverage_onlyTransactions_isOfTheUtxoChain() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .transactions(
                "{\"txid\":\"t\",\"height\":1,\"index\":0,\"time\":\"2025-01-02T03:04:05Z\","
                    + "\"inputs\":[],\"outputs\":[]}")
            .with("coverage.csv", "address,asset,from_block,to_block\nminer,BTC,0,7\n");

    assertThat(disk.reader().heads())
        .singleElement()
        .satisfies(head -> assertThat(head.height()).hasValue(7));
  }
}
