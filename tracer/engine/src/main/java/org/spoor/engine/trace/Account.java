package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;

/** An address of an account chain whose history is read, and the places followed at it. */
final class Account extends Feed {

  final Address address;
  private final List<Place> places = new ArrayList<>(1);

  /** The first of {@link #places}, at hand: most accounts have no other. */
  private @Nullable Place first;

  private @Nullable TxId looked;
  private @Nullable Conversion swap;

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

  /** The swap that the account makes in the transaction last looked at, if it makes one. */
  @Nullable Conversion swap() {
    return swap;
  }

  void remember(TxId tx, @Nullable Conversion found) {
    looked = tx;
    swap = found;
  }
}
