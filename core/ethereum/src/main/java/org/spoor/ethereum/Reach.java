package org.spoor.ethereum;

import java.util.Optional;

/**
 * Up to where transactions are looked for.
 *
 * @param finalised a block that is final; what is told of transactions up to it never changes
 * @param pin hash of the block that is read up to; if given, that a transaction is unknown is kept,
 *     and holds as long as nothing later is read
 */
record Reach(long finalised, Optional<String> pin) {

  static Reach of(long finalised) {
    return new Reach(finalised, Optional.empty());
  }
}
