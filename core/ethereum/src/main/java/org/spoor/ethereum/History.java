package org.spoor.ethereum;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * What happened at an address within the blocks that are read.
 *
 * @param transfers from and to it, in order of position
 * @param before what it held just before the first block, of each asset that it has moved since
 * @param after what it holds after the last block, of the same assets
 * @param gaps what could not be seen, in words
 * @param isReconciled whether the ether that moved explains what is held after
 * @param tooBusy whether it has more transactions than are read, and none was
 */
record History(
    Address address,
    List<Transfer> transfers,
    Map<Asset, Amount> before,
    Map<Asset, Amount> after,
    List<String> gaps,
    boolean isReconciled,
    boolean tooBusy) {

  History {
    transfers = List.copyOf(transfers);
    before = Map.copyOf(before);
    after = Map.copyOf(after);
    gaps = List.copyOf(gaps);
  }

  static History tooBusy(Address address) {
    return new History(
        address,
        List.of(),
        Map.of(),
        Map.of(),
        List.of("it has more transactions than are read"),
        true,
        true);
  }

  /**
   * @param why in words
   */
  static History notAsked(Address address, String why) {
    List<String> gaps = List.of("not asked: " + why);
    return new History(address, List.of(), Map.of(), Map.of(), gaps, true, false);
  }

  Optional<Amount> heldBefore(Asset asset) {
    return Optional.ofNullable(before.get(asset));
  }

  Optional<Amount> heldAfter(Asset asset) {
    return Optional.ofNullable(after.get(asset));
  }
}
