package org.spoor.model;

/** A failure that a user has to hear about: its kind and one line that says what is wrong. */
public final class SpoorException extends RuntimeException {

  /** The kinds of failure; the command line and the HTTP interface map each to one code. */
  public enum Kind {
    /**
     * Text from a user that cannot be understood: names the value, the place, what was expected.
     */
    INVALID_INPUT,
    /** A chain, a store or recorded data that is not within reach. */
    UNAVAILABLE,
    /** Data that contradicts itself: names the transaction and the field. */
    MALFORMED_DATA,
    /** Numbers that do not add up: names the first bad event. */
    NOT_CONSERVED
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  private SpoorException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  private SpoorException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static SpoorException invalidInput(String message) {
    return new SpoorException(Kind.INVALID_INPUT, message);
  }

  public static SpoorException unavailable(String message) {
    return new SpoorException(Kind.UNAVAILABLE, message);
  }

  public static SpoorException unavailable(String message, Throwable cause) {
    return new SpoorException(Kind.UNAVAILABLE, message, cause);
  }

  public static SpoorException malformedData(String message) {
    return new SpoorException(Kind.MALFORMED_DATA, message);
  }

  public static SpoorException malformedData(String message, Throwable cause) {
    return new SpoorException(Kind.MALFORMED_DATA, message, cause);
  }

  public static SpoorException notConserved(String message) {
    return new SpoorException(Kind.NOT_CONSERVED, message);
  }

  public Kind kind() {
    return kind;
  }
}
