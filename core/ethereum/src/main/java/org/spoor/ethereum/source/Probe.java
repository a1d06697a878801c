package org.spoor.ethereum.source;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.rpc.Call;
import org.spoor.ethereum.rpc.Node;
import org.spoor.ethereum.rpc.Reply;

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
    List<Capability> asked = List.copyOf(QUESTIONS.keySet());
    List<Call> calls =
        Stream.concat(
                Stream.of(
                    call("eth_chainId"),
                    call("web3_clientVersion"),
                    call("eth_getBlockByNumber", "finalized", false),
                    call("eth_getBlockByNumber", "latest", false)),
                asked.stream().map(QUESTIONS::get))
            .toList();
    List<Reply> replies = node.ask(calls);
    Optional<String> otherChain = otherChain(replies.getFirst());
    if (otherChain.isPresent()) {
      return new Probing.Unable(node.name() + ": " + otherChain.get());
    }
    Set<Capability> can = EnumSet.noneOf(Capability.class);
    for (int i = 0; i < asked.size(); i++) {
      if (answers(asked.get(i), replies.get(4 + i))) {
        can.add(asked.get(i));
      }
    }
    return able(client(replies.get(1)), replies.get(2), replies.get(3), can);
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

  private static String client(Reply reply) {
    return Questions.known(reply).map(json -> json.asString()).orElse("unknown");
  }

  private Probing able(String client, Reply finalised, Reply latest, Set<Capability> can) {
    Optional<BlockHeader> marked = Questions.known(finalised).map(Blocks::header);
    Optional<BlockHeader> head =
        marked.or(() -> Questions.known(latest).map(Blocks::header).flatMap(this::below));
    return head.<Probing>map(h -> new Probing.Able(client, h, can, missing(can, marked)))
        .orElseGet(() -> new Probing.Unable(node.name() + ": does not tell its latest block"));
  }

  private Optional<BlockHeader> below(BlockHeader latest) {
    long height = Math.max(0, latest.height() - DEEP);
    Call call = call("eth_getBlockByNumber", Quantity.hex(height), false);
    return Questions.known(node.ask(List.of(call)).getFirst()).map(Blocks::header);
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
