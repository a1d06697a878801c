package org.spoor.ethereum.source;

import java.util.Map;
import java.util.Set;
import org.spoor.model.value.Address;

/** Finds the transactions that touch addresses, by one of the ways an endpoint offers. */
public interface Finder {

  /** The way, as users see it: {@code trace_filter}, {@code ots}, {@code bisect}. */
  String name();

  /**
   * @param addresses looked for together, in as few round trips as the way allows
   * @return a finding for each of them
   */
  Map<Address, Finding> find(Set<Address> addresses, Span span);
}
