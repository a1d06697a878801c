package org.spoor.bitcoin.esplora;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInEsplora;

/** A process that traces {@link #THEFT} over an Esplora server, to be killed. */
final class TracingProcess {

  static final ManyOutputs THEFT = ManyOutputs.ofOneTheft(12, 5);

  private TracingProcess() {}

  static Process start(URI server, Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TracingProcess.class.getName(),
                server.toString(),
                folder.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] args) {
    var server = StandInEsplora.endpoint(URI.create(args[0]));
    try (var run = new EsploraUnderTest(Path.of(args[1]), server);
        var reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      THEFT.trace(reader);
    }
  }
}
