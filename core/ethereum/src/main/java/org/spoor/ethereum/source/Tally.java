package org.spoor.ethereum.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/** What a search has found so far, address by address. */
final class Tally {

  private final int limit;
  private final Map<Address, Found> found = new LinkedHashMap<>();

  private static final class Found {
    private final Set<TxId> transactions = new LinkedHashSet<>();
    private final Set<TxId> idle = new LinkedHashSet<>();
    private final Set<Long> credits = new TreeSet<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private boolean busy;

    private boolean lasting = true;

    boolean isOver(int limit) {
      return transactions.size() + credits.size() > limit;
    }

    Set<TxId> all() {
      Set<TxId> all = new LinkedHashSet<>(transactions);
      all.addAll(idle);
      return all;
    }
  }

  /**
   * @param limit transactions and credits beyond which an address is too busy
   */
  Tally(Set<Address> addresses, int limit) {
    this.limit = limit;
    addresses.forEach(address -> found.put(address, new Found()));
  }

  /** Addresses that are not looked for are passed over. */
  void transaction(Address address, TxId tx) {
    Found entry = found.get(address);
    if (entry != null && !entry.busy) {
      entry.transactions.add(tx);
      entry.busy = entry.isOver(limit);
    }
  }

  /**
   * A transaction that names the address and moves nothing: it makes nobody busy, and of more than
   * the limit the others are left out.
   */
  void idle(Address address, TxId tx) {
    Found entry = found.get(address);
    if (entry != null && entry.idle.size() < limit) {
      entry.idle.add(tx);
    }
  }

  /** The block credits the address without a transaction. */
  void credit(Address address, long height) {
    Found entry = found.get(address);
    if (entry != null && !entry.busy) {
      entry.credits.add(height);
      entry.busy = entry.isOver(limit);
    }
  }

  void gap(Collection<Address> addresses, String gap) {
    addresses.forEach(address -> of(address).gaps.add(gap));
  }

  /** The same, where another search may not have it. */
  void passingGap(Collection<Address> addresses, String gap) {
    gap(addresses, gap);
    addresses.forEach(address -> of(address).lasting = false);
  }

  /**
   * The endpoint refuses to tell something of the addresses. What it will refuse again is a gap.
   *
   * @param gap names endpoint, call and words of the refusal
   * @throws SpoorException UNAVAILABLE if it may be told later
   */
  void refused(Collection<Address> addresses, Reply.Refusal refusal, String gap) {
    switch (RefusalKind.of(refusal)) {
      case LASTING -> gap(addresses, gap);
      case UNKNOWN -> passingGap(addresses, gap);
      case PASSING, UNCLEAR, SLOW -> throw SpoorException.unavailable(gap);
    }
  }

  void busy(Address address) {
    of(address).busy = true;
  }

  boolean isBusy(Address address) {
    return of(address).busy;
  }

  /** Those of them that are still worth asking for. */
  List<Address> open(Collection<Address> addresses) {
    return addresses.stream().filter(address -> !isBusy(address)).toList();
  }

  Map<Address, Finding> findings() {
    Map<Address, Finding> findings = new HashMap<>();
    found.forEach((address, entry) -> findings.put(address, finding(entry)));
    return Map.copyOf(findings);
  }

  private static Finding finding(Found entry) {
    return entry.busy
        ? Finding.TOO_BUSY
        : new Finding(entry.all(), entry.credits, List.copyOf(entry.gaps), false, entry.lasting);
  }

  private Found of(Address address) {
    Found entry = found.get(address);
    if (entry == null) {
      throw new IllegalArgumentException("not looked for: " + address);
    }
    return entry;
  }
}
