package org.spoor.recorded.recording;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * What a source has answered of one address.
 *
 * @param from the first block that it is of
 * @param transfers in order of position
 * @param gaps why it is not complete, in words; none if it is
 * @param busierThan the transfers beyond which the address was too busy to be read, if it was: then
 *     none of them is here
 * @param before what was held before the first of them, as far as that is known
 * @param after what is held at the head, where that is known
 */
public record HeldHistory(
    long from,
    List<Transfer> transfers,
    List<String> gaps,
    OptionalInt busierThan,
    Map<Asset, Amount> before,
    Map<Asset, Amount> after) {

  public HeldHistory {
    transfers = List.copyOf(transfers);
    gaps = List.copyOf(gaps);
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  boolean isComplete() {
    return gaps.isEmpty();
  }

  /** Whether it was said to be, whatever its transfers show. */
  boolean wasBusier(int most) {
    return busierThan.isPresent() && busierThan.getAsInt() >= most;
  }
}
