package org.spoor.bitcoin.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.Bcoin;
import org.spoor.endpoint.Node;

/** A node that speaks much of Bitcoin Core's RPC, and is none. */
final class BcoinRpcTest {

  @TempDir private Path folder;

  @Test
  void ask_bcoin_isUnableAndSaysWhy() {
    Bcoin bcoin = Bcoin.ofTheft();
    try (CoreUnderTest run = new CoreUnderTest(folder)) {
      Node node = run.http(bcoin.url(), Optional.of(bcoin.key()));
      assertThat(new CoreProbe(node, Network.REGTEST).ask())
          .isEqualTo(
              new CoreProbing.Unable(
                  "mine: getindexinfo is refused: Method not found: getindexinfo."));
    }
  }
}
