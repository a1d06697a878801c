package org.spoor.bitcoin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.bitcoin.p2p.BlocksFromPeers;
import org.spoor.bitcoin.p2p.PeerBlocks;
import org.spoor.bitcoin.p2p.Peers;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Server;
import org.spoor.endpoint.Meter;

/**
 * What peers are used for in a run: blocks beside a server, or block files of their own.
 *
 * @param meter told of what they are asked, and of what they give
 */
record FromPeers(BitcoinSettings settings, Meter meter) {

  /** How long a peer may give nothing that it was asked for: the largest block in 133 KB/s. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Peers open(BitcoinSource.Peers source) {
    return Peers.open(settings.network(), source.peers(), PATIENCE, meter);
  }

  BitcoinReport.Usable report(BitcoinSource.Peers source) {
    return new BitcoinReport.Usable(
        source,
        greetings(source),
        Optional.empty(),
        EnumSet.of(Can.BLOCKS),
        List.of("transactions by their ids", "who spends what"));
  }

  BitcoinReport.Usable report(BitcoinSource.Fetched source) {
    List<String> missing = new ArrayList<>(List.of("spends in later blocks"));
    if (source.from() > 1) {
      missing.addFirst("what was made before block " + source.from());
    }
    return new BitcoinReport.Usable(
        source,
        greetings(source.peers()),
        Optional.empty(),
        EnumSet.of(Can.TRANSACTIONS, Can.SPENDERS, Can.BLOCKS),
        missing);
  }

  private String greetings(BitcoinSource.Peers source) {
    try (Peers peers = open(source)) {
      return String.join("; ", peers.greetings());
    }
  }

  /** Fetches what is missing, unless nobody is to be asked, and reads what is there. */
  BlockFiles files(BitcoinSource.Fetched source) {
    if (!settings.offline()) {
      PeerBlocks blocks =
          new PeerBlocks(
              source.folder(), source.blocks().index(settings.indexes()), settings.network());
      try (Peers peers = open(source.peers())) {
        blocks.fetch(peers, source.from(), settings.progress());
      }
    }
    return files(source.blocks());
  }

  BlockFiles files(BitcoinSource.Blocks blocks) {
    return BlockFiles.upTo(
        settings.asOf(),
        blocks.folder(),
        blocks.index(settings.indexes()),
        settings.network(),
        settings.progress());
  }

  /** A server with peers behind it, that are asked for blocks that it does not give. */
  BlocksFromPeers behind(Server server, BitcoinSource.Peers source) {
    return new BlocksFromPeers(
        server,
        source.name(),
        settings.network(),
        () -> open(source),
        settings.indexes().resolve("headers-" + settings.network().chain()));
  }
}
