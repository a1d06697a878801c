package org.spoor.bitcoin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Tip;
import org.spoor.model.SpoorException;

/**
 * The last block that a run reads, the same of all servers. It is noted, so that a run offline
 * reads up to the same block, and that a server on another fork is seen.
 *
 * @param asOf an earlier block to read up to
 */
record Pin(Ground ground, OptionalLong asOf) {

  /** Servers that are not so far behind the first one agree with it on what is read. */
  private static final int MOST_BEHIND = Tip.CONFIRMATIONS;

  /**
   * What servers agree on.
   *
   * @param refused of those that do not, why, in words that name them
   */
  record Agreed(Tip tip, List<Opened> servers, List<String> refused) {}

  /**
   * @param servers at least one, in the order in which they are preferred
   * @throws SpoorException UNAVAILABLE if the first one has not come so far
   */
  Agreed agree(List<Opened> servers) {
    Opened first = servers.getFirst();
    if (ground.offline()) {
      return new Agreed(remembered(first), servers, List.of());
    }
    long last = first.ability().last();
    long common =
        servers.stream()
            .mapToLong(server -> server.ability().last())
            .filter(other -> other >= last - MOST_BEHIND)
            .min()
            .orElse(last);
    Tip tip = first.way().at(Tip.chosen(asOf.isPresent() ? last : common, asOf));
    List<Opened> used = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Opened server : servers) {
      Optional<String> why =
          server.equals(first) ? Optional.empty() : otherwise(server, first, tip);
      why.ifPresentOrElse(refused::add, () -> used.add(server));
    }
    if (asOf.isEmpty()) {
      used.forEach(server -> note(server, tip));
    }
    return new Agreed(tip, List.copyOf(used), List.copyOf(refused));
  }

  /** Why a server does not have the blocks of another, if it does not. */
  private static Optional<String> otherwise(Opened server, Opened first, Tip tip) {
    if (server.ability().last() < tip.height()) {
      return Optional.of(
          "%s: its last block that counts is %d, and %d is read"
              .formatted(server.source().name(), server.ability().last(), tip.height()));
    }
    String hash = server.way().hash(tip.height());
    return hash.equals(tip.hash())
        ? Optional.empty()
        : Optional.of(
            "%s: block %d is %s, and that of %s is %s"
                .formatted(
                    server.source().name(), tip.height(), hash, first.source().name(), tip.hash()));
  }

  /**
   * What was answered before rests on a block that a server has to have, too.
   *
   * @throws SpoorException UNAVAILABLE if it has another
   */
  void refuseOtherFork(Opened server) {
    noted(server)
        .filter(before -> !ground.offline() && before.height() <= server.ability().last())
        .ifPresent(before -> {
          String now = server.way().hash(before.height());
          if (!now.equals(before.hash())) {
            throw SpoorException.unavailable(
                "%s: block %d is %s, and was %s when %s was last used"
                    .formatted(
                        server.source().name(),
                        before.height(),
                        now,
                        before.hash(),
                        ground.store()));
          }
        });
  }

  private Tip remembered(Opened server) {
    Tip last =
        noted(server)
            .orElseThrow(() ->
                SpoorException.unavailable(
                    "offline: %s was never asked for its last block"
                        .formatted(server.source().name())));
    return asOf.isEmpty() || asOf.getAsLong() == last.height()
        ? last
        : server.way().at(asOf.getAsLong());
  }

  private void note(Opened server, Tip tip) {
    ground.store().note(name(server), "%d %s %s".formatted(tip.height(), tip.hash(), tip.time()));
  }

  private Optional<Tip> noted(Opened server) {
    return ground.store().noted(name(server)).map(text -> read(server, text));
  }

  private String name(Opened server) {
    return "tip of %s: %s".formatted(ground.network().chain(), server.source().identity());
  }

  private Tip read(Opened server, String noted) {
    String[] parts = noted.split(" ", 3);
    try {
      return new Tip(Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2]));
    } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException e) {
      throw SpoorException.malformedData(
          "%s: the last block of %s is not as it was noted there"
              .formatted(ground.store(), server.source().name()),
          e);
    }
  }
}
