package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Pool;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Party;

/** The followed addresses of an account chain, and the rules by which more are followed. */
final class Accounts {

  private final Run run;
  private final FeedHeap heap;
  private final boolean merging;
  private final AccountIndex byAddress = new AccountIndex();
  private final List<Account> all = new ArrayList<>();
  private final Set<Address> tooBusy = new HashSet<>();

  /**
   * @param merging whether the histories of followed addresses are merged in {@code heap}; if not,
   *     all events come by anyway
   */
  Accounts(Run run, FeedHeap heap, boolean merging) {
    this.run = run;
    this.heap = heap;
    this.merging = merging;
  }

  /** The account of a party; {@code own} is tried before the index. */
  @Nullable Account find(Party party, @Nullable Account own) {
    if (own != null && own.address.equals(party)) {
      return own;
    }
    return party instanceof Address address ? byAddress.get(address) : null;
  }

  @Nullable Place place(Address address, Asset asset) {
    Account account = byAddress.get(address);
    return account == null ? null : account.place(asset);
  }

  /**
   * Decides whether dirty value that enters a place not yet followed is followed there
   * (definitions, section 5), and takes it in or brings it to its end.
   *
   * @param counted what the records show of this very value up to {@code at}: no opening balance
   * @param stolen whether this is the theft itself, which no limit but the budget ends
   */
  @Nullable Place enter(
      Address address,
      Asset asset,
      Lots lots,
      int hop,
      ChainPosition at,
      Amount counted,
      boolean stolen) {
    Optional<EndKind> refusal = refusal(address, asset, lots, hop, stolen);
    if (refusal.isPresent()) {
      run.lookAlikes.meet(address);
      run.books.rest(refusal.get(), address, Optional.empty(), asset, lots);
      return null;
    }
    Place place = follow(address, asset, hop, at, counted);
    place.pool().deposit(lots);
    return place;
  }

  private Optional<EndKind> refusal(
      Address address, Asset asset, Lots lots, int hop, boolean stolen) {
    StopRules stop = run.stop();
    if (stop.stopAtServices() && run.attributions.custodian(address).isPresent()) {
      return Optional.of(EndKind.SERVICE);
    }
    if (!stolen && lots.dirty().compareTo(stop.minimumOf(asset)) < 0) {
      return Optional.of(EndKind.BELOW_THRESHOLD);
    }
    if (!stolen && stop.maxHops().isPresent() && hop > stop.maxHops().getAsInt()) {
      return Optional.of(EndKind.HOP_LIMIT);
    }
    return refusalToRead(address, stolen);
  }

  private Optional<EndKind> refusalToRead(Address address, boolean stolen) {
    if (byAddress.contains(address)) {
      return Optional.empty();
    }
    if (tooBusy.contains(address) && !stolen) {
      return Optional.of(EndKind.HIGH_DEGREE);
    }
    if (!run.read()) {
      return Optional.of(EndKind.BUDGET);
    }
    if (isTooBusy(address) && !stolen) {
      tooBusy.add(address);
      return Optional.of(EndKind.HIGH_DEGREE);
    }
    byAddress.add(account(address));
    return Optional.empty();
  }

  private Account account(Address address) {
    return new Account(address, merging ? run.reader.history(address) : List.of());
  }

  private boolean isTooBusy(Address address) {
    return run.stop().maxDegree().isPresent()
        && run.reader.isBusier(address, run.stop().maxDegree().getAsInt())
        && run.attributions.of(address).isEmpty();
  }

  /** Follows a place whatever the rules say. */
  Place follow(Address address, Asset asset, int hop, ChainPosition at) {
    if (!byAddress.contains(address)) {
      run.read();
      byAddress.add(account(address));
    }
    return follow(address, asset, hop, at, Amount.ZERO);
  }

  private Place follow(Address address, Asset asset, int hop, ChainPosition at, Amount counted) {
    Account account = byAddress.get(address);
    if (account == null) {
      throw new AssertionError("not read: " + address);
    }
    if (account.places().isEmpty()) {
      run.lookAlikes.meet(address);
      account.skipTo(at);
      heap.add(account);
      all.add(account);
      lookAhead(account);
    }
    Place place = new Place(address, asset, hop, at, opened(address, asset, at, counted));
    account.add(place);
    run.follows(hop);
    return place;
  }

  private Pool opened(Address address, Asset asset, ChainPosition at, Amount counted) {
    Opening opening = run.reader.opening(address, asset, at);
    if (opening instanceof Opening.Assumed) {
      run.gap(
          DataGap.Kind.OPENING_UNKNOWN,
          address,
          Optional.of(asset),
          "opening balance unknown, assumed zero");
    }
    if (!opening.unexplained().isZero()) {
      run.unexplained(address, asset, opening.unexplained());
    }
    Pool pool = run.newPool();
    pool.depositOldest(opening.amount().minusOrZero(counted), Origins.CLEAN);
    return pool;
  }

  private void lookAhead(Account account) {
    if (run.reader.readsAhead()) {
      run.reader.expect(
          account.rest().stream()
              .filter(t -> t.from().equals(account.address) && !t.amount().isZero())
              .map(Transfer::to)
              .filter(Address.class::isInstance)
              .map(Address.class::cast)
              .filter(a -> !byAddress.contains(a) && run.attributions.custodian(a).isEmpty())
              .distinct()
              .toList());
    }
  }

  /**
   * Brings what rests in each place to its end.
   *
   * @param early whether the run stopped at a time limit
   */
  void settle(boolean early) {
    for (Account account : all) {
      for (Place place : account.places()) {
        if (!place.pool().dirty().isZero()) {
          settle(place, early);
        }
      }
    }
  }

  private void settle(Place place, boolean early) {
    if (!early) {
      bookDiscrepancy(place);
    }
    Lots lots = new Lots();
    place.pool().copyTo(lots);
    run.check(place.pool().dirty(), lots.dirty(), "rest at " + place.address, place.since);
    run.books.rest(restKind(place, early), place.address, Optional.empty(), place.asset, lots);
  }

  private void bookDiscrepancy(Place place) {
    Amount booked = place.pool().balance();
    run.reader
        .balance(place.address, place.asset)
        .filter(real -> real.compareTo(booked) < 0)
        .ifPresent(real -> {
          Lots missing = new Lots();
          place.pool().withdraw(booked.minus(real), missing);
          run.books.end(EndKind.DISCREPANCY, place.address, place.asset, missing);
        });
  }

  private EndKind restKind(Place place, boolean early) {
    if (early && spendsLater(place)) {
      return EndKind.TIME_LIMIT;
    }
    return run.reader.coverage(place.address, place.asset, place.since) == Coverage.COMPLETE
        ? EndKind.HELD
        : EndKind.DATA_GAP;
  }

  /** Whether value leaves the place beyond the time limit. */
  private boolean spendsLater(Place place) {
    return run.reader.history(place.address).stream()
        .filter(t -> t.from().equals(place.address) && t.asset().equals(place.asset))
        .filter(t -> !t.amount().isZero() && run.screen.accepts(t))
        .anyMatch(t -> run.stop().until().filter(t.time()::isAfter).isPresent());
  }
}
