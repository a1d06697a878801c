package org.spoor.bitcoin;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Budget;
import org.spoor.model.SpoorException;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Servers that have the same blocks, as one: each is asked for what those before it do not know.
 * The first has to answer; another that fails is asked nothing more, and what it would have been
 * asked stays unknown. A whole block that one refuses may be had from another.
 */
final class SeveralServers implements Server {

  private final List<Server> servers;
  private final Map<Server, String> failed = new ConcurrentHashMap<>();

  /**
   * @param servers at least one
   */
  SeveralServers(List<Server> servers) {
    this.servers = List.copyOf(servers);
  }

  @Override
  public String name() {
    return servers.stream().map(Server::name).collect(joining(", "));
  }

  @Override
  public Tip tip() {
    return servers.getFirst().tip();
  }

  @Override
  public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
    return found(ids, Server::transactions);
  }

  @Override
  public Map<TxId, BareTransaction> bare(Set<TxId> ids) {
    return found(ids, Server::bare);
  }

  private <T> Map<TxId, T> found(
      Set<TxId> ids, BiFunction<Server, Set<TxId>, Map<TxId, T>> asking) {
    Map<TxId, T> found = new HashMap<>(asking.apply(servers.getFirst(), ids));
    Set<TxId> open = new TreeSet<>(ids);
    for (Server server : others()) {
      open.removeAll(found.keySet());
      if (!open.isEmpty()) {
        found.putAll(unlessFailed(server, Map.of(), () -> asking.apply(server, Set.copyOf(open))));
      }
    }
    open.removeAll(found.keySet());
    checkFailed(open);
    return found;
  }

  /** What no server has may be what the one has that failed. */
  private void checkFailed(Set<TxId> open) {
    if (!open.isEmpty() && !failed.isEmpty()) {
      throw SpoorException.unavailable(
          "transaction %s is not found, and not all servers were asked: %s"
              .formatted(
                  open.iterator().next(),
                  failed.values().stream().sorted().collect(joining("; "))));
    }
  }

  @Override
  public Search search() {
    return servers.getFirst().search();
  }

  @Override
  public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
    Map<OutPoint, Fate> fates = new HashMap<>(servers.getFirst().fates(outputs));
    for (Server server : others()) {
      Set<OutPoint> open = new HashSet<>(fates.keySet());
      open.removeIf(output -> isKnown(fates, output));
      if (!open.isEmpty()) {
        Map<OutPoint, Fate> more =
            unlessFailed(server, Map.of(), () -> server.fates(Set.copyOf(open)));
        open.forEach(output ->
            fates.computeIfPresent(
                output, (_, before) -> joined(before, server, told(server, more, output))));
      }
    }
    return fates;
  }

  private static boolean isKnown(Map<OutPoint, Fate> fates, OutPoint output) {
    return switch (Objects.requireNonNull(fates.get(output))) {
      case Fate.Spent _, Fate.Unspent _, Fate.Pending _ -> true;
      case Fate.Gone _, Fate.Unknown _ -> false;
    };
  }

  /** What a server tells, which is nothing if it failed. */
  private Fate told(Server server, Map<OutPoint, Fate> more, OutPoint output) {
    return Optional.ofNullable(more.get(output))
        .orElseGet(() ->
            new Fate.Unknown(
                Optional.ofNullable(failed.get(server)).orElse(server.name() + ": no answer")));
  }

  /** Of an output that one server has as spent, no other is believed that it is unspent. */
  private static Fate joined(Fate before, Server server, Fate told) {
    return switch (told) {
      case Fate.Spent _, Fate.Pending _ -> told;
      case Fate.Unspent _ ->
          before instanceof Fate.Gone(String why)
              ? new Fate.Gone("%s; %s: it is unspent".formatted(why, server.name()))
              : told;
      case Fate.Gone(String why) -> new Fate.Gone(also(before, why));
      case Fate.Unknown(String why) ->
          before instanceof Fate.Gone
              ? new Fate.Gone(also(before, why))
              : new Fate.Unknown(also(before, why));
    };
  }

  private static String also(Fate before, String why) {
    return switch (before) {
      case Fate.Gone(String first) -> first + "; " + why;
      case Fate.Unknown(String first) -> first + "; " + why;
      case Fate.Spent _, Fate.Unspent _, Fate.Pending _ -> why;
    };
  }

  @Override
  public Optional<List<Confirmed>> block(long height) {
    List<String> refused = new ArrayList<>();
    for (Server server : servers) {
      try {
        Optional<List<Confirmed>> block = server.block(height);
        if (block.isPresent()) {
          return block;
        }
      } catch (SpoorException e) {
        throwUnlessUnavailable(e);
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    if (!refused.isEmpty()) {
      throw SpoorException.unavailable(String.join("; ", refused));
    }
    return Optional.empty();
  }

  @Override
  public void doubt(Set<TxId> ids) {
    servers.forEach(server -> server.doubt(ids));
  }

  @Override
  public void doubt(long height) {
    servers.forEach(server -> server.doubt(height));
  }

  private List<Server> others() {
    return servers.subList(1, servers.size());
  }

  private <T> T unlessFailed(Server server, T nothing, Supplier<T> question) {
    if (failed.containsKey(server)) {
      return nothing;
    }
    try {
      return question.get();
    } catch (SpoorException e) {
      throwUnlessUnavailable(e);
      failed.put(server, String.valueOf(e.getMessage()));
      return nothing;
    }
  }

  /** What makes no sense ends the run, and so does a spent budget. */
  private static void throwUnlessUnavailable(SpoorException e) {
    if (e.kind() != SpoorException.Kind.UNAVAILABLE || Budget.isSpent(e)) {
      throw e;
    }
  }
}
