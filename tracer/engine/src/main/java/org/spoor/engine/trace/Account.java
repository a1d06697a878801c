package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** An address of an account chain whose history is read, and the places followed at it. */
final class Account extends Feed {

  final Address address;
  private final List<Place> places = new ArrayList<>(1);

  /** The first of {@link #places}, at hand: most accounts have no other. */
  private @Nullable Place first;

  private @Nullable TxId looked;
  private List<Conversion> swaps = List.of();

  Account(Address address, List<Transfer> history) {
    super(history);
    this.address = address;
  }

  @Nullable Place place(Asset asset) {
    if (first == null || first.asset.equals(asset)) {
      return first;
    }
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i).asset.equals(asset)) {
        return places.get(i);
      }
    }
    return null;
  }

  void add(Place place) {
    if (first == null) {
      first = place;
    }
    places.add(place);
  }

  List<Place> places() {
    return places;
  }

  boolean hasLookedAt(TxId tx) {
    return tx.equals(looked);
  }

  /** The swap with {@code other} in the transaction last looked at, if the account makes one. */
  @Nullable Conversion swapWith(Party other) {
    for (Conversion swap : swaps) {
      if (swap.isWith(other)) {
        return swap;
      }
    }
    return null;
  }

  /** What of the asset is held apart from the pool by swaps of the transaction {@code tx}. */
  Amount inTransit(TxId tx, Asset asset) {
    Amount held = Amount.ZERO;
    for (Conversion swap : hasLookedAt(tx) ? swaps : List.<Conversion>of()) {
      held = held.plus(swap.transit.held(asset));
    }
    return held;
  }

  void remember(TxId tx, List<Conversion> found) {
    looked = tx;
    swaps = found;
  }

  /** Whether an event's amount is still to be booked, and not in the pool since it was opened. */
  boolean isAhead(Transfer event) {
    Place place = place(event.asset());
    return place == null || event.position().compareTo(place.since) > 0;
  }
}
