package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped thefts on Bitcoin, read live from a server that has none of their transactions. */
final class BitcoinIncidentsLiveTest {

  private static final int THEFTS = 2_072;

  @TempDir private Path folder;
  private final PathServer server = PathServer.of(BitcoinLiveTest.ANSWERS);

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer trace(String... words) {
    return new BitcoinAt(server.url(), folder).spoor(words);
  }

  @Test
  void trace_bitfinexFromAServerWithoutIt_asksForEachTheftAndEndsEachAsGap() {
    Answer answer = trace("trace", "bitfinex-2016", "--no-store");

    assertThat(answer.out()).contains("DATA_GAP").contains("119,756.62032288");
    assertThat(server.visits().stream().filter(path -> path.matches("/tx/.{64}/status")).distinct())
        .hasSize(THEFTS);
    assertThat(answer.code()).as(answer.err()).isZero();
  }

  @Test
  void trace_dmmFromAServerWithoutIt_endsAsGap() {
    Answer answer = trace("trace", "dmm-2024", "--live", "--no-store");

    assertThat(answer.out()).contains("DATA_GAP").contains("4,502.9");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(server.visits()).anyMatch(path -> path.startsWith("/tx/975ec405"));
  }

  @Test
  void trace_dmmAsRecorded_asksNobody() {
    Answer answer = trace("trace", "dmm-2024", "--no-store");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("4,502.9");
    assertThat(server.visits()).isEmpty();
  }
}
