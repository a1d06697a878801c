package org.spoor.engine.trace;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/** Finds the conversions that an account's transfers are part of: asserted ones, else decoded. */
final class Swaps {

  private final Run run;
  private final Conversions asserted;
  private final AccountWalk walk;
  private final SwapDecoder decoder;
  private final boolean decodes;

  Swaps(Run run, Conversions asserted, AccountWalk walk) {
    this.run = run;
    this.asserted = asserted;
    this.walk = walk;
    this.decoder = new SwapDecoder(run.screen::accepts);
    this.decodes = EvidenceClass.DECODED.atLeast(run.request.weakest());
  }

  /** The conversion that a transfer from {@code sender} belongs to. */
  @Nullable Conversion leaving(Account sender, Transfer transfer) {
    if (transfer.isFee() || isToItself(transfer)) {
      return null;
    }
    Conversion stated = asserted.selling(transfer.tx(), sender.address, transfer.asset());
    if (stated != null) {
      return stated;
    }
    Conversion swap = swapOf(sender, transfer);
    return swap != null && swap.nets(transfer.asset()) ? swap : null;
  }

  private static boolean isToItself(Transfer transfer) {
    return transfer.from().equals(transfer.to());
  }

  /**
   * Takes out of {@code lots} what arrives with a conversion's gain; dirty lots arrive by
   * themselves: the net gain is less by them, or the net loss more.
   */
  void netInflow(@Nullable Account receiver, Transfer transfer, Lots lots) {
    if (receiver == null || isToItself(transfer)) {
      return;
    }
    Conversion conversion = asserted.bringing(transfer.tx(), receiver.address, transfer.asset());
    if (conversion == null) {
      conversion = swapOf(receiver, transfer);
    }
    if (conversion == null || !conversion.nets(transfer.asset())) {
      return;
    }
    if (!lots.dirty().isZero()) {
      conversion.comesDirty(transfer.asset(), transfer.amount());
      return;
    }
    Amount absorbed = conversion.absorb(transfer.asset(), transfer.amount());
    lots.clear();
    lots.addNewest(transfer.amount().minus(absorbed), Origins.CLEAN);
  }

  private @Nullable Conversion swapOf(Account account, Transfer transfer) {
    if (!decodes || !walk.feedOf(account).isOneOfSeveral()) {
      return null;
    }
    if (!account.hasLookedAt(transfer.tx())) {
      account.remember(transfer.tx(), decode(account, transfer));
    }
    return account.swap();
  }

  private @Nullable Conversion decode(Account account, Transfer transfer) {
    if (asserted.speakOf(transfer.tx(), account.address)) {
      return null;
    }
    Optional<SwapDecoder.Verdict> verdict = decoder.decode(account.address, eventsOf(account));
    if (verdict.isEmpty()) {
      return null;
    }
    return switch (verdict.get()) {
      case SwapDecoder.Verdict.Swap swap -> started(account, transfer, swap);
      case SwapDecoder.Verdict.Unweighable unweighable -> {
        run.gap(
            DataGap.Kind.NOT_DECODED,
            account.address,
            Optional.empty(),
            "transaction %s: %d assets given at once and no value at hand to weigh them"
                .formatted(transfer.tx(), unweighable.assetsLost()));
        yield null;
      }
    };
  }

  private @Nullable Conversion started(
      Account account, Transfer transfer, SwapDecoder.Verdict.Swap swap) {
    Map<Asset, BigInteger> ahead = decoder.nets(account.address, notYetInPools(account));
    Amount loss = positive(ahead.getOrDefault(swap.lost(), BigInteger.ZERO).negate());
    if (account.place(swap.lost()) == null || loss.isZero()) {
      return null;
    }
    Map<Asset, Amount> gains = new LinkedHashMap<>();
    swap.gains()
        .forEach(asset -> gains.put(asset, positive(ahead.getOrDefault(asset, BigInteger.ZERO))));
    Conversion conversion =
        Conversion.decoded(transfer.tx(), account.address, swap.lost(), loss, gains);
    ChainPosition end = transfer.position().endOfTransaction();
    gains.forEach((asset, gain) ->
        walk.schedule(new Walk.Arrival(end, transfer.time(), conversion, asset, gain)));
    return conversion;
  }

  /** What happened before a place was followed is in its pool already. */
  private List<Transfer> notYetInPools(Account account) {
    return eventsOf(account).stream()
        .filter(event -> {
          Place place = account.place(event.asset());
          return place == null || event.position().compareTo(place.since) > 0;
        })
        .toList();
  }

  /** The account's events in the transaction of the event being processed. */
  private List<Transfer> eventsOf(Account account) {
    return walk.feedOf(account).transaction().stream()
        .filter(event -> event.touches(account.address))
        .toList();
  }

  private static Amount positive(BigInteger net) {
    return Amount.of(net.max(BigInteger.ZERO));
  }
}
