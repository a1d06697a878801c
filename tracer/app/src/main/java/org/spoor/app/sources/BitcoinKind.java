package org.spoor.app.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;

/** A kind of source of Bitcoin, as {@code sources.yaml} has it. */
enum BitcoinKind {
  ESPLORA {
    @Override
    BitcoinSource source(SourceEntry entry, Network network, UserPaths paths) {
      return new BitcoinSource.Esplora(entry.endpoint(EndpointKind.ESPLORA, KeyPlace.PATH));
    }
  },
  CORE {
    @Override
    BitcoinSource source(SourceEntry entry, Network network, UserPaths paths) {
      Endpoint endpoint = entry.endpoint(EndpointKind.NODE, KeyPlace.BASIC);
      if (endpoint.keyPlace() == KeyPlace.BASIC
          && endpoint.key().filter(key -> !key.contains(":")).isPresent()) {
        throw entry.required("key").wrong("user:password, as the cookie of Bitcoin Core has it");
      }
      if (endpoint.keyPlace() == KeyPlace.QUERY) {
        throw entry.required("key-in").wrong("basic, bearer or path: a Bitcoin Core has no query");
      }
      return new BitcoinSource.Core(endpoint);
    }
  },
  ELECTRUM {
    @Override
    List<String> fields() {
      return SourceEntry.LINES;
    }

    @Override
    BitcoinSource source(SourceEntry entry, Network network, UserPaths paths) {
      return new BitcoinSource.Electrum(entry.lines(EndpointKind.ELECTRUM));
    }
  },
  BLOCKS {
    @Override
    List<String> fields() {
      return FOLDER;
    }

    @Override
    List<String> needed() {
      return FOLDER;
    }

    @Override
    BitcoinSource source(SourceEntry entry, Network network, UserPaths paths) {
      return new BitcoinSource.Blocks(
          entry.name(), paths.path(entry.required("path")).toAbsolutePath().normalize());
    }
  },
  P2P {
    @Override
    List<String> fields() {
      return PeerEntry.FIELDS;
    }

    @Override
    List<String> needed() {
      return PeerEntry.NEEDED;
    }

    @Override
    BitcoinSource source(SourceEntry entry, Network network, UserPaths paths) {
      return PeerEntry.source(entry, network, paths);
    }
  };

  private static final List<String> FOLDER = List.of("name", "kind", "path");
  private static final List<String> ALL_FIELDS =
      Stream.of(SourceEntry.ENDPOINT, SourceEntry.LINES, FOLDER, List.of("peers", "from"))
          .flatMap(List::stream)
          .distinct()
          .toList();

  /** The fields that it knows. */
  List<String> fields() {
    return SourceEntry.ENDPOINT;
  }

  /** Those that it cannot do without. */
  List<String> needed() {
    return SourceEntry.ENDPOINT_NEEDS;
  }

  abstract BitcoinSource source(SourceEntry entry, Network network, UserPaths paths);

  /** That of an entry. */
  static BitcoinKind of(Setting item) {
    Setting kind =
        Optional.ofNullable(item.members(ALL_FIELDS).get("kind"))
            .orElseThrow(() -> item.refuse("kind is missing, expected name and kind"));
    return kind.oneOf(List.of(values()), SourcesFile::word);
  }

  /** The source that an entry of this kind means. */
  BitcoinSource read(Setting item, Network network, KeyPlaces keys, UserPaths paths) {
    Map<String, Setting> members = item.members(ALL_FIELDS);
    members.forEach((name, value) -> {
      if (!fields().contains(name)) {
        throw value.refuse(
            "no field of kind %s, expected %s"
                .formatted(SourcesFile.word(this), String.join(", ", fields())));
      }
    });
    return source(new SourceEntry(item, members, needed(), keys), network, paths);
  }
}
