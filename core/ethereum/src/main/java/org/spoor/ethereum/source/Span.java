package org.spoor.ethereum.source;

/**
 * Blocks of which an address's events are wanted.
 *
 * @param from first block
 * @param to last block, at least {@code from}
 */
public record Span(long from, long to) {

  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("blocks " + from + " to " + to);
    }
  }
}
