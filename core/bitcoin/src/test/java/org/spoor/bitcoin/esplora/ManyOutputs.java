package org.spoor.bitcoin.esplora;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.TxId;

/**
 * Thefts whose outputs pass on, each to the next, block by block, to where nobody spends them.
 *
 * @param thefts the transactions that stole
 * @param stolen in satoshi
 */
record ManyOutputs(RegtestChain chain, List<TxId> thefts, long stolen) {

  private static final long EACH = 1_000_000;
  private static final long FEE = 10;

  private record Unspent(Transaction of, int output, long worth) {

    Transaction passedOn(int number) {
      return new Payment().from(of, output).to("hop " + number, worth - FEE).transaction();
    }
  }

  /**
   * One theft that is split at once.
   *
   * @param trails how many outputs it has
   * @param levels how many transactions follow each of them
   */
  static ManyOutputs ofOneTheft(int trails, int levels) {
    RegtestChain chain = RegtestChain.begin().mineEmpty(1);
    Transaction theft = fan(chain.coinbase(1), trails);
    chain.mine(theft);
    passOn(chain, unspent(theft, trails), levels);
    return new ManyOutputs(chain, List.of(ServedHistory.id(theft)), trails * EACH);
  }

  /** Thefts from as many outputs of one victim, one transaction each. */
  static ManyOutputs ofManyThefts(int thefts, int levels) {
    RegtestChain chain = RegtestChain.begin().mineEmpty(1);
    Transaction hoard = fan(chain.coinbase(1), thefts);
    chain.mine(hoard);
    List<Unspent> stolen = new ArrayList<>();
    for (int i = 0; i < thefts; i++) {
      long worth = EACH - i;
      stolen.add(
          new Unspent(
              new Payment().from(hoard, i).to("thief " + i, worth).transaction(), 0, worth));
    }
    chain.mine(stolen.stream().map(Unspent::of).toList());
    passOn(chain, stolen, levels);
    return new ManyOutputs(
        chain,
        stolen.stream().map(Unspent::of).map(ServedHistory::id).toList(),
        stolen.stream().mapToLong(Unspent::worth).sum());
  }

  /** What was stolen less the fees of all levels. */
  long held(int trails, int levels) {
    return stolen - FEE * trails * levels;
  }

  FlowGraph trace(ChainReader reader) {
    return new Tracer(reader, AttributionBook.EMPTY, text -> text, TraceListener.NONE)
        .trace(TraceRequest.of(List.of(incident()), TaintPolicy.HAIRCUT));
  }

  private Incident incident() {
    List<TheftSource> sources = new ArrayList<>();
    for (TxId theft : thefts) {
      sources.add(
          new TheftSource.StolenTransfer(
              new Origin("many", sources.size() + 1),
              theft,
              Optional.empty(),
              Optional.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              List.of()));
    }
    return Incident.of("many", LocalDate.of(2016, 8, 2), sources);
  }

  private static Transaction fan(Transaction from, int outputs) {
    Payment fan = new Payment().from(from, 0);
    for (int i = 0; i < outputs; i++) {
      fan.to("part " + i, EACH);
    }
    return fan.transaction();
  }

  private static List<Unspent> unspent(Transaction fan, int outputs) {
    return IntStream.range(0, outputs).mapToObj(i -> new Unspent(fan, i, EACH)).toList();
  }

  private static void passOn(RegtestChain chain, List<Unspent> from, int levels) {
    List<Unspent> next = from;
    for (int level = 0; level < levels; level++) {
      List<Unspent> passed = new ArrayList<>();
      for (Unspent each : next) {
        passed.add(new Unspent(each.passedOn(passed.size()), 0, each.worth() - FEE));
      }
      chain.mine(passed.stream().map(Unspent::of).toList());
      next = passed;
    }
    chain.mineEmpty(5);
  }
}
