package org.spoor.bitcoin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Tip;

/** What one source of Bitcoin can do. */
public sealed interface BitcoinReport {

  BitcoinSource source();

  /**
   * It can be used.
   *
   * @param what it is, as it calls itself; empty if it does not
   * @param tip the last block that counts, if that is known
   * @param missing what is not seen through it alone, in words
   */
  record Usable(
      BitcoinSource source, String what, Optional<Tip> tip, Set<Can> can, List<String> missing)
      implements BitcoinReport {

    public Usable {
      can = Set.copyOf(can);
      missing = List.copyOf(missing);
    }
  }

  /**
   * @param why in a line that names it
   */
  record Unusable(BitcoinSource source, String why) implements BitcoinReport {}
}
