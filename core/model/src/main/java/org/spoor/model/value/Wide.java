package org.spoor.model.value;

import java.math.BigInteger;

/**
 * Arithmetic on numbers of two and four machine words, for the one product that tracing needs.
 *
 * <p>Division is schoolbook long division with 64-bit digits (Knuth, The Art of Computer
 * Programming 2, section 4.3.1, algorithm D), its digit step with 32-bit halves (Warren, Hacker's
 * Delight, section 9-4).
 */
final class Wide {

  private static final long HALF = 0xFFFF_FFFFL;

  /** Makes a result of two words. */
  interface TwoWords<T> {
    T of(long high, long low);
  }

  private Wide() {}

  static BigInteger unsigned(long word) {
    BigInteger signed = BigInteger.valueOf(word);
    return word >= 0 ? signed : signed.add(BigInteger.ONE.shiftLeft(64));
  }

  /** floor(a * b / c) for a <= c, all below 2^127, so that the quotient has two words. */
  static <T> T timesOver(
      long aHigh, long aLow, long bHigh, long bLow, long cHigh, long cLow, TwoWords<T> result) {
    if (cHigh == 0 && cLow == 0) {
      throw new ArithmeticException("division by zero");
    }
    // product = p3 p2 p1 p0
    long p0 = aLow * bLow;
    long carry = Math.unsignedMultiplyHigh(aLow, bLow);
    long crossLow = aHigh * bLow;
    long p1 = carry + crossLow;
    long p2 = Math.unsignedMultiplyHigh(aHigh, bLow) + carryOf(p1, carry);
    long otherLow = aLow * bHigh;
    long sum = p1 + otherLow;
    long up = Math.unsignedMultiplyHigh(aLow, bHigh) + carryOf(sum, p1);
    p1 = sum;
    sum = p2 + up;
    long p3 = carryOf(sum, p2);
    p2 = sum + aHigh * bHigh;
    p3 += carryOf(p2, sum) + Math.unsignedMultiplyHigh(aHigh, bHigh);
    return cHigh == 0
        ? byOneWord(p2, p1, p0, cLow, result)
        : byTwoWords(p3, p2, p1, p0, cHigh, cLow, result);
  }

  private static long carryOf(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  /** Here a has one word as well, and since a <= c, p2 < c. */
  private static <T> T byOneWord(long p2, long p1, long p0, long c, TwoWords<T> result) {
    long high = digit(p2, p1, c);
    return result.of(high, digit(p1 - high * c, p0, c));
  }

  private static <T> T byTwoWords(
      long p3, long p2, long p1, long p0, long cHigh, long cLow, TwoWords<T> result) {
    int shift = Long.numberOfLeadingZeros(cHigh);
    long v1 = left(cHigh, cLow, shift);
    long v0 = cLow << shift;
    long u3 = left(p3, p2, shift);
    long u2 = left(p2, p1, shift);
    long u1 = left(p1, p0, shift);
    long u0 = p0 << shift;

    long q1 = quotientDigit(u3, u2, u1, v1, v0);
    long productLow = q1 * v0;
    long productHigh = Math.unsignedMultiplyHigh(q1, v0) + q1 * v1;
    long r1 = u1 - productLow;
    long r2 = u2 - productHigh - (Long.compareUnsigned(u1, productLow) < 0 ? 1 : 0);

    long q0 = quotientDigit(r2, r1, u0, v1, v0);
    return result.of(q1, q0);
  }

  private static long left(long high, long low, int shift) {
    return shift == 0 ? high : high << shift | low >>> (64 - shift);
  }

  /** floor((u2 u1 u0) / (v1 v0)) for a divisor with its top bit set and (u2 u1) < (v1 v0). */
  private static long quotientDigit(long u2, long u1, long u0, long v1, long v0) {
    long q;
    long rest;
    boolean restFits;
    if (u2 == v1) {
      q = -1L;
      rest = u1 + v1;
      restFits = Long.compareUnsigned(rest, v1) >= 0;
    } else {
      q = digit(u2, u1, v1);
      rest = u1 - q * v1;
      restFits = true;
    }
    while (restFits && exceeds(q, v0, rest, u0)) {
      q--;
      rest += v1;
      restFits = Long.compareUnsigned(rest, v1) >= 0;
    }
    return q;
  }

  /** Whether q * v > (high low). */
  private static boolean exceeds(long q, long v, long high, long low) {
    int byHigh = Long.compareUnsigned(Math.unsignedMultiplyHigh(q, v), high);
    return byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(q * v, low) > 0);
  }

  /** floor((high low) / divisor) for high < divisor. */
  private static long digit(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long d1 = d >>> 32;
    long d0 = d & HALF;
    long u = left(high, low, shift);
    long l = low << shift;
    long q1 = halfDigit(u, l >>> 32, d1, d0);
    long rest = (u << 32 | l >>> 32) - q1 * d;
    long q0 = halfDigit(rest, l & HALF, d1, d0);
    return q1 << 32 | q0;
  }

  private static long halfDigit(long u, long next, long d1, long d0) {
    long q = Long.divideUnsigned(u, d1);
    long rest = u - q * d1;
    while (q > HALF || Long.compareUnsigned(q * d0, rest << 32 | next) > 0) {
      q--;
      rest += d1;
      if (rest > HALF) {
        break;
      }
    }
    return q;
  }
}
