package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.FeesOnAnvil;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;

/** The contract of chain readers where a thief is paid for making blocks. */
final class FeeRecipientTest {

  private static final class Once {
    static final Anvil ANVIL = Anvil.start();
    static final FeesOnAnvil PLAYED = FeesOnAnvil.playedOn(ANVIL);
  }

  private static Incident incident() {
    return Incident.of(
        "fees",
        LocalDate.of(2024, 1, 1),
        List.of(
            new TheftSource.StolenTransfer(
                new Origin("fees", 1),
                Once.PLAYED.theft(),
                Optional.of(FeesOnAnvil.THIEF),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())));
  }

  abstract static class OnAnvil extends ChainReaderContract {

    private final String[] unknown;
    private LatencyProxy road;
    private EthereumSources sources;
    private ChainReader reader;

    OnAnvil(Kind kind, String... more) {
      this.unknown = more.length > 0 ? more : kind.unknown();
    }

    @BeforeEach
    void open() {
      road = LatencyProxy.before(Once.ANVIL.url(), Duration.ZERO);
      road.forget(unknown);
      sources = EthereumSources.open(PlayedTheft.settings(road.url(), PlayedTheft.newCache()));
      reader = sources.reader(incident().theftSources());
    }

    @AfterEach
    void close() {
      sources.close();
      road.close();
    }

    @Override
    protected ChainReader reader() {
      return reader;
    }

    @Override
    protected List<Transfer> transfers() {
      return Once.PLAYED.transfers();
    }

    @Override
    protected List<UtxoTransaction> transactions() {
      return List.of();
    }

    @Test
    void coverage_feesExplainTheBalance_isComplete() {
      assertThat(
              reader.coverage(FeesOnAnvil.THIEF, TransactionReader.ETHER, Traced.lastBlock(reader)))
          .isEqualTo(Coverage.COMPLETE);
      assertThat(reader.remarks()).isEmpty();
    }

    @Test
    void trace_feesAreCleanAndStay_everyUnitIsConserved() {
      Map<TaintPolicy, FlowGraph> graphs = Traced.byAll(reader, incident());

      graphs.forEach((policy, graph) -> {
        assertThat(graph.ends()).noneMatch(end -> end.kind() == EndKind.DATA_GAP);
        if (policy.conserves()) {
          assertThat(graph.conservation()).isNotEmpty().allMatch(Conservation::isExact);
        }
      });
    }
  }

  @Nested
  final class TraceFilter extends OnAnvil {
    TraceFilter() {
      super(Kind.TRACE_FILTER);
    }
  }

  @Nested
  final class Otterscan extends OnAnvil {
    Otterscan() {
      super(Kind.OTTERSCAN_AND_DEBUG);
    }
  }

  @Nested
  final class Bisecting extends OnAnvil {
    Bisecting() {
      super(Kind.DEBUG);
    }
  }

  @Nested
  final class WithoutReceiptsOfBlocks extends OnAnvil {
    WithoutReceiptsOfBlocks() {
      super(Kind.TRACE_FILTER, "eth_getBlockReceipts");
    }
  }
}
