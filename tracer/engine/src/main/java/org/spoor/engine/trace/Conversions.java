package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;

/** The asserted conversions of a run, by the transactions in which they give and gain. */
final class Conversions {

  private final List<Conversion> all = new ArrayList<>();
  private final Map<TxId, List<Conversion>> givenIn = new HashMap<>();
  private final Map<TxId, List<Conversion>> gainedIn = new HashMap<>();

  Conversions(TraceRequest request) {
    request.incidents().stream()
        .flatMap(incident -> incident.conversions().stream())
        .filter(stated -> stated.evidence().atLeast(request.weakest()))
        .distinct()
        .forEach(this::add);
  }

  private void add(AssertedConversion stated) {
    Conversion conversion = Conversion.asserted(stated);
    all.add(conversion);
    givenIn.computeIfAbsent(stated.tx(), key -> new ArrayList<>()).add(conversion);
    gainedIn.computeIfAbsent(stated.gainTx(), key -> new ArrayList<>()).add(conversion);
  }

  List<Conversion> all() {
    return all;
  }

  List<Conversion> givenIn(TxId tx) {
    return givenIn.isEmpty() ? List.of() : givenIn.getOrDefault(tx, List.of());
  }

  List<Conversion> gainedIn(TxId tx) {
    return gainedIn.isEmpty() ? List.of() : gainedIn.getOrDefault(tx, List.of());
  }

  /** Whether somebody states what the seller did in a transaction: nothing is decoded there. */
  boolean speakOf(TxId tx, Address seller) {
    return givenIn(tx).stream().anyMatch(conversion -> conversion.seller.equals(seller));
  }

  @Nullable Conversion selling(TxId tx, Address seller, Asset asset) {
    for (Conversion conversion : givenIn(tx)) {
      if (conversion.seller.equals(seller)
          && conversion.sells(asset)
          && !conversion.isFullyGiven()) {
        return conversion;
      }
    }
    return null;
  }

  @Nullable Conversion bringing(TxId tx, Address recipient, Asset asset) {
    for (Conversion conversion : gainedIn(tx)) {
      if (conversion.recipient.equals(recipient) && conversion.gains().containsKey(asset)) {
        return conversion;
      }
    }
    return null;
  }
}
