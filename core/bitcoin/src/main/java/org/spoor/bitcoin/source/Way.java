package org.spoor.bitcoin.source;

/**
 * Port: the way to a server of which nobody knows yet whether it can be used. Each kind of server
 * has one.
 *
 * <p>All of it fails with a {@link org.spoor.model.SpoorException}: UNAVAILABLE if the server is
 * out of reach, of another network or lacks what nothing works without; MALFORMED_DATA if what it
 * says makes no sense.
 */
public interface Way extends AutoCloseable {

  /** Asks the server what it can do. Never called offline: what it told before is remembered. */
  Ability probe();

  /**
   * Asks the server anew which block it has at a height, never offline.
   *
   * @return the hash in the byte order in which it is shown
   */
  String hash(long height);

  /** The block at a height, of those that count. */
  Tip at(long height);

  /**
   * The server, asking nothing yet. What it answers is kept with the block on which it rests, so
   * that nothing of what is kept is used for a chain that has another.
   *
   * @param ability what it told of itself, now or in an earlier run
   * @param tip the last block that the run reads
   */
  Server server(Ability ability, Tip tip);

  /** Ends connections that would stay open. */
  @Override
  default void close() {}
}
