package org.spoor.app.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.p2p.PeerName;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/** An entry of {@code sources.yaml} that names nodes of the peer-to-peer network. */
final class PeerEntry {

  static final List<String> NEEDED = List.of("name", "kind", "peers");
  static final List<String> FIELDS = List.of("name", "kind", "peers", "path", "from");

  private PeerEntry() {}

  /** Block files where a path says where to keep them, else peers alone. */
  static BitcoinSource source(SourceEntry entry, Network network, UserPaths paths) {
    Optional<Setting> path = Optional.ofNullable(entry.fields().get("path"));
    Optional<Setting> from = Optional.ofNullable(entry.fields().get("from"));
    BitcoinSource.Peers peers =
        new BitcoinSource.Peers(entry.name(), peers(entry.required("peers"), network));
    if (path.isEmpty()) {
      from.ifPresent(height -> {
        throw height.refuse("no field of peers without a path");
      });
      return peers;
    }
    return new BitcoinSource.Fetched(
        peers,
        paths.path(path.get()).toAbsolutePath().normalize(),
        from.map(PeerEntry::height).orElse(0L));
  }

  private static List<PeerName> peers(Setting setting, Network network) {
    List<Setting> items = setting.items();
    if (items.isEmpty()) {
      throw setting.wrong("host:port, or a list of them");
    }
    List<PeerName> peers = new ArrayList<>();
    for (Setting item : items) {
      PeerName peer = peer(item, network);
      if (peers.contains(peer)) {
        throw item.refuse("peer %s stands twice".formatted(peer));
      }
      peers.add(peer);
    }
    return peers;
  }

  private static PeerName peer(Setting item, Network network) {
    try {
      return PeerName.read(item.text(), network);
    } catch (SpoorException e) {
      throw item.wrong("host:port, or a list of them");
    }
  }

  private static long height(Setting from) {
    if (!from.text().matches("[0-9]{1,9}")) {
      throw from.wrong("the height of a block");
    }
    return Long.parseLong(from.text());
  }
}
