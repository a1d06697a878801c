package org.spoor.bitcoin.esplora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.FlowGraph;

/** Runs that end before their time, and the ones that go on from there. */
final class EsploraResumedRunTest {

  /** Enough for some levels, and not for all. */
  private static final int SOME = 120;

  /** What every run asks anew: where the chain stands, and whether spenders are told together. */
  private static final Pattern OF_THE_SERVER =
      Pattern.compile("/api/(blocks/tip/height|block-height/.*|block/.*/status|txs/.*)");

  private final ManyOutputs theft = TracingProcess.THEFT;
  private final StandInEsplora server = StandInEsplora.telling(theft.chain().blocks());

  @TempDir private Path folder;
  @TempDir private Path otherFolder;

  @AfterEach
  void close() {
    server.close();
  }

  private FlowGraph trace(Path where) {
    try (var run = new EsploraUnderTest(where, server);
        var reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      return theft.trace(reader);
    }
  }

  private long kept() {
    try (var run = new EsploraUnderTest(folder, server)) {
      return run.store().size().entries();
    }
  }

  /** How many answers that are kept a run has asked for. */
  private long asked(int before) {
    List<String> visits = server.visits();
    return visits.subList(before, visits.size()).stream()
        .filter(path -> !OF_THE_SERVER.matcher(path).matches())
        .count();
  }

  private void assertGoesOn() {
    long kept = kept();
    assertThat(kept).isGreaterThan(SOME / 4);
    server.mend();
    int before = server.visits().size();
    FlowGraph resumed = trace(folder);
    assertThat(asked(before)).isPositive().isEqualTo(kept() - kept);

    int again = server.visits().size();
    assertThat(trace(folder)).isEqualTo(resumed);
    assertThat(asked(again)).isZero();
    assertThat(trace(otherFolder)).isEqualTo(resumed);
  }

  @Test
  void trace_networkCutInMidRun_keepsWhatItHasAndGoesOnFromThere() {
    server.cutAfter(SOME, () -> {});
    SpoorException cut = catchThrowableOfType(SpoorException.class, () -> trace(folder));
    assertThat(cut.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(cut).hasMessageStartingWith("stand-in: ").hasMessageContaining("connection lost");

    assertGoesOn();
  }

  @Test
  void trace_processKilledInMidRun_keepsWhatItHasAndGoesOnFromThere() throws Exception {
    CompletableFuture<Process> process = new CompletableFuture<>();
    server.cutAfter(SOME, () -> process.join().toHandle().destroyForcibly());
    process.complete(TracingProcess.start(server.url(), folder));
    assertThat(process.join().waitFor()).isEqualTo(128 + 9);

    assertGoesOn();
  }
}
