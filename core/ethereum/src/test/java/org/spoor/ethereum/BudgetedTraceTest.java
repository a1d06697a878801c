package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** Traces that may not make as many calls as they would. */
final class BudgetedTraceTest {

  private final PlayedTheft played = PlayedTheft.once();
  private final Incident incident = played.incident();
  @TempDir private Path folder = Path.of("");

  private EthereumSources open(LatencyProxy road, String cache, OptionalLong maxCalls) {
    EthereumSettings all = PlayedTheft.settings(road.url(), folder.resolve(cache));
    return EthereumSources.open(
        new EthereumSettings(all.sources(), all.cache(), all.offline(), maxCalls, all.maxDegree()));
  }

  private FlowGraph trace(ChainReader reader) {
    return Traced.by(TaintPolicy.FIFO, reader, incident);
  }

  @Test
  void trace_budgetSpentOnTheWay_isCompleteAndTellsWhatWasNotAsked() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER)) {
      long thefts;
      List<TraceEnd> whole;
      try (EthereumSources sources = open(road, "whole.db", OptionalLong.empty())) {
        ChainReader reader = sources.reader(incident.theftSources());
        thefts = sources.usage().calls();
        whole = trace(reader).ends();
        assertThat(sources.cutShort()).isEmpty();
      }
      long most = thefts + 20;
      try (EthereumSources sources = open(road, "cut.db", OptionalLong.of(most))) {
        ChainReader reader = sources.reader(incident.theftSources());
        FlowGraph graph = trace(reader);

        assertThat(graph.conservation()).isNotEmpty().allMatch(Conservation::isExact);
        assertThat(graph.ends()).anyMatch(end -> end.kind() == EndKind.DATA_GAP);
        assertThat(reader.remarks())
            .contains("the run was cut short: the budget of %d calls was spent".formatted(most))
            .anyMatch(remark ->
                remark.endsWith(": not asked: the budget of " + most + " calls was spent"));
        assertThat(sources.cutShort()).isPresent();
        assertThat(sources.usage().calls()).isLessThanOrEqualTo(most);
      }
      try (EthereumSources sources = open(road, "cut.db", OptionalLong.empty())) {
        assertThat(trace(sources.reader(incident.theftSources())).ends()).isEqualTo(whole);
      }
    }
  }

  /** What a block pays by itself is a transaction of its own kind. */
  @Test
  void transaction_budgetSpentBeforeABlocksFees_isAGap() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER)) {
      long thefts;
      try (EthereumSources sources = open(road, "whole.db", OptionalLong.empty())) {
        sources.reader(incident.theftSources());
        thefts = sources.usage().calls();
      }
      try (EthereumSources sources = open(road, "fees.db", OptionalLong.of(thefts))) {
        ChainReader reader = sources.reader(incident.theftSources());
        TxId fees = new TxId(Chain.ETHEREUM, "fees-of-block-20");

        assertThat(reader.transaction(fees)).isEmpty();
        assertThat(reader.gaps(fees))
            .containsExactly("not asked: the budget of %d calls was spent".formatted(thefts));
        assertThat(sources.cutShort()).isPresent();
      }
    }
  }

  @Test
  void reader_budgetTooSmallForTheThefts_isOneLine() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road, "small.db", OptionalLong.of(14))) {
      assertThatThrownBy(() -> sources.reader(incident.theftSources()))
          .isInstanceOf(SpoorException.class)
          .hasMessageStartingWith("the budget of 14 calls was spent: ")
          .hasMessageNotContaining("\n");
    }
  }
}
