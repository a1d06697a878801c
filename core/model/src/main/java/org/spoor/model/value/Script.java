package org.spoor.model.value;

import java.util.Locale;

/**
 * A locking script that has no address form.
 *
 * @param text hexadecimal or assembler text, as the source gives it
 */
public record Script(String text) implements Party {

  /** A longer script cannot be run (Bitcoin Core, MAX_SCRIPT_SIZE). */
  private static final int MAX_BYTES = 10_000;

  public Script {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty script");
    }
  }

  /** Whether nobody can ever spend it: it begins with OP_RETURN (opcode 0x6a) or is too long. */
  public boolean isUnspendable() {
    String start = text.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("6a") || start.startsWith("op_return") || isTooLong(start);
  }

  private static boolean isTooLong(String script) {
    return script.length() > 2 * MAX_BYTES && script.matches("[0-9a-f]+");
  }
}
