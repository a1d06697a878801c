package org.spoor.ethereum;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.OfflineNode;
import org.spoor.endpoint.store.RememberingNode;
import org.spoor.endpoint.wire.HttpNode;
import org.spoor.endpoint.wire.PatientNode;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.Probe;
import org.spoor.ethereum.source.Probing;
import org.spoor.model.SpoorException;

/**
 * One configured node, or an explorer in its place: asked through patience, meter and memory, and
 * found out about once.
 *
 * <p>What it was found to be able to do, and the last final block that it named, are noted in the
 * cache: a run offline, or one as of a block that was final already, needs no word from it.
 */
final class EndpointLine {

  /** For which a silent endpoint is waited for when it is asked what it can do. */
  private static final Duration PROBING = Duration.ofSeconds(8);

  private final Endpoint endpoint;
  private final Optional<Explorer> explorer;
  private final AnswerStore store;
  private final long chainId;
  private final NotedAbilities noted;
  private final boolean offline;
  private final Meter meter;
  private @Nullable Node node;
  private @Nullable Probing probing;

  EndpointLine(Endpoint endpoint, AnswerStore store, long chainId, boolean offline, Budget budget) {
    this(endpoint, Optional.empty(), store, chainId, offline, budget);
  }

  /** An explorer in the place of a node. */
  EndpointLine(Explorer explorer, AnswerStore store, long chainId, boolean offline, Budget budget) {
    this(explorer.endpoint(), Optional.of(explorer), store, chainId, offline, budget);
  }

  private EndpointLine(
      Endpoint endpoint,
      Optional<Explorer> explorer,
      AnswerStore store,
      long chainId,
      boolean offline,
      Budget budget) {
    this.explorer = explorer;
    this.endpoint = endpoint;
    this.store = store;
    this.chainId = chainId;
    this.noted = new NotedAbilities(store, endpoint, chainId);
    this.offline = offline;
    this.meter = Meter.of(budget);
  }

  /** If it stands in the place of a node. */
  Optional<Explorer> explorer() {
    return explorer;
  }

  EthereumSource source() {
    return explorer.map(Explorer::source).orElseGet(() -> new EthereumSource.OfNode(endpoint));
  }

  /**
   * How it is asked.
   *
   * @param able what it was found to be
   */
  synchronized Node node(Probing.Able able) {
    if (node == null) {
      Network network = able.network();
      node =
          offline
              ? OfflineNode.of(endpoint.name(), store, network.key(), state(able), meter)
              : RememberingNode.of(
                  new SameNetwork(this, patient(), network),
                  store,
                  network.key(),
                  state(able),
                  meter,
                  new EthereumAnswers());
    }
    return node;
  }

  /** Tells it from every other one, and shows no key. */
  String identity() {
    return endpoint.identity();
  }

  /** What it refuses may depend on: another program, or other settings, may refuse less. */
  String state(Probing.Able able) {
    return "%s, %s, %s"
        .formatted(endpoint.identity(), able.client(), NotedAbilities.names(able.can()));
  }

  Usage usage() {
    return meter.usage();
  }

  /** What it can do, asked at the first time; one out of reach can do nothing in this run. */
  synchronized Probing probing() {
    if (probing == null) {
      probing =
          offline
              ? noted.last().<Probing>map(known -> known).orElseGet(this::neverAsked)
              : reached();
    }
    return probing;
  }

  /** Why it was not used, if it was asked and could not be. */
  synchronized Optional<String> whyUnusable() {
    return probing instanceof Probing.Unable(String why) ? Optional.of(why) : Optional.empty();
  }

  private Probing reached() {
    try {
      return asked();
    } catch (SpoorException failed) {
      if (failed.kind() != SpoorException.Kind.UNAVAILABLE || Budget.isSpent(failed)) {
        throw failed;
      }
      return new Probing.Unable(String.valueOf(failed.getMessage()));
    }
  }

  /** What it could do when it was last asked, if a block was final by then. */
  synchronized Optional<Probing> probedAt(long height) {
    return noted.last().filter(known -> known.head().height() >= height).map(known -> known);
  }

  private Probing asked() {
    Node hasty = hasty();
    return switch (new Probe(hasty, chainId).ask()) {
      case Probing.Unable unable -> unable;
      case Probing.Able passedOn -> {
        Probing.Able able = explorer.isPresent() ? Explorer.inPlaceOfANode(passedOn) : passedOn;
        yield new FinalBlocks(store, able.network().key())
            .contradiction(hasty, able.head())
            .<Probing>map(this::unable)
            .orElse(able);
      }
    };
  }

  private Probing.Unable unable(String why) {
    return new Probing.Unable(endpoint.name() + ": " + why);
  }

  /** Whether it was asked in this run what it can do, and not only before. */
  synchronized boolean isAsked() {
    return probing != null && !offline;
  }

  /**
   * The hashes of blocks as it tells them now, or why it does not, in words.
   *
   * @throws SpoorException as {@link Node#ask} does
   */
  Map<Long, String> hashes(Set<Long> heights) {
    return FinalBlocks.hashes(hasty(), heights);
  }

  /** It is not used in this run, although it could be asked. */
  synchronized Probing.Unable refuse(String why) {
    Probing.Unable refused = unable(why);
    probing = refused;
    return refused;
  }

  /** What it was found to be able to do now, and its last final block, is good for later runs. */
  synchronized void confirm() {
    if (isAsked() && probing instanceof Probing.Able able) {
      new FinalBlocks(store, able.network().key()).note(able.head());
      noted.note(able);
    }
  }

  /**
   * Asks an endpoint only as long as it is of the network that it was of before: another one may
   * answer at its address by now.
   */
  private record SameNetwork(EndpointLine line, Node node, Network network) implements Node {

    @Override
    public String name() {
      return node.name();
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      switch (line.probing()) {
        case Probing.Unable(String why) -> throw SpoorException.unavailable(why);
        case Probing.Able able -> {
          if (!able.network().equals(network)) {
            throw SpoorException.unavailable(
                "%s: it is of %s, but was of %s before".formatted(name(), able.network(), network));
          }
        }
      }
      return node.ask(calls);
    }
  }

  /** Who answers at the other end. */
  private Node patient() {
    return explorer
        .map(Explorer::node)
        .orElseGet(() -> PatientNode.of(HttpNode.of(endpoint, meter)));
  }

  private Node hasty() {
    return explorer
        .map(one -> one.node(PROBING))
        .orElseGet(() -> PatientNode.of(HttpNode.of(endpoint, meter)).within(PROBING));
  }

  private Probing neverAsked() {
    return new Probing.Unable(endpoint.name() + ": offline, and it was never asked what it can do");
  }
}
