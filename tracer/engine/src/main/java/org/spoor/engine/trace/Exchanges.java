package org.spoor.engine.trace;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.trace.SwapDecoder.Trade;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/** Begins decoded conversions: with what is still to be given and gained in their transaction. */
final class Exchanges {

  private final Accounts accounts;
  private final AccountWalk walk;
  private final SwapDecoder decoder;

  Exchanges(Accounts accounts, AccountWalk walk, SwapDecoder decoder) {
    this.accounts = accounts;
    this.walk = walk;
    this.decoder = decoder;
  }

  /**
   * Begins a trade and sees to it that its gains arrive when the transaction is over.
   *
   * @param at the event by which it comes to notice
   * @param events of the transaction: at least those of its parties
   * @return nothing if none of what is given is followed
   */
  Optional<Conversion> begin(
      Trade trade, Transfer at, Account seller, Address recipient, List<Transfer> events) {
    Amount loss = positive(ahead(seller, seller.address, trade, events).get(trade.lost()), -1);
    if (seller.place(trade.lost()) == null || loss.isZero()) {
      return Optional.empty();
    }
    Map<Asset, BigInteger> taken =
        ahead(accounts.find(recipient, seller), recipient, trade, events);
    Map<Asset, Amount> gains = new LinkedHashMap<>();
    trade.gains().forEach(asset -> gains.put(asset, positive(taken.get(asset), 1)));
    Conversion conversion =
        Conversion.decoded(at.tx(), seller.address, trade, loss, recipient, gains, events);
    ChainPosition end = at.position().endOfTransaction();
    gains.forEach(
        (asset, gain) -> walk.schedule(new Walk.Arrival(end, at.time(), conversion, asset, gain)));
    return Optional.of(conversion);
  }

  /** What the recipient gained of the event's asset before it in the same transaction. */
  Amount gainedBefore(Transfer event, Conversion conversion) {
    List<Transfer> earlier =
        conversion.events.stream()
            .filter(other -> other.asset().equals(event.asset()))
            .filter(other -> other.position().compareTo(event.position()) < 0)
            .filter(other -> other.touches(conversion.recipient))
            .filter(other -> conversion.isWith(SwapDecoder.other(other, conversion.recipient)))
            .toList();
    return positive(decoder.nets(conversion.recipient, earlier).get(event.asset()), 1);
  }

  /** What happened before a place was followed is in its pool already. */
  private Map<Asset, BigInteger> ahead(
      @Nullable Account account, Address address, Trade trade, List<Transfer> events) {
    return decoder.nets(
        address,
        events.stream()
            .filter(event -> event.touches(address) && trade.isPartOf(event, address))
            .filter(event -> account == null || account.isAhead(event))
            .toList());
  }

  private static Amount positive(@Nullable BigInteger net, int sign) {
    return net == null || net.signum() != sign ? Amount.ZERO : Amount.of(net.abs());
  }
}
