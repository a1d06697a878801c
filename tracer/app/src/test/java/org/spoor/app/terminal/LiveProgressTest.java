package org.spoor.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.spoor.engine.trace.TraceListener.Progress;

final class LiveProgressTest {

  @Test
  void at_onATerminal_tellsPlacesEventsDepthAndEnds() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Output output = new Output(Output.utf8(err), Output.utf8(err), 100, true);
    try (LiveProgress progress = LiveProgress.on(output, "tracing, fifo")) {
      progress.at(new Progress(1_200, 34_567, 8, 9));
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("tracing, fifo [")
        .contains("34,567 events, 1,200 places, depth 8, 9 ends");
  }
}
