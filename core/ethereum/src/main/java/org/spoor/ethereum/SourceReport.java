package org.spoor.ethereum;

import java.util.List;
import java.util.Set;
import org.spoor.ethereum.source.Capability;
import org.spoor.model.chain.Head;

/** What one endpoint was found to be able to do. */
public sealed interface SourceReport {

  EthereumSource source();

  /**
   * @param client as it calls itself
   * @param missing what will not be seen through it alone, in words
   */
  record Answering(
      EthereumSource source, String client, Head head, Set<Capability> can, List<String> missing)
      implements SourceReport {

    public Answering {
      can = Set.copyOf(can);
      missing = List.copyOf(missing);
    }
  }

  /**
   * @param why in one line
   */
  record Unusable(EthereumSource source, String why) implements SourceReport {}
}
