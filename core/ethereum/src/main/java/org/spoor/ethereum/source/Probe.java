package org.spoor.ethereum.source;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import tools.jackson.databind.JsonNode;

/** Finds out what a node can do, in one round trip, or two where it knows no final block. */
public final class Probe {

  /** Two epochs: no block so deep has been replaced since the merge. */
  private static final long DEEP = 64;

  private static final String NOBODY = "0x" + "0".repeat(40);
  private static final String NO_TRANSACTION = "0x" + "0".repeat(63) + "1";

  /** EIP-1474: the method does not exist. */
  private static final int UNKNOWN_METHOD = -32601;

  private static final Pattern UNKNOWN_TRANSACTION =
      Pattern.compile(
          "transaction .*(?:not found|not exist|unknown)|not found|unknown transaction"
              + "|required data unavailable|cannot find");
  private static final Pattern UNKNOWN_METHOD_TEXT =
      Pattern.compile(
          "method|not supported|unsupported|not available|not enabled|disabled|namespace|module"
              + "|upgrade|plan|unauthori[sz]ed|forbidden|permission");

  private static final Call CHAIN_ID = call("eth_chainId");
  private static final Call CLIENT = call("web3_clientVersion");
  private static final Call FINALISED = call("eth_getBlockByNumber", "finalized", false);
  private static final Call LATEST = call("eth_getBlockByNumber", "latest", false);
  private static final Call GENESIS = call("eth_getBlockByNumber", "0x0", false);

  /** What is asked beside what the node can do. */
  private static final List<Call> FACTS = List.of(CHAIN_ID, CLIENT, FINALISED, LATEST, GENESIS);

  /** What each capability answers to, beside {@link Capability#EXPLORER}, which no node has. */
  private static final Map<Capability, Call> QUESTIONS =
      new EnumMap<>(
          Map.of(
              Capability.LOGS,
                  call(
                      "eth_getLogs",
                      Map.of("fromBlock", "latest", "toBlock", "latest", "address", NOBODY)),
              Capability.ARCHIVE, call("eth_getBalance", NOBODY, "0x1"),
              Capability.BLOCK_RECEIPTS, call("eth_getBlockReceipts", "latest"),
              Capability.TRACE_FILTER,
                  call(
                      "trace_filter",
                      Map.of("fromBlock", "0x1", "toBlock", "0x1", "toAddress", List.of(NOBODY))),
              Capability.TRACE, call("trace_transaction", NO_TRANSACTION),
              Capability.DEBUG,
                  call("debug_traceTransaction", NO_TRANSACTION, Map.of("tracer", "callTracer")),
              Capability.OTTERSCAN, call("ots_getApiLevel")));

  private final Node node;
  private final long chainId;

  /**
   * @param chainId of the chain that is wanted (EIP-155)
   */
  public Probe(Node node, long chainId) {
    this.node = node;
    this.chainId = chainId;
  }

  /**
   * @throws org.spoor.model.SpoorException as {@link Node#ask} does
   */
  public Probing ask() {
    List<Call> calls = Stream.concat(FACTS.stream(), QUESTIONS.values().stream()).toList();
    List<Reply> replies = node.ask(calls);
    Map<Call, Reply> told = new HashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      told.put(calls.get(i), replies.get(i));
    }
    return otherChain(reply(told, CHAIN_ID))
        .or(() -> untold(told))
        .<Probing>map(why -> new Probing.Unable(node.name() + ": " + why))
        .orElseGet(() -> able(told, can(told)));
  }

  private static Reply reply(Map<Call, Reply> told, Call call) {
    return Objects.requireNonNull(told.get(call));
  }

  private <T> Optional<T> read(Map<Call, Reply> told, Call call, Function<JsonNode, T> reading) {
    return Questions.read(node, call, reply(told, call), reading);
  }

  private Optional<String> otherChain(Reply reply) {
    return switch (reply) {
      case Reply.Refusal refusal -> Optional.of("does not tell its chain id: " + refusal.message());
      case Reply.Result result -> {
        long found = new Answer(node.name() + ": eth_chainId", result.value()).number();
        yield found == chainId
            ? Optional.empty()
            : Optional.of("chain id " + found + ", expected " + chainId);
      }
    };
  }

  /** That it is refused for the moment does not mean that it cannot. */
  private static Optional<String> untold(Map<Call, Reply> told) {
    return QUESTIONS.values().stream()
        .flatMap(call ->
            reply(told, call) instanceof Reply.Refusal refusal && isOfTheMoment(refusal)
                ? Stream.of(
                    "does not tell for the moment whether it answers %s: %s"
                        .formatted(call.method(), refusal.message()))
                : Stream.empty())
        .findFirst();
  }

  private static boolean isOfTheMoment(Reply.Refusal refusal) {
    return switch (RefusalKind.of(refusal)) {
      case PASSING, UNCLEAR, SLOW -> true;
      case LASTING, UNKNOWN -> false;
    };
  }

  private static Set<Capability> can(Map<Call, Reply> told) {
    Set<Capability> can = EnumSet.noneOf(Capability.class);
    QUESTIONS.forEach((capability, call) -> {
      if (answers(capability, reply(told, call))) {
        can.add(capability);
      }
    });
    return can;
  }

  private Probing able(Map<Call, Reply> told, Set<Capability> can) {
    Optional<String> genesis = read(told, GENESIS, Blocks::hash);
    if (genesis.isEmpty()) {
      return new Probing.Unable(node.name() + ": does not tell its genesis block");
    }
    Network network = new Network(chainId, genesis.get());
    String client = read(told, CLIENT, json -> json.asString()).orElse("unknown");
    Optional<BlockHeader> marked = read(told, FINALISED, Blocks::header);
    return marked
        .or(() -> read(told, LATEST, Blocks::header).flatMap(this::below))
        .<Probing>map(head -> new Probing.Able(network, client, head, can, missing(can, marked)))
        .orElseGet(() -> new Probing.Unable(node.name() + ": does not tell its latest block"));
  }

  private Optional<BlockHeader> below(BlockHeader latest) {
    long height = Math.max(0, latest.height() - DEEP);
    Call call = call("eth_getBlockByNumber", Quantity.hex(height), false);
    return Questions.read(node, call, node.ask(List.of(call)).getFirst(), Blocks::header);
  }

  private static boolean answers(Capability capability, Reply reply) {
    return switch (reply) {
      case Reply.Result result -> capability != Capability.ARCHIVE || !result.value().isNull();
      case Reply.Refusal refusal -> tracesUnknown(capability, refusal);
    };
  }

  /** A transaction that does not exist is refused by those alone who would trace it. */
  private static boolean tracesUnknown(Capability capability, Reply.Refusal refusal) {
    String message = refusal.message().toLowerCase(Locale.ROOT);
    return (capability == Capability.DEBUG || capability == Capability.TRACE)
        && refusal.code() != UNKNOWN_METHOD
        && !UNKNOWN_METHOD_TEXT.matcher(message).find()
        && UNKNOWN_TRANSACTION.matcher(message).find();
  }

  private static List<String> missing(Set<Capability> can, Optional<BlockHeader> marked) {
    return Stream.of(
            bySearch(can),
            lacks(
                can,
                "no tracing: ether moved inside contract calls is not seen",
                Capability.TRACE_FILTER,
                Capability.TRACE,
                Capability.DEBUG),
            lacks(can, "no logs: transfers of tokens are not seen", Capability.LOGS),
            lacks(
                can,
                "no state of old blocks: opening balances need a node with them beside it",
                Capability.ARCHIVE),
            marked.isPresent()
                ? Optional.<String>empty()
                : Optional.of(
                    "no final block is told: "
                        + DEEP
                        + " blocks below the latest are taken for final"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> bySearch(Set<Capability> can) {
    if (can.contains(Capability.TRACE_FILTER) || can.contains(Capability.OTTERSCAN)) {
      return Optional.empty();
    }
    return Optional.of(
        can.contains(Capability.ARCHIVE)
            ? "no search by address: found by bisecting, which may miss what contracts pass on"
            : "no search by address and no old state: of ether nothing is found by address");
  }

  private static Optional<String> lacks(Set<Capability> can, String what, Capability... any) {
    return Stream.of(any).anyMatch(can::contains) ? Optional.empty() : Optional.of(what);
  }

  private static Call call(String method, Object... params) {
    return new Call(method, List.of(params), false);
  }
}
