package org.spoor.model.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A non-negative whole number of base units (satoshi, wei, a token's smallest unit).
 *
 * <p>Values below 2^127 are kept in two machine words, larger ones in a {@link BigInteger}; which
 * of the two is no part of the value. Arithmetic never wraps: {@link #minus} refuses to go below
 * zero.
 */
public final class Amount implements Comparable<Amount> {

  public static final Amount ZERO = new Amount(0, 0);

  /** The value is {@code high * 2^64 + low}, {@code low} unsigned, unless {@code big} is there. */
  private final long high;

  private final long low;
  private final @Nullable BigInteger big;

  private Amount(long high, long low) {
    this.high = high;
    this.low = low;
    this.big = null;
  }

  private Amount(BigInteger big) {
    this.high = 0;
    this.low = 0;
    this.big = big;
  }

  /**
   * @throws IllegalArgumentException if {@code units} is negative
   */
  public static Amount of(long units) {
    if (units < 0) {
      throw new IllegalArgumentException("negative amount " + units);
    }
    return units == 0 ? ZERO : new Amount(0, units);
  }

  /**
   * @throws IllegalArgumentException if {@code units} is negative
   */
  public static Amount of(BigInteger units) {
    if (units.signum() < 0) {
      throw new IllegalArgumentException("negative amount " + units);
    }
    return units.bitLength() < 128
        ? ofWords(units.shiftRight(64).longValue(), units.longValue())
        : new Amount(units);
  }

  /**
   * Reads decimal digits.
   *
   * @throws IllegalArgumentException if {@code digits} is anything but 1 to 100 digits
   */
  public static Amount parse(String digits) {
    int length = digits.length();
    if (length == 0 || length > 100 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a whole number of base units: '" + digits + "'");
    }
    return length <= 18 ? of(Long.parseLong(digits)) : of(new BigInteger(digits));
  }

  /** {@code high * 2^64 + low}, both words unsigned; for those who keep many amounts in arrays. */
  public static Amount ofWords(long high, long low) {
    return high >= 0
        ? new Amount(high, low)
        : new Amount(Wide.unsigned(high).shiftLeft(64).or(Wide.unsigned(low)));
  }

  public boolean isZero() {
    return high == 0 && low == 0 && big == null;
  }

  /** Whether {@link #high} and {@link #low} are the whole value: it is below 2^127. */
  public boolean fitsTwoWords() {
    return big == null;
  }

  /** The upper of two words; only if they fit. */
  public long high() {
    return high;
  }

  /** The lower of two words, unsigned; only if they fit. */
  public long low() {
    return low;
  }

  public Amount plus(Amount other) {
    if (big != null || other.big != null) {
      return of(toBigInteger().add(other.toBigInteger()));
    }
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return ofWords(high + other.high + carry, sum);
  }

  /**
   * @throws ArithmeticException if {@code other} is the greater one
   */
  public Amount minus(Amount other) {
    if (big != null || other.big != null) {
      return checked(toBigInteger().subtract(other.toBigInteger()), other);
    }
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    long rest = high - other.high - borrow;
    if (rest < 0) {
      throw new ArithmeticException(this + " - " + other + " is below zero");
    }
    return ofWords(rest, low - other.low);
  }

  private Amount checked(BigInteger difference, Amount subtrahend) {
    if (difference.signum() < 0) {
      throw new ArithmeticException(this + " - " + subtrahend + " is below zero");
    }
    return of(difference);
  }

  /** This less {@code other}, but never below zero. */
  public Amount minusOrZero(Amount other) {
    return compareTo(other) <= 0 ? ZERO : minus(other);
  }

  public Amount min(Amount other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Amount max(Amount other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The whole part of {@code this * part / whole}.
   *
   * @throws ArithmeticException if {@code whole} is zero
   */
  public Amount timesOver(Amount part, Amount whole) {
    if (part.equals(whole) && !whole.isZero()) {
      return this;
    }
    if (big != null || part.big != null || whole.big != null || compareTo(whole) > 0) {
      return of(toBigInteger().multiply(part.toBigInteger()).divide(whole.toBigInteger()));
    }
    return Wide.timesOver(high, low, part.high, part.low, whole.high, whole.low, Amount::ofWords);
  }

  /** What {@link #timesOver} leaves: {@code this * part mod whole}. */
  public Amount remainderOver(Amount part, Amount whole) {
    return of(toBigInteger().multiply(part.toBigInteger()).mod(whole.toBigInteger()));
  }

  public BigInteger toBigInteger() {
    if (big != null) {
      return big;
    }
    return high == 0 && low >= 0
        ? BigInteger.valueOf(low)
        : BigInteger.valueOf(high).shiftLeft(64).or(Wide.unsigned(low));
  }

  @Override
  public int compareTo(Amount other) {
    if (big != null || other.big != null) {
      return toBigInteger().compareTo(other.toBigInteger());
    }
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Amount that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return big != null ? big.hashCode() : Long.hashCode(high * 31 + low);
  }

  /** All decimal digits, nothing else. */
  @Override
  public String toString() {
    return high == 0 && low >= 0 && big == null ? Long.toString(low) : toBigInteger().toString();
  }
}
