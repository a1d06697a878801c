package org.spoor.ethereum.source;

import java.util.List;

/** The side of a movement on which addresses are looked for. */
enum Side {
  FROM,
  TO;

  static final List<Side> BOTH = List.of(values());
}
