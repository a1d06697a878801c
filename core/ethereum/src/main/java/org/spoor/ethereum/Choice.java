package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.source.BisectFinder;
import org.spoor.ethereum.source.BlockInternals;
import org.spoor.ethereum.source.Capability;
import org.spoor.ethereum.source.CombinedFinder;
import org.spoor.ethereum.source.DebugInternals;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Internals;
import org.spoor.ethereum.source.LogFinder;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.NoInternals;
import org.spoor.ethereum.source.OtterscanFinder;
import org.spoor.ethereum.source.Probing;
import org.spoor.ethereum.source.TraceFilterFinder;
import org.spoor.ethereum.source.TraceInternals;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;

/** Which of the usable nodes is asked for what. */
final class Choice {

  private final Map<EndpointLine, Probing.Able> usable;

  private final List<Explorer> explorers;
  private final Optional<BlockHeader> repeated;

  /**
   * @param repeated the last block of the run that this one repeats
   */
  private Choice(
      Map<EndpointLine, Probing.Able> usable,
      List<Explorer> explorers,
      Optional<BlockHeader> repeated) {
    this.usable = usable;
    this.explorers = explorers;
    this.repeated = repeated;
  }

  /**
   * @param last tells as of which block is read: nodes that named a later final block before are
   *     not asked again what they can do
   * @throws SpoorException UNAVAILABLE if none is usable, with the reason of each
   */
  static Choice of(List<EndpointLine> nodes, List<Explorer> explorers, LastRun last) {
    Map<EndpointLine, Probing.Able> usable = new LinkedHashMap<>();
    List<String> reasons = new ArrayList<>();
    Agreement.among(nodes, line -> probing(line, last.asOf()), last::areOneFork)
        .forEach((line, probing) -> {
          switch (probing) {
            case Probing.Able able -> usable.put(line, able);
            case Probing.Unable unable -> reasons.add(unable.why());
          }
        });
    if (usable.isEmpty()) {
      throw SpoorException.unavailable(
          reasons.isEmpty()
              ? "no node of ethereum is configured"
              : "no node of ethereum is usable: " + String.join("; ", reasons));
    }
    refuseDifferent(usable);
    Optional<BlockHeader> repeated = repeated(usable, last);
    if (usable.values().stream().noneMatch(able -> able.can().contains(Capability.ARCHIVE))) {
      throw SpoorException.unavailable(
          "no node of ethereum that is usable has old states, which opening balances need");
    }
    return new Choice(usable, listing(usable, explorers), repeated);
  }

  /** Of explorers in the place of nodes those alone that can be used. */
  private static List<Explorer> listing(
      Map<EndpointLine, Probing.Able> usable, List<Explorer> explorers) {
    List<Explorer> alone =
        usable.keySet().stream().flatMap(line -> line.explorer().stream()).toList();
    return alone.isEmpty() ? explorers : alone;
  }

  /**
   * Leaves out whom the run that is repeated did not use.
   *
   * @return the last block that it read; nothing if none is repeated
   */
  private static Optional<BlockHeader> repeated(
      Map<EndpointLine, Probing.Able> usable, LastRun last) {
    Optional<LastRun.Noted> before =
        last.repeated(usable.values().iterator().next().network())
            .filter(run ->
                usable.keySet().stream().anyMatch(line -> run.nodes().contains(line.identity())));
    before.ifPresent(run ->
        List.copyOf(usable.keySet()).stream()
            .filter(line -> !run.nodes().contains(line.identity()))
            .forEach(line -> {
              line.refuse("offline, and the run before did not use it");
              usable.remove(line);
            }));
    return before.map(LastRun.Noted::head);
  }

  private static Probing probing(EndpointLine line, OptionalLong asOf) {
    Optional<Probing> before =
        asOf.isPresent() ? line.probedAt(asOf.getAsLong()) : Optional.empty();
    return before.orElseGet(line::probing);
  }

  /** Of nodes that disagree on the first block, at most one tells of the chain that is meant. */
  private static void refuseDifferent(Map<EndpointLine, Probing.Able> usable) {
    if (usable.values().stream().map(Probing.Able::network).distinct().count() > 1) {
      throw SpoorException.unavailable(
          "the nodes of ethereum are not of one network: "
              + usable.entrySet().stream()
                  .map(entry ->
                      "%s is of %s"
                          .formatted(entry.getKey().source().name(), entry.getValue().network()))
                  .collect(Collectors.joining(", ")));
    }
  }

  /** What all of them are nodes of. */
  Network network() {
    return usable.values().iterator().next().network();
  }

  /** Who is asked, each with what it was found to be. */
  String identities() {
    return Stream.concat(
            usable.entrySet().stream().map(one -> one.getKey().state(one.getValue())),
            explorers.stream().map(explorer -> explorer.endpoint().identity()))
        .collect(Collectors.joining("; "));
  }

  Set<EndpointLine> nodes() {
    return usable.keySet();
  }

  String names() {
    return Stream.concat(
            usable.keySet().stream().map(EndpointLine::source),
            explorers.stream().map(Explorer::source))
        .map(EthereumSource::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** What all of them together can do. */
  Set<Capability> abilities() {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    usable.values().forEach(able -> all.addAll(able.can()));
    return all;
  }

  /** The last block that all of them call final, or called so in the run that is repeated. */
  BlockHeader head() {
    return repeated.orElseGet(() ->
        usable.values().stream()
            .map(Probing.Able::head)
            .min(Comparator.comparingLong(BlockHeader::height))
            .orElseThrow());
  }

  /** Who is asked for transactions, blocks and balances: the first with old states. */
  Node first() {
    return with(Capability.ARCHIVE).orElseThrow();
  }

  private Optional<Node> with(Capability capability) {
    return usable.entrySet().stream()
        .filter(entry -> entry.getValue().can().contains(capability))
        .map(entry -> entry.getKey().node(entry.getValue()))
        .findFirst();
  }

  /** The best way to see the calls inside a transaction. */
  Internals internals(long head) {
    return traces(head)
        .<Internals>map(node -> node)
        .or(() -> debug(head))
        .orElseGet(() -> new NoInternals(first(), head));
  }

  private Optional<TraceInternals> traces(long head) {
    return with(Capability.TRACE)
        .or(() -> with(Capability.TRACE_FILTER))
        .map(node -> new TraceInternals(node, head));
  }

  private Optional<DebugInternals> debug(long head) {
    return with(Capability.DEBUG).map(node -> new DebugInternals(node, head));
  }

  /**
   * The best way to find an address's transactions.
   *
   * @param stolen contracts of tokens that are looked for wherever there are too many others
   */
  Finder finder(long head, int limit, Set<Address> stolen) {
    Optional<Finder> explorer = listedByExplorer(head, limit);
    if (explorer.isPresent() && listedByNode(head, limit).isEmpty() && !can(Capability.LOGS)) {
      return explorer.get();
    }
    List<Finder> tokens =
        with(Capability.LOGS).<Finder>map(node -> new LogFinder(node, head, limit, stolen)).stream()
            .toList();
    return new CombinedFinder(List.of(ether(head, limit)), tokens);
  }

  private Finder ether(long head, int limit) {
    return listed(head, limit).orElseGet(() -> bisecting(head, limit));
  }

  /** Of nodes that have lists of transactions by address. */
  private Optional<Finder> listed(long head, int limit) {
    return listedByNode(head, limit).or(() -> listedByExplorer(head, limit));
  }

  private boolean can(Capability capability) {
    return with(capability).isPresent();
  }

  private Optional<Finder> listedByNode(long head, int limit) {
    return with(Capability.TRACE_FILTER)
        .<Finder>map(node -> new TraceFilterFinder(node, head, limit))
        .or(() -> with(Capability.OTTERSCAN).map(node -> new OtterscanFinder(node, head, limit)));
  }

  /** Tokens too. */
  private Optional<Finder> listedByExplorer(long head, int limit) {
    return explorers.stream()
        .findFirst()
        .map(explorer ->
            explorer.finder(plainReader(head), network(), head, limit, can(Capability.LOGS)));
  }

  /** Of what explorers list too: no deposits of wrapped ether. */
  private TransactionReader plainReader(long head) {
    return new TransactionReader(first(), internals(head), Set.of(), Reach.of(head));
  }

  /** Another way to find them, where the best way is a list, which may lack some. */
  Optional<Finder> other(long head, int limit) {
    return with(Capability.ARCHIVE)
        .filter(node -> listed(head, limit).isPresent())
        .map(node -> bisecting(head, limit));
  }

  private Finder bisecting(long head, int limit) {
    return new BisectFinder(
        first(),
        internals(head),
        traces(head).<BlockInternals>map(node -> node).or(() -> debug(head)),
        head,
        limit);
  }
}
