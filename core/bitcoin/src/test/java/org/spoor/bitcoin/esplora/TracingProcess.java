package org.spoor.bitcoin.esplora;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.kit.JavaProcess;

/** A process that traces {@link #THEFT} over an Esplora server, to be killed. */
final class TracingProcess {

  static final ManyOutputs THEFT = ManyOutputs.ofOneTheft(12, 5);

  private TracingProcess() {}

  static Process start(URI server, Path folder) throws IOException {
    return JavaProcess.start(
        TracingProcess.class, Redirect.DISCARD, server.toString(), folder.toString());
  }

  public static void main(String[] args) {
    var server = StandInEsplora.endpoint(URI.create(args[0]));
    try (var run = new EsploraUnderTest(Path.of(args[1]), server);
        var reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      THEFT.trace(reader);
    }
  }
}
