package org.spoor.ethereum;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;

/** The contract of chain readers, through nodes that can do different things. */
final class EverySourceTest {

  abstract static class OnAnvil extends ChainReaderContract {

    @TempDir private Path folder = Path.of("");
    private final Kind kind;
    private final boolean hasExplorer;
    private final ExplorerOnAnvil explorer = new ExplorerOnAnvil(PlayedTheft.once());
    private LatencyProxy road;
    private EthereumSources sources;
    private ChainReader reader;

    OnAnvil(Kind kind) {
      this(kind, false);
    }

    /**
     * @param hasExplorer whether an explorer is asked beside the node
     */
    OnAnvil(Kind kind, boolean hasExplorer) {
      this.kind = kind;
      this.hasExplorer = hasExplorer;
    }

    @BeforeEach
    void open() {
      PlayedTheft played = PlayedTheft.once();
      road = played.road(kind);
      sources =
          EthereumSources.open(
              hasExplorer
                  ? PlayedTheft.settings(road.url(), explorer.url(), folder.resolve("ethereum.db"))
                  : PlayedTheft.settings(road.url(), folder.resolve("ethereum.db")));
      reader = sources.reader(played.incident().theftSources());
    }

    @AfterEach
    void close() {
      sources.close();
      road.close();
      explorer.close();
    }

    @Override
    protected ChainReader reader() {
      return reader;
    }

    @Override
    protected List<Transfer> transfers() {
      return PlayedTheft.once().transfers();
    }

    @Override
    protected List<UtxoTransaction> transactions() {
      return List.of();
    }
  }

  @Nested
  final class TraceFilter extends OnAnvil {
    TraceFilter() {
      super(Kind.TRACE_FILTER);
    }
  }

  @Nested
  final class OtterscanAndTrace extends OnAnvil {
    OtterscanAndTrace() {
      super(Kind.OTTERSCAN_AND_TRACE);
    }
  }

  @Nested
  final class OtterscanAndDebug extends OnAnvil {
    OtterscanAndDebug() {
      super(Kind.OTTERSCAN_AND_DEBUG);
    }
  }

  @Nested
  final class ExplorerBesideANode extends OnAnvil {
    ExplorerBesideANode() {
      super(Kind.DEBUG, true);
    }
  }
}
