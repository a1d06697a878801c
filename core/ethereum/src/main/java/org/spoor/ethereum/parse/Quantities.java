package org.spoor.ethereum.parse;

import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;

/** Reads answers that are one number in hexadecimal. */
public final class Quantities {

  private Quantities() {}

  /**
   * @param what the number is, for messages
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it is anything else
   */
  public static Amount amount(JsonNode answer, String what) {
    return new Piece(answer, what).amount();
  }
}
