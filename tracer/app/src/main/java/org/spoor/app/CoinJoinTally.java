package org.spoor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.engine.pattern.CoinJoins;
import org.spoor.engine.pattern.Verdict;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.recorded.TransactionLists;

/** Takes transactions and counts the verdicts on them, list by list. */
final class CoinJoinTally implements TransactionLists.Taker {

  private static final String NONE = "NONE";

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
    private long coinJoins;

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
    Counted list = lists.getLast();
    Told told = told(transaction.id().text(), list.detector.of(transaction));
    list.transactions++;
    list.coinJoins += told.isCoinJoin() ? 1 : 0;
    list.counts.merge(told.label(), 1L, Long::sum);
    if (keepAll || (keepCoinJoins && !told.verdict().equals(NONE))) {
      list.told.add(told);
    }
  }

  private static Told told(String tx, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Mix mix ->
          new Told(tx, mix.scheme().name(), mix.confidence().name(), mix.reasons());
      case Verdict.Premix premix -> new Told(tx, "WHIRLPOOL_TX0", "", premix.reasons());
      case Verdict.Vetoed veto -> new Told(tx, "VETOED_" + veto.veto(), "", veto.reasons());
      case Verdict.Plain _ -> new Told(tx, NONE, "", List.of());
    };
  }
}
