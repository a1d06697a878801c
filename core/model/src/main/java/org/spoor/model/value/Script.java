package org.spoor.model.value;

import java.util.Locale;

/**
 * A locking script that has no address form.
 *
 * @param text hexadecimal or assembler text, as the source gives it
 */
public record Script(String text) implements Party {

  public Script {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty script");
    }
  }

  /** Whether nobody can ever spend it: it begins with OP_RETURN (opcode 0x6a). */
  public boolean isUnspendable() {
    String start = text.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("6a") || start.startsWith("op_return");
  }
}
