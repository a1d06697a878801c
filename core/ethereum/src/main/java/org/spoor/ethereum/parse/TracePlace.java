package org.spoor.ethereum.parse;

import java.util.List;

/**
 * Where in the tree of calls a trace stands: the way down from the outermost call, by number of the
 * child. Natural order: a call before those below it, and those as they ran.
 */
record TracePlace(List<Integer> way) implements Comparable<TracePlace> {

  /** The chain allows 1,024 calls within one another (Yellow Paper, section 8). */
  static final int LIMIT = 1_100;

  TracePlace {
    way = List.copyOf(way);
  }

  static TracePlace of(Piece traceAddress) {
    List<Piece> items = traceAddress.items();
    if (items.size() > LIMIT) {
      throw traceAddress.bad("at most " + LIMIT + " calls above one another");
    }
    return new TracePlace(items.stream().map(Piece::count).toList());
  }

  /** Whether it is {@code other} or above it. */
  boolean isAbove(TracePlace other) {
    return way.size() <= other.way.size() && way.equals(other.way.subList(0, way.size()));
  }

  /** Whether the parent of this one is {@code before} or above it. */
  boolean hasParentAmong(TracePlace before) {
    return !way.isEmpty() && new TracePlace(way.subList(0, way.size() - 1)).isAbove(before);
  }

  /** Leaves of what holds for the last place read and those above it what holds above this one. */
  void cutToParents(List<?> byDepth) {
    byDepth.subList(Math.min(way.size(), byDepth.size()), byDepth.size()).clear();
  }

  @Override
  public int compareTo(TracePlace other) {
    int both = Math.min(way.size(), other.way.size());
    for (int i = 0; i < both; i++) {
      int byChild = Integer.compare(way.get(i), other.way.get(i));
      if (byChild != 0) {
        return byChild;
      }
    }
    return Integer.compare(way.size(), other.way.size());
  }

  /** For example {@code [0, 2]}. */
  @Override
  public String toString() {
    return way.size() <= 8 ? way.toString() : way.subList(0, 8) + "...";
  }
}
