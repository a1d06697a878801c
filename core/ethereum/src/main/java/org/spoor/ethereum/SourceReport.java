package org.spoor.ethereum;

import java.util.List;
import java.util.Set;
import org.spoor.endpoint.Endpoint;
import org.spoor.ethereum.source.Capability;
import org.spoor.model.chain.Head;

/** What one endpoint was found to be able to do. */
public sealed interface SourceReport {

  Endpoint endpoint();

  /**
   * @param client as it calls itself
   * @param missing what will not be seen through it alone, in words
   */
  record Answering(
      Endpoint endpoint, String client, Head head, Set<Capability> can, List<String> missing)
      implements SourceReport {

    public Answering {
      can = Set.copyOf(can);
      missing = List.copyOf(missing);
    }
  }

  /**
   * @param why in one line
   */
  record Unusable(Endpoint endpoint, String why) implements SourceReport {}
}
