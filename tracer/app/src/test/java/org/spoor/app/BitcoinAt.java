package org.spoor.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.spoor.app.live.Surroundings;
import org.spoor.bitcoin.BitcoinSources;

/** A user with one server of Bitcoin, named in the environment. */
record BitcoinAt(URI server, Path folder) {

  Answer spoor(String... words) {
    Surroundings around =
        new Surroundings(
            Map.of("SPOOR_BITCOIN_URL", server.toString()),
            folder,
            folder,
            LedgerSources.NOBODY.sources(),
            BitcoinSources::open);
    return Answer.in(around, words);
  }
}
