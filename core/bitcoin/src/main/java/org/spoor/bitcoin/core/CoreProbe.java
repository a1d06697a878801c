package org.spoor.bitcoin.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;

/** Finds out what a Bitcoin Core can do, in three round trips. */
public final class CoreProbe {

  /** Bitcoin Core 24.0: gettxspendingprevout. */
  private static final int TELLS_WAITING = 240_000;

  /** Bitcoin Core 25.0: scanblocks. */
  private static final int SCANS = 250_000;

  private static final Call CHAIN = CoreCalls.of("getblockchaininfo");
  private static final Call INDEXES = CoreCalls.of("getindexinfo");
  private static final Call CLIENT = CoreCalls.of("getnetworkinfo");
  private static final Call GENESIS = CoreCalls.of(CoreCalls.HASH, 0L);
  private static final List<Call> CALLS = List.of(CHAIN, INDEXES, CLIENT, GENESIS);

  private static final String TRANSACTIONS = "txindex";
  private static final String FILTERS = "basic block filter index";

  private final Node node;
  private final Network network;
  private final CoreReading reading;

  /**
   * @param network that is wanted
   */
  public CoreProbe(Node node, Network network) {
    this.node = node;
    this.network = network;
    this.reading = new CoreReading(network);
  }

  /**
   * @throws org.spoor.model.SpoorException as {@link Node#ask} does; MALFORMED_DATA if what is said
   *     cannot be understood
   */
  public CoreProbing ask() {
    List<Reply> replies = node.ask(CALLS);
    Map<Call, CoreAnswer> told = new HashMap<>();
    for (int i = 0; i < CALLS.size(); i++) {
      switch (replies.get(i)) {
        case Reply.Result result -> told.put(CALLS.get(i), CoreAnswer.of(result.value()));
        case Reply.Refusal refusal -> {
          return unable("%s is refused: %s".formatted(CALLS.get(i).method(), refusal.message()));
        }
      }
    }
    return CHAIN.read(node.name(), () -> probing(new Facts(told)));
  }

  private CoreProbing.Unable unable(String why) {
    return new CoreProbing.Unable(node.name() + ": " + why);
  }

  private CoreProbing probing(Facts facts) {
    return why(facts).<CoreProbing>map(this::unable).orElseGet(() -> able(facts));
  }

  private Optional<String> why(Facts facts) {
    String genesis = facts.told(GENESIS).hash();
    if (!genesis.equals(network.genesis())) {
      return Optional.of(
          "its chain begins with block %s, expected %s".formatted(genesis, network.genesis()));
    }
    if (facts.isPruned()) {
      return Optional.of("it is pruned: old blocks are not there");
    }
    if (!facts.isIndexed(TRANSACTIONS)) {
      return Optional.of(
          "it has no index of all transactions (txindex)" + facts.howFar(TRANSACTIONS));
    }
    return Optional.empty();
  }

  private CoreProbing able(Facts facts) {
    CoreLine line = new CoreLine(node);
    long height = Tip.last(facts.blocks());
    String hash = line.one(CoreCalls.of(CoreCalls.HASH, height), CoreAnswer::hash);
    Tip tip = line.one(CoreCalls.standing(hash), header -> reading.tip(hash, header));
    boolean findsSpenders = facts.isIndexed(FILTERS) && facts.version() >= SCANS;
    boolean knowsWaiting = facts.version() >= TELLS_WAITING;
    List<String> missing =
        Stream.of(
                findsSpenders ? Optional.<String>empty() : Optional.of(noSpenders(facts)),
                knowsWaiting
                    ? Optional.<String>empty()
                    : Optional.of("spends that wait for a block are not seen before version 24"),
                facts.isBehind()
                    ? Optional.of(
                        "it has %d of %d blocks".formatted(facts.blocks(), facts.headers()))
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .toList();
    return new CoreProbing.Able(facts.client(), tip, findsSpenders, knowsWaiting, missing);
  }

  private static String noSpenders(Facts facts) {
    String why =
        facts.isIndexed(FILTERS)
            ? "no scan of block filters before version 25"
            : "no block filter index (blockfilterindex)" + facts.howFar(FILTERS);
    return why + ": spenders cannot be found";
  }

  /** What it says of itself. */
  private record Facts(Map<Call, CoreAnswer> answers) {

    CoreAnswer told(Call call) {
      return Optional.ofNullable(answers.get(call)).orElseThrow();
    }

    int blocks() {
      return told(CHAIN).at("blocks").number();
    }

    int headers() {
      return told(CHAIN).at("headers").number();
    }

    boolean isBehind() {
      return headers() >= blocks() + Tip.CONFIRMATIONS;
    }

    boolean isPruned() {
      return told(CHAIN).at("pruned").flag();
    }

    int version() {
      return told(CLIENT).at("version").number();
    }

    String client() {
      return told(CLIENT).at("subversion").text();
    }

    private CoreAnswer index(String name) {
      return told(INDEXES).at(name);
    }

    boolean isIndexed(String name) {
      return index(name).isThere() && index(name).at("synced").flag();
    }

    /** Of an index that is not ready. */
    String howFar(String name) {
      return index(name).isThere()
          ? ", it has only come to block %d".formatted(index(name).at("best_block_height").number())
          : "";
    }
  }
}
