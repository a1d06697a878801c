package org.spoor.engine.trace;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Party;

/** Finds the conversions that an account's transfers are part of: asserted ones, else decoded. */
final class Swaps {

  private final Run run;
  private final Conversions asserted;
  private final AccountWalk walk;
  private final SwapDecoder decoder;
  private final Exchanges exchanges;
  private final RouterSwaps routed;
  private final boolean decodes;

  Swaps(Run run, Conversions asserted, AccountWalk walk, Accounts accounts) {
    this.run = run;
    this.asserted = asserted;
    this.walk = walk;
    this.decoder = new SwapDecoder(run.screen::accepts);
    this.exchanges = new Exchanges(accounts, walk, decoder);
    this.routed = new RouterSwaps(run, asserted, accounts, decoder, exchanges);
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
    return decodedOf(sender.address, sender, transfer, transfer.to());
  }

  private static boolean isToItself(Transfer transfer) {
    return transfer.from().equals(transfer.to());
  }

  /**
   * Takes out of {@code lots} what arrives with a conversion's gain; dirty lots arrive by
   * themselves: the net gain is less by them, or the net loss more.
   *
   * @return how much arrives with the gain of what came in before, in the same transaction, while
   *     the place was not followed yet: it is no part of an opening balance
   */
  Amount netInflow(Address to, @Nullable Account receiver, Transfer transfer, Lots lots) {
    Conversion conversion = isToItself(transfer) ? null : bringing(to, receiver, transfer);
    if (conversion == null) {
      return Amount.ZERO;
    }
    if (!lots.dirty().isZero()) {
      conversion.comesDirty(transfer.asset(), transfer.amount());
      return exchanges.gainedBefore(transfer, conversion);
    }
    Amount absorbed = conversion.absorb(transfer.asset(), transfer.amount());
    lots.clear();
    lots.addNewest(transfer.amount().minus(absorbed), Origins.CLEAN);
    return Amount.ZERO;
  }

  private @Nullable Conversion bringing(Address to, @Nullable Account receiver, Transfer transfer) {
    Conversion stated = asserted.bringing(transfer.tx(), to, transfer.asset());
    return stated == null ? decodedOf(to, receiver, transfer, transfer.from()) : stated;
  }

  private @Nullable Conversion decodedOf(
      Address address, @Nullable Account account, Transfer transfer, Party other) {
    if (!decodes) {
      return null;
    }
    Conversion own = account == null ? null : swapOf(account, transfer, other);
    Conversion found = own == null ? routed.of(address, transfer) : own;
    return found != null && found.nets(address, transfer.asset()) ? found : null;
  }

  private @Nullable Conversion swapOf(Account account, Transfer transfer, Party other) {
    if (!walk.feedOf(account).isOneOfSeveral()) {
      return null;
    }
    if (!account.hasLookedAt(transfer.tx())) {
      account.remember(transfer.tx(), decode(account, transfer));
    }
    return account.swapWith(other);
  }

  private List<Conversion> decode(Account account, Transfer transfer) {
    if (asserted.speakOf(transfer.tx(), account.address)) {
      return List.of();
    }
    List<Transfer> events = walk.feedOf(account).transaction();
    Optional<SwapDecoder.Verdict> verdict =
        decoder.decode(
            account.address,
            events.stream().filter(event -> event.touches(account.address)).toList());
    if (verdict.isEmpty()) {
      return List.of();
    }
    return switch (verdict.get()) {
      case SwapDecoder.Verdict.Traded traded ->
          traded.trades().stream()
              .flatMap(trade ->
                  exchanges.begin(trade, transfer, account, account.address, events).stream())
              .toList();
      case SwapDecoder.Verdict.Unweighable unweighable -> {
        run.gap(
            DataGap.Kind.NOT_DECODED,
            account.address,
            Optional.empty(),
            "transaction %s: %d assets given at once and no value at hand to weigh them"
                .formatted(transfer.tx(), unweighable.assetsLost()));
        yield List.of();
      }
    };
  }
}
