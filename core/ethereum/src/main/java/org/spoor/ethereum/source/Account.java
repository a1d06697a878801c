package org.spoor.ethereum.source;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.Rules;
import org.spoor.ethereum.parse.Transaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** An account in a block that changed it, and how much of the change is not explained yet. */
final class Account {

  private static final BigInteger EIGHTH = BigInteger.TEN.pow(18).shiftRight(3);

  private final Change change;
  private final BlockHeader header;
  private final List<Transaction> candidates;
  private BigInteger rest;

  /** Keeps of the block's transactions those alone that may name the account. */
  Account(Change change, BlockHeader header, List<Transaction> transactions) {
    this.change = change;
    this.header = header;
    this.candidates = transactions.stream().filter(this::mayName).toList();
    this.rest = change.wei();
  }

  long height() {
    return change.height();
  }

  Rules rules() {
    return header.rules();
  }

  boolean isExplained() {
    return rest.signum() == 0;
  }

  /** Transactions that name it, and creations, of which the receipt tells what they created. */
  List<Transaction> candidates() {
    return candidates;
  }

  private boolean mayName(Transaction tx) {
    return is(tx.from()) || tx.to().map(this::is).orElse(true);
  }

  /** Transactions that name it as sender, recipient or created contract. */
  Stream<Transaction> named(Map<TxId, Receipt> receipts) {
    return candidates.stream()
        .filter(tx ->
            is(tx.from())
                || Objects.requireNonNull(receipts.get(tx.id())).to().map(this::is).orElse(false));
  }

  /** Counts the transactions that name it, and its withdrawals. */
  void countNamed(Map<TxId, Receipt> receipts, Map<TxId, List<Movement>> moved, Tally tally) {
    named(receipts).forEach(tx -> tally.transaction(address(), tx.id()));
    rest = change.wei().add(fees(receipts)).subtract(withdrawn(tally));
    named(receipts).flatMap(tx -> movements(moved, tx.id())).forEach(this::explain);
    tellOtherNonce(tally);
  }

  /** Creating and being created count too (EIP-161), and so do authorizations (EIP-7702). */
  private void tellOtherNonce(Tally tally) {
    long sent = candidates.stream().filter(tx -> is(tx.from())).count();
    if (sent != change.sent()) {
      tally.gap(
          List.of(address()),
          "block %d: its nonce changed by %d, but it sent %d: it has or had code, and what it got and passed on between two looks at its balance is not seen"
              .formatted(height(), change.sent(), sent));
    }
  }

  /** The header does not name the miners of uncles, who get parts of 5, 3 or 2 ether. */
  private boolean mayBeReward() {
    boolean beside =
        header.rules().isMined()
            && header.rules().uncles() > 0
            && rest.remainder(EIGHTH).signum() == 0;
    return rest.signum() > 0 && (is(header.miner()) || beside);
  }

  /** Counts anew, with what every transaction of the block moved. */
  void countAll(Map<TxId, Receipt> receipts, Map<TxId, List<Movement>> moved, Tally tally) {
    rest = change.wei().add(fees(receipts)).subtract(withdrawn(tally));
    moved.forEach((tx, movements) -> count(tx, movements, tally));
  }

  private void count(TxId tx, List<Movement> movements, Tally tally) {
    if (movements.stream().anyMatch(m -> is(m.from()) || is(m.to()))) {
      tally.transaction(address(), tx);
      movements.forEach(this::explain);
    }
  }

  /**
   * What the block pays by itself is read later, and balances tell whether it is all.
   *
   * @param isTraced whether the block was to be looked into; then another time may show more
   */
  void tellRest(Tally tally, boolean isTraced) {
    if (mayBeReward()) {
      tally.credit(address(), height());
    } else if (!isExplained()) {
      String gap =
          "block %d: %s%s wei not explained by any transaction seen (internal transfers cannot be seen here)"
              .formatted(height(), rest.signum() > 0 ? "+" : "", rest);
      if (isTraced) {
        tally.passingGap(List.of(address()), gap);
      } else {
        tally.gap(List.of(address()), gap);
      }
    }
  }

  private BigInteger fees(Map<TxId, Receipt> receipts) {
    return candidates.stream()
        .filter(tx -> is(tx.from()))
        .map(tx -> Objects.requireNonNull(receipts.get(tx.id())).fee().toBigInteger())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigInteger withdrawn(Tally tally) {
    List<Movement> own =
        header.withdrawals().stream().filter(movement -> is(movement.to())).toList();
    if (!own.isEmpty()) {
      tally.credit(address(), height());
    }
    return own.stream()
        .map(m -> m.amount().toBigInteger())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static Stream<Movement> movements(Map<TxId, List<Movement>> moved, TxId tx) {
    return moved.getOrDefault(tx, List.of()).stream();
  }

  private void explain(Movement movement) {
    if (!(movement.asset() instanceof Coin)) {
      return;
    }
    BigInteger wei = movement.amount().toBigInteger();
    if (is(movement.to())) {
      rest = rest.subtract(wei);
    }
    if (is(movement.from())) {
      rest = rest.add(wei);
    }
  }

  private boolean is(Party party) {
    return party.equals(address());
  }

  private Address address() {
    return change.address();
  }
}
