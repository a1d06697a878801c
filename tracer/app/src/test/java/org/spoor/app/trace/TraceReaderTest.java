package org.spoor.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spoor.app.SampleGraph;
import org.spoor.engine.trace.ReadAhead;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.FlowEdge;

final class TraceReaderTest {

  private final MemoryLedger source = new MemoryLedger().add(transfer());

  @Test
  void of_historyAtHand_isReadAsItIs() {
    source.atHand();
    try (TraceReader reader = TraceReader.of(source)) {
      assertThat(reader.reader()).isSameAs(source);
    }
  }

  @Test
  void of_historyToBeAskedFor_isReadAhead() {
    try (TraceReader reader = TraceReader.of(source)) {
      assertThat(reader.reader()).isInstanceOf(ReadAhead.class);
    }
  }

  private static Transfer transfer() {
    return SampleGraph.graph().edges().stream()
        .filter(FlowEdge.OfTransfer.class::isInstance)
        .map(edge -> ((FlowEdge.OfTransfer) edge).transfer())
        .findFirst()
        .orElseThrow();
  }
}
