package org.spoor.bitcoin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
   * @param behind that others know much more than is read, in words
   */
  record Agreed(Tip tip, List<Opened> servers, List<String> refused, List<String> behind) {}

  /**
   * @param servers at least one, in the order in which they are preferred
   * @throws SpoorException UNAVAILABLE if the first one has not come so far
   */
  Agreed agree(List<Opened> servers) {
    Opened first = servers.getFirst();
    if (ground.offline()) {
      return remembered(servers);
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
    used.forEach(server -> note(server, tip));
    return new Agreed(tip, List.copyOf(used), List.copyOf(refused), behind(servers));
  }

  /** Of which servers the first one is far behind, which may be stuck. */
  private static List<String> behind(List<Opened> servers) {
    Opened first = servers.getFirst();
    long last = first.ability().last();
    return servers.stream()
        .filter(other -> other.ability().last() > last + MOST_BEHIND)
        .map(other ->
            "%s: its last block that counts is %d, and that of %s is %d"
                .formatted(
                    first.source().name(), last, other.source().name(), other.ability().last()))
        .toList();
  }

  /** What was agreed on before: a server that had not come so far, or elsewhere, is not used. */
  private Agreed remembered(List<Opened> servers) {
    Tip tip = remembered(servers.getFirst());
    Predicate<Opened> isUsed = server -> last(server).filter(tip::equals).isPresent();
    return new Agreed(
        tip,
        servers.stream().filter(isUsed).toList(),
        servers.stream()
            .filter(isUsed.negate())
            .map(server ->
                "offline: %s was not read up to block %d"
                    .formatted(server.source().name(), tip.height()))
            .toList(),
        List.of());
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
   * Whether a server has the blocks up to which it was read before, by runs as of this block and by
   * those up to the last one.
   *
   * @return what is not as it was, in words
   */
  List<String> changed(Opened server) {
    return ground.offline()
        ? List.of()
        : Stream.of(note(server), name(server))
            .flatMap(name -> noted(server, name).stream())
            .distinct()
            .flatMap(before -> changed(server, before).stream())
            .map(what -> what + ": what rested on it is read again")
            .toList();
  }

  private Optional<String> changed(Opened server, Tip before) {
    String name = server.source().name();
    if (before.height() > server.ability().last()) {
      return Optional.of(
          "%s: its last block that counts is %d, and was %d when %s was last used"
              .formatted(name, server.ability().last(), before.height(), ground.store()));
    }
    String now = server.way().hash(before.height());
    return now.equals(before.hash())
        ? Optional.empty()
        : Optional.of(
            "%s: block %d is %s, and was %s when %s was last used"
                .formatted(name, before.height(), now, before.hash(), ground.store()));
  }

  private Tip remembered(Opened server) {
    String wanted = asOf.isEmpty() ? "its last block" : "block " + asOf.getAsLong();
    return last(server)
        .orElseThrow(() ->
            SpoorException.unavailable(
                "offline: %s was never asked for %s".formatted(server.source().name(), wanted)));
  }

  private Optional<Tip> last(Opened server) {
    return noted(server)
        .or(() -> noted(server, name(server)).filter(last -> last.height() == asOf.orElse(-1)));
  }

  private void note(Opened server, Tip tip) {
    ground.store().note(note(server), "%d %s %s".formatted(tip.height(), tip.hash(), tip.time()));
  }

  private Optional<Tip> noted(Opened server) {
    return noted(server, note(server));
  }

  private Optional<Tip> noted(Opened server, String name) {
    return ground.store().noted(name).map(text -> read(server, text));
  }

  private String note(Opened server) {
    return name(server) + (asOf.isEmpty() ? "" : ", as of block " + asOf.getAsLong());
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
