package org.spoor.ethereum;

import java.util.Locale;
import java.util.Optional;
import org.web3j.abi.EventEncoder;

/**
 * The checksum that the casing of an address carries (EIP-55): a letter is in upper case where the
 * Keccak-256 of the digits in lower case has a digit of 8 or more at its place.
 */
public final class Checksum {

  private Checksum() {}

  /**
   * How an address is written with its checksum, if it is written otherwise. All in lower or all in
   * upper case it carries none.
   *
   * @param address 0x and 40 hexadecimal digits
   */
  public static Optional<String> expected(String address) {
    String given = address.substring(2);
    String lower = given.toLowerCase(Locale.ROOT);
    boolean carriesNone = given.equals(lower) || given.equals(given.toUpperCase(Locale.ROOT));
    String due = checksummed(lower);
    return carriesNone || given.equals(due) ? Optional.empty() : Optional.of("0x" + due);
  }

  private static String checksummed(String lower) {
    // What identifies an event is the hash of its signature, and of any other text.
    String hash = EventEncoder.buildEventSignature(lower).substring(2);
    StringBuilder due = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      boolean isUpper = Character.digit(hash.charAt(i), 16) >= 8;
      due.append(isUpper ? Character.toUpperCase(lower.charAt(i)) : lower.charAt(i));
    }
    return due.toString();
  }
}
