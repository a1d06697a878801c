package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** What holds on any history in which people mix, tried on random ones. */
class MixLawsTest {

  private static final int HISTORIES = 60;
  private static final int TRANSACTIONS = 25;
  private static final long LEAST = 5_000;

  /** A history: one stolen output among clean ones, spent in random company. */
  private static Scene scene(long seed) {
    Scene scene = new Scene();
    Random random = new Random(seed);
    List<Input> unspent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      unspent.add(input(new OutPoint(scene.btc.id("own"), i), scene, "rich" + i, 1_000_000_000L));
    }
    Input victims = input(new OutPoint(scene.btc.id("own"), 9), scene, "victim", 3_000_000_000L);
    Output loot = new Output(scene.btc.at("thief"), victims.value());
    unspent.addAll(write(scene, "theft", List.of(victims), List.of(loot)));
    for (int i = 0; i < TRANSACTIONS; i++) {
      List<Input> inputs = new ArrayList<>();
      for (int most = 1 + random.nextInt(4); most > 0 && !unspent.isEmpty(); most--) {
        inputs.add(unspent.remove(random.nextInt(unspent.size())));
      }
      unspent.addAll(write(scene, "tx" + i, inputs, outputs(scene, i, inputs, random)));
    }
    return scene.stealOutput(scene.btc.id("theft"), 0);
  }

  /** Some equal ones, some others, and the rest is fee. */
  private static List<Output> outputs(Scene scene, int tx, List<Input> inputs, Random random) {
    long left = inputs.stream().mapToLong(i -> i.value().toBigInteger().longValue()).sum();
    int equal = 1 + random.nextInt(4);
    long each = left / (equal + 1);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < equal && each > LEAST; i++) {
      outputs.add(output(scene, "o" + tx + "x" + i, each));
      left -= each;
    }
    for (int i = 0; i < random.nextInt(3) && left > LEAST; i++) {
      long part = 1 + random.nextLong(left);
      outputs.add(output(scene, "c" + tx + "x" + i, part));
      left -= part;
    }
    return outputs.isEmpty() ? List.of(output(scene, "o" + tx, left)) : outputs;
  }

  private static Output output(Scene scene, String owner, long value) {
    return new Output(scene.btc.at(owner), Amount.of(value));
  }

  private static Input input(OutPoint spent, Scene scene, String owner, long value) {
    return new Input(spent, scene.btc.at(owner), Amount.of(value));
  }

  /** Writes a transaction; its outputs, as they can be spent. */
  private static List<Input> write(
      Scene scene, String name, List<Input> inputs, List<Output> outputs) {
    UtxoTransaction place = scene.btc.tx(name).spends(List.of(), List.of());
    UtxoTransaction transaction =
        new UtxoTransaction(place.id(), place.position(), place.time(), inputs, outputs);
    scene.ledger.add(transaction);
    List<Input> spendable = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      spendable.add(new Input(transaction.outPoint(i), output.owner(), output.value()));
    }
    return spendable;
  }

  private static Set<TxId> coinJoins(FlowGraph graph) {
    return graph.patterns().coinJoins().stream().map(CoinJoin::tx).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(value = TaintPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "POISON")
  void ending_isExactAndNothingComesOutOfACoinJoin(TaintPolicy policy) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      FlowGraph graph = scene(seed).exact(policy);
      Set<TxId> coinJoins = coinJoins(graph);

      assertThat(graph.edges()).as("%d", seed).noneMatch(edge -> coinJoins.contains(edge.tx()));
      assertThat(graph.ends())
          .as("%d", seed)
          .filteredOn(end -> end.kind() == EndKind.COINJOIN)
          .allMatch(
              end -> graph.patterns().coinJoinByEnd().containsKey(end.output().orElseThrow()));
    }
  }

  @ParameterizedTest
  @EnumSource(value = TaintPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "POISON")
  void through_isExactAndWhatComesOutIsACandidate(TaintPolicy policy) {
    for (long seed = 0; seed < HISTORIES; seed++) {
      Scene scene = scene(seed);
      scene.stop = scene.stop.throughCoinJoins();
      FlowGraph graph = scene.exact(policy);
      Set<TxId> coinJoins = coinJoins(graph);

      assertThat(graph.edges())
          .as("%d", seed)
          .allMatch(edge ->
              coinJoins.contains(edge.tx()) == (edge.evidence() == EvidenceClass.CANDIDATE));
      assertThat(graph.ends())
          .as("%d", seed)
          .extracting(TraceEnd::kind)
          .doesNotContain(EndKind.COINJOIN);
    }
  }

  /** Else the laws would say nothing. */
  @Test
  void histories_haveCoinJoins() {
    long mixed = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      mixed += coinJoins(scene(seed).exact(TaintPolicy.FIFO)).isEmpty() ? 0 : 1;
    }
    assertThat(mixed).isGreaterThan(HISTORIES / 4);
  }
}
