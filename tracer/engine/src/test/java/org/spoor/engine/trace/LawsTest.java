package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.DelayedReader;
import org.spoor.kit.RandomLedger;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.Taint.Share;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** What holds for every history, whatever happened in it. */
class LawsTest {

  private static final int HISTORIES = 3_000;
  private static final List<TaintPolicy> POLICIES = List.of(TaintPolicy.values());

  /** How the histories keep their value. */
  enum Model {
    ACCOUNTS {
      @Override
      RandomLedger make(long seed) {
        return RandomLedger.ofAccounts(seed);
      }
    },
    OUTPUTS {
      @Override
      RandomLedger make(long seed) {
        return RandomLedger.ofOutputs(seed);
      }
    };

    abstract RandomLedger make(long seed);

    private Stream<History> histories(int count) {
      return LongStream.range(0, count)
          .mapToObj(seed -> new History(this + " seed " + seed, seed, make(seed)));
    }
  }

  private record History(String name, long seed, RandomLedger random) {

    FlowGraph trace(TaintPolicy policy) {
      return trace(policy, random.ledger());
    }

    FlowGraph trace(TaintPolicy policy, ChainReader reader) {
      return trace(policy, reader, random.incidents());
    }

    FlowGraph trace(TaintPolicy policy, ChainReader reader, List<Incident> incidents) {
      FeeMode fees = seed % 2 == 0 ? FeeMode.SINK : FeeMode.COINBASE;
      StopRules stop =
          cutsReads() ? StopRules.SERVICES_ONLY.withMaxReads(5) : StopRules.SERVICES_ONLY;
      EvidenceClass weakest = decodes() ? EvidenceClass.CANDIDATE : EvidenceClass.FACT;
      return new Tracer(reader, random.book(), text -> text, TraceListener.NONE)
          .trace(new TraceRequest(incidents, policy, fees, stop, weakest));
    }

    boolean cutsReads() {
      return seed % 5 == 0;
    }

    /** Whether it has swaps. */
    boolean decodes() {
      return seed % 3 != 0;
    }

    String under(TaintPolicy policy) {
      return name + " under " + policy;
    }
  }

  private static List<TaintPolicy> conserving() {
    return Stream.of(TaintPolicy.values()).filter(TaintPolicy::conserves).toList();
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void trace_anyHistory_makesAndLosesNothing(Model model) {
    model
        .histories(HISTORIES)
        .forEach(history -> {
          history.random().ledger().tellsBalances();
          FlowGraph poison = history.trace(TaintPolicy.POISON);
          leavesRealBalances(poison, history.under(TaintPolicy.POISON));
          Map<Object, Taint> most = dirt(poison);
          for (TaintPolicy policy : conserving()) {
            FlowGraph graph = history.trace(policy);
            addsUp(graph, history.under(policy));
            leavesRealBalances(graph, history.under(policy));
            if (!history.cutsReads()) {
              isWithin(dirt(graph), most, history, policy);
            }
          }
        });
  }

  private static void addsUp(FlowGraph graph, String name) {
    assertThat(graph.conservation()).as(name).allMatch(Conservation::isExact);
    Map<List<Object>, Amount> ended = new HashMap<>();
    for (TraceEnd end : graph.ends()) {
      for (Share share : end.taint().shares()) {
        ended.merge(
            List.of(share.origin().incident(), end.asset(), end.kind()),
            share.amount(),
            Amount::plus);
      }
    }
    Map<List<Object>, Amount> stated = new HashMap<>();
    for (Conservation line : graph.conservation()) {
      line.ended()
          .forEach(
              (kind, amount) -> stated.put(List.of(line.incident(), line.asset(), kind), amount));
    }
    assertThat(ended).as(name).isEqualTo(stated);
    assertThat(graph.ends().stream().filter(end -> !isSumOfShares(end.taint()))).as(name).isEmpty();
    assertThat(
            graph.edges().stream()
                .filter(edge ->
                    !isSumOfShares(edge.taint())
                        || edge.taint().total().isZero()
                        || edge.taint().total().compareTo(edge.amount()) > 0))
        .as(name)
        .isEmpty();
  }

  private static boolean isSumOfShares(Taint taint) {
    return taint.shares().stream()
        .map(Share::amount)
        .reduce(Amount.ZERO, Amount::plus)
        .equals(taint.total());
  }

  /** Pools hold what the ledger says: else a place would spend, or keep, what it never had. */
  private static void leavesRealBalances(FlowGraph graph, String name) {
    assertThat(graph.ends().stream().filter(end -> end.kind() == EndKind.DISCREPANCY))
        .as(name)
        .isEmpty();
  }

  private record EdgeKey(TxId tx, ChainPosition position, Party to, Asset asset) {}

  private record EndKey(EndKind kind, Party place, Optional<OutPoint> output, Asset asset) {}

  /**
   * Every movement and end at which the graph has dirty value, with how much. Not the gains of
   * swaps: what under one policy is a swap's gain can under another have come in dirty by itself.
   */
  private static Map<Object, Taint> dirt(FlowGraph graph) {
    Map<Object, Taint> dirt = new HashMap<>();
    for (FlowEdge edge : graph.edges()) {
      if (!(edge instanceof FlowEdge.OfConversion)) {
        dirt.put(new EdgeKey(edge.tx(), edge.position(), edge.to(), edge.asset()), edge.taint());
      }
    }
    for (TraceEnd end : graph.ends()) {
      dirt.put(new EndKey(end.kind(), end.place(), end.output(), end.asset()), end.taint());
    }
    return dirt;
  }

  private static void isWithin(
      Map<Object, Taint> dirt, Map<Object, Taint> poison, History history, TaintPolicy policy) {
    assertThat(
            dirt.entrySet().stream()
                .filter(e -> !isWithin(e.getValue(), poison.get(e.getKey()), history)))
        .as(history.under(policy))
        .isEmpty();
  }

  private static boolean isWithin(Taint taint, @Nullable Taint poison, History history) {
    return poison != null
        && taint.total().compareTo(poison.total()) <= 0
        && (history.decodes()
            || taint.shares().stream().allMatch(share -> isWithin(share, poison)));
  }

  private static boolean isWithin(Share share, Taint poison) {
    return poison.shares().stream()
        .anyMatch(
            p -> p.origin().equals(share.origin()) && p.amount().compareTo(share.amount()) >= 0);
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void trace_severalIncidentsTogether_seedNoMoreThanApart(Model model) {
    model
        .histories(HISTORIES / 3)
        .filter(history -> history.random().incidents().size() > 1 && !history.cutsReads())
        .forEach(history -> {
          for (TaintPolicy policy : conserving()) {
            Map<List<Object>, Amount> apart = new HashMap<>();
            for (Incident incident : history.random().incidents()) {
              apart.putAll(
                  seeded(history.trace(policy, history.random().ledger(), List.of(incident))));
            }
            seeded(history.trace(policy))
                .forEach((key, amount) ->
                    assertThat(amount)
                        .as("%s: %s", history.under(policy), key)
                        .isLessThanOrEqualTo(apart.getOrDefault(key, Amount.ZERO)));
          }
        });
  }

  private static Map<List<Object>, Amount> seeded(FlowGraph graph) {
    Map<List<Object>, Amount> seeded = new HashMap<>();
    graph
        .conservation()
        .forEach(line -> seeded.put(List.of(line.incident(), line.asset()), line.seeded()));
    return seeded;
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void trace_incidentsInAnotherOrder_givesTheSame(Model model) {
    model
        .histories(HISTORIES / 3)
        .forEach(history -> {
          List<Incident> reversed = new ArrayList<>(history.random().incidents()).reversed();
          for (TaintPolicy policy : TaintPolicy.values()) {
            FlowGraph there = history.trace(policy);
            FlowGraph back = history.trace(policy, history.random().ledger(), reversed);
            assertThat(back.ends()).as(history.under(policy)).isEqualTo(there.ends());
            assertThat(back.edges()).as(history.under(policy)).isEqualTo(there.edges());
            assertThat(back.conservation())
                .as(history.under(policy))
                .isEqualTo(there.conservation());
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void trace_historiesThatArriveInAnyOrder_givesTheSame(Model model) {
    model
        .histories(120)
        .forEach(history -> {
          TaintPolicy policy = POLICIES.get((int) history.seed() % POLICIES.size());
          ChainReader late = new DelayedReader(history.random().ledger(), history.seed(), 300);
          try (ReadAhead ahead = new ReadAhead(late, 4)) {
            assertThat(history.trace(policy, ahead))
                .as(history.under(policy))
                .isEqualTo(history.trace(policy));
          }
        });
  }

  @Test
  void trace_ledgerAtHand_givesTheSameAsMergedHistories() {
    Model.ACCOUNTS
        .histories(HISTORIES)
        .forEach(history -> {
          Map<TaintPolicy, FlowGraph> merged = new EnumMap<>(TaintPolicy.class);
          for (TaintPolicy policy : TaintPolicy.values()) {
            merged.put(policy, history.trace(policy));
          }
          ChainReader atHand = history.random().ledger().atHand();
          merged.forEach((policy, graph) ->
              assertThat(history.trace(policy, atHand)).as(history.under(policy)).isEqualTo(graph));
        });
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void trace_sameInputTwice_givesTheSame(Model model) {
    model
        .histories(100)
        .forEach(history -> {
          for (TaintPolicy policy : TaintPolicy.values()) {
            assertThat(history.trace(policy).toString())
                .as(history.under(policy))
                .isEqualTo(history.trace(policy).toString());
          }
        });
  }

  @Test
  void shares_anyGraph_nameTheSourcesOfTheRequestOnly() {
    Model.ACCOUNTS
        .histories(100)
        .forEach(history -> {
          List<Origin> known =
              history.random().incidents().stream()
                  .flatMap(incident -> incident.theftSources().stream())
                  .map(source -> source.origin())
                  .toList();
          assertThat(history.trace(TaintPolicy.HAIRCUT).ends())
              .as(history.name())
              .allSatisfy(end ->
                  assertThat(end.taint().shares()).extracting(Share::origin).isSubsetOf(known));
        });
  }
}
