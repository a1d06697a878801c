package org.spoor.bitcoin.core;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerContract;
import org.spoor.endpoint.Node;

/** The contract, kept by a real Bitcoin Core where the machine has one. */
final class BitcoindTest extends ServerContract {

  @TempDir private static Path data;

  private static Bitcoind bitcoind;
  private static ServedHistory known;

  @TempDir private Path folder;

  private CoreUnderTest run;

  BitcoindTest() {
    super(known);
  }

  @BeforeAll
  static void start(@TempDir Path answers) throws IOException {
    bitcoind = Bitcoind.start(data);
    try (CoreUnderTest asking = new CoreUnderTest(answers)) {
      known = bitcoind.theft(asking);
    }
  }

  @AfterAll
  static void stop() {
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  @BeforeEach
  void open() {
    run = new CoreUnderTest(folder);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Override
  protected Server server(ServedHistory same) {
    Node node = run.http(bitcoind.url(), bitcoind.key());
    return switch (new CoreProbe(node, Network.REGTEST).ask()) {
      case CoreProbing.Able able ->
          CoreServer.of(
              run.footed(bitcoind.url(), bitcoind.key()), Network.REGTEST, able, run.store());
      case CoreProbing.Unable(String why) -> throw new AssertionError(why);
    };
  }
}
