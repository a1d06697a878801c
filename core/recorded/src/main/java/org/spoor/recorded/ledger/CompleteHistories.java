package org.spoor.recorded.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;

/** Which histories a folder holds completely: those that it names so, or all of them. */
public final class CompleteHistories {

  private final boolean everything;
  private final Map<Address, List<Row>> rows;

  private CompleteHistories(boolean everything, Map<Address, List<Row>> rows) {
    this.everything = everything;
    this.rows = rows;
  }

  /**
   * A history that is recorded.
   *
   * @param asset none for all assets of the address
   * @param to the last block, included
   * @param gap why it is not complete, in words; empty if it is
   */
  public record Row(Address address, Optional<Asset> asset, long from, long to, String gap) {

    private boolean spans(Asset wanted, long first, long last) {
      return gap.isEmpty()
          && (asset.isEmpty() || asset.get().equals(wanted))
          && from <= first
          && last <= to;
    }
  }

  public static CompleteHistories ofEverything() {
    return new CompleteHistories(true, Map.of());
  }

  public static CompleteHistories of(List<Row> rows) {
    return new CompleteHistories(
        false,
        rows.stream()
            .collect(Collectors.groupingBy(Row::address, TreeMap::new, Collectors.toList())));
  }

  /** What is said of each address. */
  public Map<Address, List<Row>> rows() {
    return rows;
  }

  public boolean isEverything() {
    return everything;
  }

  /** Whether all events of the holding in these blocks are recorded. */
  public boolean spans(Address address, Asset asset, long first, long last) {
    return everything
        || rows.getOrDefault(address, List.of()).stream()
            .anyMatch(r -> r.spans(asset, first, last));
  }

  /** The last block of a chain that a row names. */
  public OptionalLong last(Chain chain) {
    return rows.values().stream()
        .flatMap(List::stream)
        .filter(row -> row.address().chain() == chain)
        .mapToLong(Row::to)
        .max();
  }
}
