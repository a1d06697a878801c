package org.spoor.ethereum.source;

import java.util.List;
import java.util.Set;
import org.spoor.ethereum.parse.BlockHeader;

/** What came of asking an endpoint what it can do. */
public sealed interface Probing {

  /**
   * @param network that it is a node of
   * @param client as it calls itself
   * @param head the last block that is final
   * @param missing what will not be seen through it alone, in words
   */
  record Able(
      Network network, String client, BlockHeader head, Set<Capability> can, List<String> missing)
      implements Probing {

    public Able {
      can = Set.copyOf(can);
      missing = List.copyOf(missing);
    }
  }

  /**
   * @param why in one line
   */
  record Unable(String why) implements Probing {}
}
