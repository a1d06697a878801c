package org.spoor.ethereum.source;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * A transaction of an {@link InMemoryChain}.
 *
 * @param to empty if it creates {@code created}
 * @param inside calls that its code made
 * @param tokens that it moved
 */
record Played(
    TxId id,
    long height,
    int index,
    long nonce,
    Address from,
    Optional<Address> to,
    Optional<Address> created,
    long value,
    boolean succeeded,
    List<Inside> inside,
    List<TokenMove> tokens) {

  static final long GAS_PRICE = 10;

  /** A call with value, or what a contract leaves when it destroys itself. */
  record Inside(Address from, Address to, long value, boolean destroys, boolean reverted) {

    static Inside call(Address from, Address to, long value) {
      return new Inside(from, to, value, false, false);
    }
  }

  /** A log of a token or of wrapped ether. */
  record TokenMove(String event, List<Address> parties, Address contract, int units) {

    TokenMove(String event, List<Address> parties) {
      this(event, parties, ChainJson.TOKEN, 7);
    }

    static TokenMove transfer(Address from, Address to) {
      return new TokenMove(TokenLogs.TRANSFER, List.of(from, to));
    }

    TokenMove ofNothing() {
      return new TokenMove(event, parties, contract, 0);
    }

    TokenMove by(Address other) {
      return new TokenMove(event, parties, other, units);
    }
  }

  boolean plain() {
    return created.isEmpty() && inside.isEmpty() && tokens.isEmpty();
  }

  long gas() {
    return plain() ? 21_000 : 50_000;
  }

  Address recipient() {
    return to.or(() -> created).orElseThrow();
  }

  /** By how much it changes a balance. */
  BigInteger effectOn(Address address) {
    long fee = from.equals(address) ? gas() * GAS_PRICE : 0;
    long moved =
        Stream.concat(
                Stream.of(Inside.call(from, recipient(), value)),
                inside.stream().filter(call -> !call.reverted()))
            .filter(call -> succeeded)
            .mapToLong(call -> (long) sign(call, address) * call.value())
            .sum();
    return BigInteger.valueOf(moved - fee);
  }

  private static int sign(Inside call, Address address) {
    return (call.to().equals(address) ? 1 : 0) - (call.from().equals(address) ? 1 : 0);
  }

  /** Whether a trace of it names the address. */
  boolean names(Address address) {
    return Stream.concat(
            Stream.of(from, recipient()), inside.stream().flatMap(c -> Stream.of(c.from(), c.to())))
        .anyMatch(address::equals);
  }

  boolean creates(Address address) {
    return created.map(address::equals).orElse(false);
  }

  boolean destroys(Address address) {
    return succeeded && inside.stream().anyMatch(c -> c.destroys() && c.from().equals(address));
  }
}
