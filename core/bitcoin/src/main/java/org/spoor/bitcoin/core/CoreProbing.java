package org.spoor.bitcoin.core;

import java.util.List;
import org.spoor.bitcoin.source.Tip;

/** What came of asking a Bitcoin Core what it can do. */
public sealed interface CoreProbing {

  /**
   * @param client as it calls itself
   * @param tip the last block that counts
   * @param findsSpenders whether it has filters of all blocks and scans them
   * @param knowsWaiting whether it tells which transactions that wait for a block spend an output
   * @param missing what will not be seen through it alone, in words
   */
  record Able(
      String client, Tip tip, boolean findsSpenders, boolean knowsWaiting, List<String> missing)
      implements CoreProbing {

    public Able {
      missing = List.copyOf(missing);
    }
  }

  /**
   * @param why in one line
   */
  record Unable(String why) implements CoreProbing {}
}
