package org.spoor.ethereum.source;

import java.util.List;
import java.util.stream.Stream;
import org.spoor.model.value.Address;

/**
 * A part of a search that one call asks for.
 *
 * @param after results of it that are there already
 */
record Part(Side side, Span span, List<Address> addresses, int after) {

  Part {
    addresses = List.copyOf(addresses);
  }

  Part(Side side, Span span, List<Address> addresses) {
    this(side, span, addresses, 0);
  }

  long blocks() {
    return span.to() - span.from() + 1;
  }

  Part of(List<Address> others) {
    return others.size() == addresses.size() ? this : new Part(side, span, others);
  }

  Part from(int results) {
    return new Part(side, span, addresses, results);
  }

  /** Its first {@code blocks} blocks and the others; itself alone if it has no more. */
  List<Part> afterBlocks(long blocks) {
    if (blocks >= blocks()) {
      return List.of(this);
    }
    long cut = span.from() + blocks;
    return Stream.of(new Span(span.from(), cut - 1), new Span(cut, span.to()))
        .map(piece -> new Part(side, piece, addresses))
        .toList();
  }

  /** Its first {@code count} addresses and the others; itself alone if it has no more. */
  List<Part> afterAddresses(int count) {
    if (count >= addresses.size()) {
      return List.of(this);
    }
    return Stream.of(addresses.subList(0, count), addresses.subList(count, addresses.size()))
        .map(some -> new Part(side, span, some))
        .toList();
  }
}
