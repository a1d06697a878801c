package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.FeeMode;
import org.spoor.engine.trace.StopRules;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** The known figures of a regtest chain, traced. */
abstract class GoldenNumbers {

  private static final Map<Integer, ChainReader> READERS = new HashMap<>();
  private static final List<AutoCloseable> OPEN = new ArrayList<>();

  @TempDir private static Path folder;

  @AfterAll
  static void close() throws Exception {
    for (AutoCloseable each : OPEN.reversed()) {
      each.close();
    }
    OPEN.clear();
    READERS.clear();
  }

  /** Something that is closed after the last test. */
  static <T extends AutoCloseable> T closing(T each) {
    OPEN.add(each);
    return each;
  }

  /** The chain, its first block first. */
  abstract List<Block> blocks();

  /** A transaction by the name that it has there. */
  abstract TxId named(String name);

  private ChainReader reader(int height) {
    return READERS.computeIfAbsent(
        height, _ -> reader(folder.resolve(String.valueOf(height)), height));
  }

  /** What is traced: the chain up to a height. */
  ChainReader reader(Path empty, int height) {
    BlkFile.of(blocks().subList(0, height + 1)).write(empty, 0);
    return BlockFiles.open(empty, empty.resolve("index"), Network.REGTEST, Progress.NONE);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/org/spoor/kit/scenarios/utxo-taint-split/golden.csv",
      numLinesToSkip = 1)
  void trace_seedsAtHeight_restInKnownOutputs(
      TaintPolicy policy, int seeds, FeeMode fees, int height, int outputs, long dirty) {
    List<TxId> thefts = List.of(named("taint-split-tx-1"), named("taint-fund-tx-2"));

    FlowGraph graph = trace(thefts.subList(0, seeds), policy, fees, height);

    List<TraceEnd> held = graph.ends().stream().filter(end -> end.kind() == EndKind.HELD).toList();
    assertThat(held).hasSize(outputs);
    assertThat(held.stream().map(end -> end.taint().total()).reduce(Amount.ZERO, Amount::plus))
        .isEqualTo(Amount.of(dirty));
    assertThat(graph.conservation())
        .allSatisfy(line -> assertThat(line.isExact() || policy == TaintPolicy.POISON).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "HAIRCUT, 133332000, 133332000, 133332000",
    "FIFO,            0, 266660000, 133340000",
    "LIFO,    133330000, 266670000,         0",
    "TIHO,    333330000,  66670000,         0",
    "LIBR,            0,  66660000, 333330000",
    "POISON,  333330000, 333330000, 333330000",
  })
  void trace_dirtyInputBetweenCleanOnes_isDividedAsKnown(
      TaintPolicy policy, long first, long second, long third) {
    FlowGraph graph = trace(List.of(named("taint-mapping-fund-tx-2")), policy, FeeMode.SINK, 198);

    assertThat(IntStream.range(0, 3).mapToObj(i -> dirty(graph, i)))
        .containsExactlyElementsOf(Stream.of(first, second, third).map(Amount::of).toList());
  }

  /** The CoinJoin is followed too, so that nothing but its shape keeps it from being a hop. */
  @Test
  void trace_namedShapes_thePeelingChainAloneIsOne() {
    ChainReader reader = reader(201);
    List<TxId> thefts =
        List.of(
            named("funding-tx-peeling-chain"),
            named("funding-tx-fan-8"),
            firstParent(reader, "tx-chain-10-tx-0"),
            firstParent(reader, "simple-coinjoin-tx"));

    FlowGraph graph =
        trace(
            reader,
            thefts,
            TaintPolicy.FIFO,
            FeeMode.SINK,
            StopRules.SERVICES_ONLY.throughCoinJoins());

    assertThat(graph.edges())
        .extracting(FlowEdge::tx)
        .contains(named("fan-8-tx"), named("tx-chain-10-tx-1"), named("simple-coinjoin-tx"));
    assertThat(graph.patterns().peelChains()).hasSize(1);
    assertThat(graph.patterns().peelChains().getFirst().hops())
        .extracting(PeelChain.Hop::tx)
        .containsExactlyElementsOf(
            IntStream.range(0, 10)
                .mapToObj(i -> named("peeling-chain-%d-tx".formatted(i)))
                .toList());
    assertThat(graph.patterns().coinJoins())
        .extracting(CoinJoin::tx)
        .containsExactly(named("simple-coinjoin-tx"));
  }

  /** The transaction that its first input spends. */
  private TxId firstParent(ChainReader reader, String name) {
    UtxoTransaction found = (UtxoTransaction) reader.transaction(named(name)).orElseThrow();
    return found.inputs().getFirst().spent().tx();
  }

  private Amount dirty(FlowGraph graph, int output) {
    return graph.edges().stream()
        .filter(edge -> edge.tx().equals(named("taint-mapping-tx")))
        .filter(edge -> edge.position().event() == output)
        .map(edge -> edge.taint().total())
        .reduce(Amount.ZERO, Amount::plus);
  }

  private FlowGraph trace(List<TxId> thefts, TaintPolicy policy, FeeMode fees, int height) {
    return trace(reader(height), thefts, policy, fees, StopRules.SERVICES_ONLY);
  }

  private static FlowGraph trace(
      ChainReader reader, List<TxId> thefts, TaintPolicy policy, FeeMode fees, StopRules rules) {
    Tracer tracer = new Tracer(reader, AttributionBook.EMPTY, text -> text, TraceListener.NONE);
    return tracer.trace(
        new TraceRequest(List.of(incident(thefts)), policy, fees, rules, EvidenceClass.CANDIDATE));
  }

  private static Incident incident(List<TxId> thefts) {
    List<TheftSource> sources = new ArrayList<>();
    for (TxId theft : thefts) {
      sources.add(
          new TheftSource.StolenTransfer(
              new Origin("golden", sources.size() + 1),
              theft,
              Optional.empty(),
              Optional.empty(),
              OptionalInt.of(0),
              Optional.empty(),
              List.of()));
    }
    return Incident.of("golden", LocalDate.of(2018, 9, 1), sources);
  }

  static TxId id(String hash) {
    return new TxId(Chain.BITCOIN_REGTEST, hash);
  }
}
