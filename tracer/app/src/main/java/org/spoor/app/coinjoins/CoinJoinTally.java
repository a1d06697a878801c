package org.spoor.app.coinjoins;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.bitcoin.blockfile.BlockContents;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.engine.pattern.CoinJoins;
import org.spoor.engine.pattern.Verdict;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.TxId;
import org.spoor.recorded.TransactionLists;

/** Takes transactions and counts the verdicts on them, list by list. */
final class CoinJoinTally implements TransactionLists.Taker, BlockContents.Taker {

  private static final String NONE = "NONE";
  private static final String UNDECIDED = "UNDECIDED_";
  private static final int MOST_DAMAGES_TOLD = 20;

  /**
   * One transaction with its verdict.
   *
   * @param confidence of a CoinJoin, else empty
   */
  record Told(String tx, String verdict, String confidence, List<String> reasons) {

    Told {
      reasons = List.copyOf(reasons);
    }

    boolean isCoinJoin() {
      return !confidence.isEmpty();
    }

    boolean isUndecided() {
      return verdict.startsWith(UNDECIDED);
    }

    String label() {
      return isCoinJoin() ? verdict + ", " + confidence : verdict;
    }
  }

  /** One list while it is counted. */
  static final class Counted {
    private final String name;
    private final CoinJoins detector;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();
    private long transactions;
    private final List<String> damages = new ArrayList<>();
    private long coinJoins;
    private long undecided;
    private long damaged;

    Counted(String name, AttributionBook attributions) {
      this.name = name;
      this.detector = new CoinJoins(attributions);
    }

    String name() {
      return name;
    }

    SortedMap<String, Long> counts() {
      return counts;
    }

    List<Told> told() {
      return told;
    }

    long transactions() {
      return transactions;
    }

    long coinJoins() {
      return coinJoins;
    }

    /** Those of which too little is known. */
    long undecided() {
      return undecided;
    }

    /** Places where no block could be read. */
    long damaged() {
      return damaged;
    }

    /** The first of those places. */
    List<String> damages() {
      return damages;
    }

    private void add(Told each, boolean keep) {
      transactions++;
      coinJoins += each.isCoinJoin() ? 1 : 0;
      undecided += each.isUndecided() ? 1 : 0;
      counts.merge(each.label(), 1L, Long::sum);
      if (keep) {
        told.add(each);
      }
    }
  }

  private final boolean keepCoinJoins;
  private final boolean keepAll;
  private final List<Counted> lists = new ArrayList<>();

  /**
   * @param keepCoinJoins whether to keep each CoinJoin, and what was nearly one
   * @param keepAll whether to keep every transaction
   */
  CoinJoinTally(boolean keepCoinJoins, boolean keepAll) {
    this.keepCoinJoins = keepCoinJoins;
    this.keepAll = keepAll;
  }

  List<Counted> lists() {
    return lists;
  }

  @Override
  public void list(String name, AttributionBook attributions) {
    lists.add(new Counted(name, attributions));
  }

  @Override
  public void transaction(UtxoTransaction transaction) {
    add(transaction.id(), lists.getLast().detector.of(transaction));
  }

  @Override
  public void transaction(BareTransaction transaction, List<Optional<Output>> spent) {
    add(transaction.id(), lists.getLast().detector.of(spent, transaction.outputs()));
  }

  private void add(TxId id, Verdict verdict) {
    Told told = told(id.text(), verdict);
    lists.getLast().add(told, keepAll || (keepCoinJoins && !told.verdict().equals(NONE)));
  }

  @Override
  public void damage(String what) {
    Counted list = lists.getLast();
    list.damaged++;
    if (list.damages.size() < MOST_DAMAGES_TOLD) {
      list.damages.add(what);
    }
  }

  private static Told told(String tx, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Mix mix ->
          new Told(tx, mix.scheme().name(), mix.confidence().name(), mix.reasons());
      case Verdict.Premix premix -> new Told(tx, "WHIRLPOOL_TX0", "", premix.reasons());
      case Verdict.Vetoed veto -> new Told(tx, "VETOED_" + veto.veto(), "", veto.reasons());
      case Verdict.Undecided undecided ->
          new Told(tx, UNDECIDED + undecided.scheme(), "", undecided.reasons());
      case Verdict.Plain _ -> new Told(tx, NONE, "", List.of());
    };
  }
}
