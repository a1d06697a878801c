package org.spoor.app;

import org.spoor.model.SpoorException;

/** With which code the process ends. */
final class ExitCode {

  /** A fault of the program itself. */
  static final int UNEXPECTED = 1;

  /** Options and arguments that cannot be understood are bad input like any other. */
  static final int USAGE = of(SpoorException.Kind.INVALID_INPUT);

  private ExitCode() {}

  static int of(SpoorException.Kind kind) {
    return switch (kind) {
      case INVALID_INPUT -> 2;
      case UNAVAILABLE -> 3;
      case MALFORMED_DATA -> 4;
      case NOT_CONSERVED -> 5;
    };
  }
}
