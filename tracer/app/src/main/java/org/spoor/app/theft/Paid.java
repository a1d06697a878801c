package org.spoor.app.theft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spoor.app.report.AssetNames;
import org.spoor.app.report.IcuConfusables;
import org.spoor.app.terminal.AmountText;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** Whom a transaction pays, and how much of what; fees and what is of no value are left out. */
record Paid(Map<To, Amount> amounts) {

  private static final int MOST_NAMED = 5;

  /** Who is paid in what. */
  record To(Address address, Asset asset) {}

  static Paid by(AccountTransaction transaction) {
    Map<To, Amount> amounts = new LinkedHashMap<>();
    for (Transfer transfer : transaction.transfers()) {
      if (transfer.to() instanceof Address to && !transfer.amount().isZero()) {
        amounts.merge(new To(to, transfer.asset()), transfer.amount(), Amount::plus);
      }
    }
    return new Paid(amounts);
  }

  boolean isNothing() {
    return amounts.isEmpty();
  }

  boolean pays(Address address) {
    return amounts.keySet().stream().anyMatch(to -> to.address().equals(address));
  }

  /** The first few of them. */
  String words() {
    AssetNames names = new AssetNames(List.of(), _ -> Optional.empty(), new IcuConfusables());
    String named =
        amounts.entrySet().stream()
            .limit(MOST_NAMED)
            .map(e ->
                "%s %s"
                    .formatted(
                        e.getKey().address().text(),
                        names.amount(e.getValue(), e.getKey().asset())))
            .collect(Collectors.joining(", "));
    int more = amounts.size() - MOST_NAMED;
    return more > 0 ? "%s and %s more".formatted(named, AmountText.count(more)) : named;
  }
}
