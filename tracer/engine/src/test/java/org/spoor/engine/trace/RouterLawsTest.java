package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.DelayedReader;
import org.spoor.kit.MemoryLedger;
import org.spoor.kit.RandomLedger;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Address;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * What holds for every history in which any of a transaction's parties may have called a router for
 * any other.
 */
class RouterLawsTest {

  private static final int HISTORIES = 1_000;

  private record History(long seed, RandomLedger random, Map<TxId, RouterCall> calls) {

    static History of(long seed) {
      RandomLedger random = RandomLedger.ofAccounts(seed);
      random.ledger().tellsBalances();
      return new History(seed, random, callsIn(random.ledger(), new Random(seed)));
    }

    /** Mostly calls that the net positions bear out, wherever a transaction has such parties. */
    private static Map<TxId, RouterCall> callsIn(MemoryLedger ledger, Random random) {
      Map<TxId, List<Transfer>> events = new LinkedHashMap<>();
      for (Transfer transfer : ledger.transfers()) {
        events.computeIfAbsent(transfer.tx(), key -> new ArrayList<>()).add(transfer);
      }
      Map<TxId, RouterCall> calls = new HashMap<>();
      events.forEach((tx, own) -> {
        List<Address> all = partiesOf(own);
        boolean any = random.nextInt(4) == 0;
        List<Address> sellers = any ? all : thatOnly(-1, all, own);
        List<Address> recipients = any ? all : thatOnly(1, all, own);
        if (!sellers.isEmpty() && !recipients.isEmpty()) {
          calls.put(tx, new RouterCall(one(sellers, random), one(recipients, random)));
        }
      });
      return calls;
    }

    private static Address one(List<Address> addresses, Random random) {
      return addresses.get(random.nextInt(addresses.size()));
    }

    private static List<Address> partiesOf(List<Transfer> events) {
      Set<Address> parties = new LinkedHashSet<>();
      for (Transfer event : events) {
        for (Party party : List.of(event.from(), event.to())) {
          if (party instanceof Address address) {
            parties.add(address);
          }
        }
      }
      return List.copyOf(parties);
    }

    private static List<Address> thatOnly(int sign, List<Address> all, List<Transfer> events) {
      SwapDecoder decoder = new SwapDecoder(event -> true);
      return all.stream()
          .filter(address ->
              decoder.nets(address, events).values().stream().anyMatch(n -> n.signum() == sign)
                  && decoder.nets(address, events).values().stream()
                      .noneMatch(n -> n.signum() == -sign))
          .toList();
    }

    ChainReader reader() {
      return new RoutedReader(random.ledger(), calls);
    }

    FlowGraph trace(TaintPolicy policy, ChainReader reader) {
      return trace(policy, reader, random.incidents());
    }

    FlowGraph trace(TaintPolicy policy, ChainReader reader, List<Incident> incidents) {
      return new Tracer(reader, random.book(), text -> text, TraceListener.NONE)
          .trace(
              new TraceRequest(
                  incidents,
                  policy,
                  FeeMode.SINK,
                  StopRules.SERVICES_ONLY,
                  EvidenceClass.CANDIDATE));
    }

    String under(TaintPolicy policy) {
      return "seed " + seed + " under " + policy;
    }
  }

  private static void forHistories(int count, Consumer<History> law) {
    LongStream.range(0, count).mapToObj(History::of).forEach(law);
  }

  @Test
  void trace_anyRouterCalls_makesAndLosesNothing() {
    LongAdder reached = new LongAdder();
    forHistories(
        HISTORIES,
        history -> {
          for (TaintPolicy policy : TaintPolicy.values()) {
            FlowGraph graph = history.trace(policy, history.reader());
            if (policy.conserves()) {
              assertThat(graph.conservation())
                  .as(history.under(policy))
                  .allMatch(Conservation::isExact);
            }
            assertThat(graph.ends())
                .as(history.under(policy))
                .noneMatch(end -> end.kind() == EndKind.DISCREPANCY);
            reached.add(graph.edges().stream().filter(RouterLawsTest::reachesAnother).count());
          }
        });
    assertThat(reached.sum()).isGreaterThan(100);
  }

  private static boolean reachesAnother(FlowEdge edge) {
    return edge instanceof FlowEdge.OfConversion && !edge.from().equals(edge.to());
  }

  @Test
  void trace_ledgerAtHand_givesTheSameAsMergedHistories() {
    forHistories(
        HISTORIES,
        history -> {
          Map<TaintPolicy, FlowGraph> merged = new LinkedHashMap<>();
          for (TaintPolicy policy : TaintPolicy.values()) {
            merged.put(policy, history.trace(policy, history.reader()));
          }
          history.random().ledger().atHand();
          merged.forEach((policy, graph) ->
              assertThat(history.trace(policy, history.reader()))
                  .as(history.under(policy))
                  .isEqualTo(graph));
        });
  }

  @Test
  void trace_incidentsInAnotherOrder_givesTheSame() {
    forHistories(
        HISTORIES / 3,
        history -> {
          List<Incident> reversed = new ArrayList<>(history.random().incidents()).reversed();
          for (TaintPolicy policy : TaintPolicy.values()) {
            FlowGraph there = history.trace(policy, history.reader());
            FlowGraph back = history.trace(policy, history.reader(), reversed);
            assertThat(back.ends()).as(history.under(policy)).isEqualTo(there.ends());
            assertThat(back.edges()).as(history.under(policy)).isEqualTo(there.edges());
          }
        });
  }

  @Test
  void trace_historiesThatArriveInAnyOrder_givesTheSame() {
    forHistories(
        60,
        history -> {
          ChainReader late = new DelayedReader(history.reader(), history.seed(), 300);
          try (ReadAhead ahead = new ReadAhead(late, 4)) {
            assertThat(history.trace(TaintPolicy.FIFO, ahead))
                .as(history.under(TaintPolicy.FIFO))
                .isEqualTo(history.trace(TaintPolicy.FIFO, history.reader()));
          }
        });
  }
}
