package org.spoor.model.value;

import org.jspecify.annotations.Nullable;

/**
 * A place on a chain that can hold value; equality means the same place. Its text is the canonical
 * spelling: lower-case hexadecimal on account chains.
 */
public final class Address implements Party, Comparable<Address> {

  private final Chain chain;
  private final String text;

  /** Kept: addresses are the keys of every index of a run. */
  private final int hash;

  /**
   * @throws IllegalArgumentException if {@code text} is no address of {@code chain}
   */
  public Address(Chain chain, String text) {
    this.chain = chain;
    this.text =
        chain
            .canonicalAddress(text)
            .orElseThrow(
                () -> new IllegalArgumentException("no address of " + chain + ": " + text));
    this.hash = 31 * this.text.hashCode() + chain.id().hashCode();
  }

  public Chain chain() {
    return chain;
  }

  @Override
  public String text() {
    return text;
  }

  /** Whether it is the zero address of an account chain, which nobody controls and no pool is. */
  public boolean isNobody() {
    return chain.isNobody(text);
  }

  /**
   * Whether a person who compares first and last characters would take it for the other: the two
   * share at least 3 leading and 2 trailing characters, 28 bits or more in all, behind the prefix
   * that every address of the form has.
   */
  public boolean looksLike(Address other) {
    if (chain != other.chain || equals(other)) {
      return false;
    }
    int skip = chain.commonPrefix(text);
    int leading = commonStart(text.substring(skip), other.text, skip);
    int trailing = commonEnd(text, other.text, Math.min(text.length(), other.text.length()) - skip);
    return leading >= 3
        && trailing >= 2
        && (leading + trailing) * chain.bitsPerCharacter(text) >= 28;
  }

  /** The length of the beginning that every address of its form shares. */
  public int prefixLength() {
    return chain.commonPrefix(text);
  }

  /**
   * Its form, for example {@code 1} or {@code bc1q, 42 characters}: outputs to addresses of one
   * form are locked by scripts of one type.
   */
  public String form() {
    return chain.addressForm(text);
  }

  private static int commonStart(String rest, String other, int skip) {
    int i = 0;
    while (i < rest.length()
        && skip + i < other.length()
        && rest.charAt(i) == other.charAt(skip + i)) {
      i++;
    }
    return i;
  }

  private static int commonEnd(String a, String b, int most) {
    int i = 0;
    while (i < most && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
      i++;
    }
    return i;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Address that
            && hash == that.hash
            && chain == that.chain
            && text.equals(that.text));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(Address other) {
    int byChain = chain.compareTo(other.chain);
    return byChain != 0 ? byChain : text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
