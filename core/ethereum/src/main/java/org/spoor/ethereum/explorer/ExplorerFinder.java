package org.spoor.ethereum.explorer;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * Finds the transactions of addresses in an explorer's lists of them. Withdrawals and block rewards
 * are not among them.
 */
public final class ExplorerFinder implements Finder {

  private final ExplorerClient client;
  private final int most;

  /**
   * @param most transactions of an address beyond which the search is given up
   */
  public ExplorerFinder(ExplorerClient client, int most) {
    this.client = client;
    this.most = most;
  }

  @Override
  public String name() {
    return "explorer";
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Map<Address, Finding> findings = new LinkedHashMap<>();
    addresses.stream().sorted().forEach(address -> findings.put(address, find(address, span)));
    return findings;
  }

  private Finding find(Address address, Span span) {
    Set<TxId> found = new HashSet<>();
    for (ExplorerList list : ExplorerList.values()) {
      new ExplorerWalk(client, list, address).rows(span, most).forEach(row -> found.add(row.tx()));
      if (found.size() > most) {
        return new Finding(Set.of(), List.of(), true);
      }
    }
    return new Finding(found, List.of(), false);
  }
}
