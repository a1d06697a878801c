package org.spoor.bitcoin.source;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a server can do, as it was found out at the start of a run.
 *
 * @param client as the server calls itself; empty if it does not
 * @param last the last block that counts
 * @param missing what is not seen through it alone, in words
 */
public record Ability(String client, long last, Set<Can> can, List<String> missing) {

  /** What one server can do and another cannot. */
  public enum Can {
    /** Finds transactions by their ids. */
    TRANSACTIONS,
    /** Tells which transaction spends an output. */
    SPENDERS,
    /** Tells which transactions that wait for a block spend an output. */
    WAITING,
    /** Gives whole blocks. */
    BLOCKS
  }

  public Ability {
    can = can.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(can));
    missing = List.copyOf(missing);
  }
}
