package org.spoor.ethereum.source;

import org.spoor.model.value.Address;

/** How heights and addresses are written in questions. */
public final class Quantity {

  private Quantity() {}

  public static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  /** An address as an indexed field of a log holds it. */
  static String topic(Address address) {
    return "0x" + "0".repeat(24) + address.text().substring(2);
  }
}
