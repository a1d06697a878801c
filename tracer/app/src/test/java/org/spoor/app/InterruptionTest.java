package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.spoor.app.terminal.Output;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.kit.MemoryLedger;

final class InterruptionTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void tell_commandAtWork_isALine() {
    interruption(false).tell();
    assertThat(said()).isEqualTo("spoor: interrupted\n");
  }

  @Test
  void tell_endpointsWereAsked_saysThatTheirAnswersAreKept() {
    Interruption interruption = interruption(false);
    interruption
        .watching(settings -> new LedgerSources(settings, new MemoryLedger()))
        .open(new EthereumSettings(List.of(), Path.of("/nobody"), false, OptionalLong.empty(), 1));
    interruption.tell();
    assertThat(said())
        .isEqualTo("spoor: interrupted; what was read is kept, the next run goes on from there\n");
  }

  @Test
  void tell_progressOnTheScreen_isErased() {
    interruption(true).tell();
    assertThat(said()).isEqualTo("\r\033[Kspoor: interrupted\n");
  }

  @Test
  void tell_commandHasEnded_isNothing() {
    Interruption interruption = interruption(false);
    interruption.over();
    interruption.tell();
    assertThat(said()).isEmpty();
  }

  private Interruption interruption(boolean watched) {
    return new Interruption(new Output(Output.utf8(err), Output.utf8(err), 80, watched));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
