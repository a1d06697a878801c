package org.spoor.engine.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Script;

/** Follows value over an account chain: merges the histories of followed addresses by position. */
final class AccountWalk extends Walk {

  private final Accounts accounts;
  private final Swaps swaps;
  private final Sales sales;
  private final Seeds seeds;
  private final FeedHeap heap = new FeedHeap();

  /** All events of the chain, if the source has them at hand: then no history is merged. */
  private final @Nullable Feed ledger;

  private final Lots moved = new Lots();
  private long lastBlock = -1;
  private int lastEvent;
  private boolean late;

  AccountWalk(Run run, Chain chain, Conversions conversions, Seeds seeds) {
    super(run, chain);
    this.seeds = seeds;
    this.ledger = seeds.start().flatMap(start -> ledgerFrom(start)).orElse(null);
    this.accounts = new Accounts(run, heap, ledger == null);
    this.swaps = new Swaps(run, conversions, this, accounts);
    this.sales = new Sales(run, accounts);
    heap.add(ledger == null ? new Feed(seeds.transfers()) : ledger);
  }

  private Optional<Feed> ledgerFrom(ChainPosition start) {
    return run.reader
        .ledger(chain)
        .map(events -> {
          Feed feed = new Feed(events);
          if (start.height() > 0) {
            feed.skipTo(ChainPosition.endOf(start.height() - 1));
          }
          return feed;
        });
  }

  /** Where the event being processed stands among the other events of its transaction. */
  Feed feedOf(Account account) {
    return ledger == null ? account : ledger;
  }

  @Override
  boolean hasNext() {
    return !late && (!heap.isEmpty() || !arrivals.isEmpty() || seeds.nextHolding() != null);
  }

  @Override
  ChainPosition nextPosition() {
    return switch (turn()) {
      case EVENT -> heap.first().next().position();
      case GAIN -> arrivals.element().position();
      case HOLDING -> seeds.holding().position();
    };
  }

  @Override
  Instant nextTime() {
    return switch (turn()) {
      case EVENT -> heap.first().next().time();
      case GAIN -> arrivals.element().time();
      case HOLDING -> seeds.holding().time();
    };
  }

  @Override
  List<Conversion> nextGains() {
    return hasNext() && turn() == Turn.GAIN ? List.of(arrivals.element().conversion()) : List.of();
  }

  private enum Turn {
    EVENT,
    GAIN,
    HOLDING
  }

  private Turn turn() {
    Arrival arrival = arrivals.peek();
    Seeds.Holding holding = seeds.nextHolding();
    if (arrival == null && holding == null) {
      return Turn.EVENT;
    }
    boolean gainFirst =
        arrival != null
            && (holding == null || arrival.position().compareTo(holding.position()) < 0);
    ChainPosition special = gainFirst ? arrivals.element().position() : seeds.holding().position();
    if (!heap.isEmpty() && heap.first().next().position().compareTo(special) <= 0) {
      return Turn.EVENT;
    }
    return gainFirst ? Turn.GAIN : Turn.HOLDING;
  }

  @Override
  void step() {
    switch (turn()) {
      case EVENT -> nextEvent();
      case GAIN -> nextGain();
      case HOLDING -> rob(seeds.takeHolding());
    }
  }

  private void nextEvent() {
    Feed feed = heap.first();
    Transfer transfer = feed.next();
    Account own = feed instanceof Account account ? account : null;
    Account sender = accounts.find(transfer.from(), own);
    Account receiver = accounts.find(transfer.to(), own);
    if ((sender != null || receiver != null || seeds.name(transfer))
        && !feed.isAt(lastBlock, lastEvent)) {
      if (isLate(transfer.time())) {
        late = true;
        return;
      }
      lastBlock = feed.nextBlock();
      lastEvent = feed.nextEvent();
      process(transfer, sender, receiver);
      passOver(sender, feed);
      passOver(receiver, feed);
    }
    heap.advanceFirst();
  }

  /** The event stands in the other party's history too: it is done with there as well. */
  private void passOver(@Nullable Account account, Feed feed) {
    if (account != null && account != feed && account.isAt(lastBlock, lastEvent)) {
      account.advance();
    }
  }

  private boolean isLate(Instant time) {
    return run.stop().until().isPresent() && time.isAfter(run.stop().until().get());
  }

  private void process(Transfer transfer, @Nullable Account sender, @Nullable Account receiver) {
    run.sawEvent();
    if (!run.screen.accepts(transfer)) {
      run.screen.reject(transfer);
      return;
    }
    List<Integer> thefts = seeds.originsOf(transfer);
    Place from = sender == null ? null : sender.place(transfer.asset());
    Place to = receiver == null ? null : receiver.place(transfer.asset());
    if (transfer.amount().isZero() || (from == null && to == null && thefts.isEmpty())) {
      return;
    }
    Amount before = dirty(from, to);
    withdraw(transfer, sender, from, !thefts.isEmpty());
    run.checkMoved(transfer, moved.total());
    Amount fresh = thefts.isEmpty() ? Amount.ZERO : run.steal(moved, thefts, transfer.asset());
    recordEdge(transfer);
    Place reached = deliver(transfer, receiver, to, from, !thefts.isEmpty());
    Amount gone = sales.given().dirty().plus(reached == null ? moved.dirty() : Amount.ZERO);
    run.check(before.plus(fresh), dirty(from, reached).plus(gone), transfer);
  }

  private static Amount dirty(@Nullable Place from, @Nullable Place to) {
    return to == from ? dirty(from) : dirty(from).plus(dirty(to));
  }

  private static Amount dirty(@Nullable Place place) {
    return place == null ? Amount.ZERO : place.pool().dirty();
  }

  /** Fills {@link #moved} with what goes to the receiver; what is sold stands in {@link #sales}. */
  private void withdraw(
      Transfer transfer, @Nullable Account sender, @Nullable Place from, boolean stolen) {
    moved.clear();
    sales.begin();
    if (sender == null || from == null) {
      moved.addNewest(transfer.amount(), Origins.CLEAN);
      return;
    }
    Conversion conversion = stolen ? null : swaps.leaving(sender, transfer);
    if (conversion == null) {
      boolean circles = transfer.to().equals(transfer.from());
      Amount inTransit = circles ? sender.inTransit(transfer.tx(), transfer.asset()) : Amount.ZERO;
      sales.circle(from, transfer.amount(), inTransit, moved);
      return;
    }
    sales.sell(transfer, from, conversion, moved);
  }

  private void recordEdge(Transfer transfer) {
    if (!sales.given().isDirty()) {
      if (moved.isDirty()) {
        run.edges.add(new FlowEdge.OfTransfer(transfer, run.taints.of(moved)));
      }
      return;
    }
    Lots both = new Lots();
    both.addNewest(sales.given());
    both.addNewest(moved);
    run.edges.add(new FlowEdge.OfTransfer(transfer, run.taints.of(both)));
  }

  /**
   * Hands {@link #moved} over to the receiver.
   *
   * @return the place that took it in, or nothing if it ended
   */
  private @Nullable Place deliver(
      Transfer transfer,
      @Nullable Account receiver,
      @Nullable Place to,
      @Nullable Place from,
      boolean stolen) {
    return switch (transfer.to()) {
      case Address address -> {
        Amount early =
            to != null || moved.isDirty()
                ? swaps.netInflow(address, receiver, transfer, moved)
                : Amount.ZERO;
        if (to != null) {
          sales.keepApart(moved);
          to.pool().deposit(moved);
          yield to;
        }
        int hop = stolen || from == null ? 0 : from.hop + 1;
        // A transfer to oneself withdraws first: that much of the opening balance has left.
        Amount left = transfer.from().equals(address) ? transfer.amount() : Amount.ZERO;
        yield moved.isDirty()
            ? accounts.enter(
                address,
                transfer.asset(),
                moved,
                hop,
                transfer.position(),
                left.plus(early),
                stolen)
            : null;
      }
      case Outside outside -> {
        if (outside == Outside.FEE) {
          run.books.fee(transfer.asset(), moved);
        } else {
          run.books.end(EndKind.BURNED, outside, transfer.asset(), moved);
        }
        yield null;
      }
      case Script script -> throw new AssertionError("a script on an account chain: " + script);
    };
  }

  private void nextGain() {
    if (isLate(arrivals.element().time())) {
      late = true;
    } else {
      Arrival arrival = arrivals.remove();
      sales.arrive(arrival, recordedToCome(arrival));
    }
  }

  /** What arrives beside it, at the same place by the same transaction, is not there yet either. */
  private Amount recordedToCome(Arrival arrival) {
    return arrivals.stream()
        .filter(arrival::isBeside)
        .map(Arrival::counted)
        .reduce(arrival.counted(), Amount::plus);
  }

  private void rob(Seeds.Holding holding) {
    Place place = accounts.place(holding.address(), holding.asset());
    if (place == null) {
      place = accounts.follow(holding.address(), holding.asset(), 0, holding.position());
    }
    Lots held = new Lots();
    place.pool().copyTo(held);
    if (held.total().isZero()) {
      run.gap(
          DataGap.Kind.NOT_REACHED,
          place.address,
          Optional.of(place.asset),
          "theft source %s: the address held nothing of the asset after block %d"
              .formatted(
                  run.origins.sources(holding.origin()).getFirst(), holding.position().height()));
    }
    run.steal(held, List.of(holding.origin()), holding.asset());
    place.replacePool(run.newPool());
    place.pool().deposit(held);
    run.check(
        held.dirty(), place.pool().dirty(), "holding of " + place.address, holding.position());
  }

  @Override
  void finish() {
    // Nothing happens there between the last time followed and the theft: the balance is the same.
    while (seeds.nextHolding() != null) {
      rob(seeds.takeHolding());
    }
    accounts.settle(late);
  }
}
