package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.LedgerModel;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.Table;
import org.spoor.recorded.file.UnnamedChain;

/**
 * The small tables beside the recorded events: assets, opening balances, coverage.
 *
 * @param chainIfNone the chain of a row that names none
 */
public record SideTables(Interned values, UnnamedChain chainIfNone) {

  public static final String ASSETS = "assets.csv";
  public static final String OPENINGS = "openings.csv";
  public static final String COVERAGE = "coverage.csv";

  public static final List<String> ASSETS_COLUMNS = List.of("asset", "symbol", "decimals");
  public static final List<String> OPENINGS_COLUMNS =
      List.of("address", "asset", "block", "amount");
  public static final List<String> COVERAGE_COLUMNS =
      List.of("address", "asset", "from_block", "to_block");
  public static final String GAP = "gap";

  private static final List<String> CHAIN = List.of("chain");
  private static final int MOST_DECIMALS = 77;

  public Map<Asset, AssetDescription> assets(CaseFile file) {
    Map<Asset, AssetDescription> assets = new LinkedHashMap<>();
    table(file, ASSETS_COLUMNS, CHAIN).forEach(row -> add(row, assets));
    return assets;
  }

  private void add(Table.Row row, Map<Asset, AssetDescription> assets) {
    row.field("symbol").required();
    describe(row, assets);
  }

  /** A row of an asset, with whatever symbol. */
  public void describe(Table.Row row, Map<Asset, AssetDescription> assets) {
    Field field = row.field("asset");
    Asset asset = field.asset(chain(row));
    Field decimals = row.field("decimals");
    AssetDescription description =
        new AssetDescription(asset, row.field("symbol").text(), decimals(decimals));
    if (asset instanceof Coin coin
        && !description.decimals().equals(AssetDescription.of(coin).decimals())) {
      throw decimals.wrong(
          "%d, the decimals of %s".formatted(coin.chain().coinDecimals(), asset.text()));
    }
    if (assets.putIfAbsent(asset, description) != null) {
      throw field.wrong("new: a line above describes it");
    }
  }

  /** Nothing where the contract does not tell. */
  private static OptionalInt decimals(Field field) {
    return field.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) field.number("a number of decimals", MOST_DECIMALS));
  }

  /**
   * Opening balances.
   *
   * @param accounts the recorded events that they open
   */
  public Map<Holding, Amount> openings(CaseFile file, AccountLedger accounts) {
    Map<Holding, Amount> openings = new HashMap<>();
    table(file, OPENINGS_COLUMNS, CHAIN).forEach(row -> add(row, openings, accounts));
    return openings;
  }

  private void add(Table.Row row, Map<Holding, Amount> openings, AccountLedger accounts) {
    Chain chain = chain(row);
    if (chain.model() != LedgerModel.ACCOUNT) {
      throw row.refuse("chain", "'%s' is not an account chain".formatted(chain));
    }
    Field field = row.field("address");
    Holding holding = new Holding(field.address(chain), row.field("asset").asset(chain));
    Field blockField = row.field("block");
    long block = blockField.isEmpty() ? 0 : blockField.height();
    accounts
        .firstBlock(holding.address(), holding.asset())
        .filter(first -> first < block)
        .ifPresent(first -> {
          throw blockField.wrong(
              "at or before block %d, the first recorded one of %s".formatted(first, holding));
        });
    if (openings.putIfAbsent(holding, row.field("amount").amount()) != null) {
      throw field.wrong("new: a line above opens its balance");
    }
  }

  public List<CompleteHistories.Row> coverage(CaseFile file) {
    List<CompleteHistories.Row> coverage = new ArrayList<>();
    table(file, COVERAGE_COLUMNS, List.of("chain", GAP)).forEach(row -> coverage.add(covered(row)));
    return coverage;
  }

  private CompleteHistories.Row covered(Table.Row row) {
    Chain chain = chain(row);
    Field asset = row.field("asset");
    long from = row.field("from_block").height();
    Field to = row.field("to_block");
    if (to.height() < from) {
      throw to.wrong("at or after from_block " + from);
    }
    return new CompleteHistories.Row(
        row.field("address").address(chain),
        asset.text().equals("*") ? Optional.empty() : Optional.of(asset.asset(chain)),
        from,
        to.height(),
        row.field(GAP).text());
  }

  private Table table(CaseFile file, List<String> columns, List<String> optional) {
    return new Table(file, values, columns, optional);
  }

  public Chain chain(Table.Row row) {
    Field field = row.field("chain");
    return field.isEmpty() ? chainIfNone.of(row) : field.chain();
  }
}
