package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.BlockPayments;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Reads what blocks pay without a transaction, in the order in which they do after their
 * transactions: the priority fees in one sum, then withdrawals, or what work earns. Each kind has
 * an id of its own in place of a transaction's.
 */
final class CreditReader {

  /** A block with its receipts has some 500 kB. */
  private static final int BLOCKS_AT_ONCE = 32;

  private static final int FEES = Integer.MAX_VALUE - 2;
  private static final int OTHERS = Integer.MAX_VALUE - 1;

  private static final Pattern ID =
      Pattern.compile("(?:fees|withdrawals|rewards)-of-block-([0-9]{1,10})");

  private final Node node;

  CreditReader(Node node) {
    this.node = node;
  }

  /**
   * What blocks pay to those who are asked for, at least.
   *
   * @param wanted by height, addresses that the block was seen to credit
   */
  Map<Long, List<Transfer>> read(Map<Long, Set<Address>> wanted) {
    Map<Long, BlockHeader> headers = Calls.headers(node, List.copyOf(wanted.keySet()));
    Map<Long, List<JsonNode>> uncles = uncles(headers);
    List<Long> made =
        headers.values().stream()
            .filter(header -> of(header.height(), wanted).contains(header.miner()))
            .map(BlockHeader::height)
            .toList();
    Map<Long, List<Transfer>> credits = new LinkedHashMap<>();
    headers.forEach((height, header) ->
        credits.put(height, others(header, uncles.getOrDefault(height, List.of()))));
    for (int i = 0; i < made.size(); i += BLOCKS_AT_ONCE) {
      fees(made.subList(i, Math.min(made.size(), i + BLOCKS_AT_ONCE)), headers)
          .forEach((height, fees) ->
              credits.merge(
                  height,
                  fees,
                  (own, more) -> Stream.of(more, own).flatMap(List::stream).toList()));
    }
    return credits;
  }

  /** What was paid under one of the ids given here; nothing if the id is none or names no block. */
  Optional<List<Transfer>> transaction(TxId id, long head) {
    Matcher named = ID.matcher(id.text());
    if (!named.matches() || Long.parseLong(named.group(1)) > head) {
      return Optional.empty();
    }
    long height = Long.parseLong(named.group(1));
    Address miner = of(height, Calls.headers(node, List.of(height))).miner();
    List<Transfer> own =
        of(height, read(Map.of(height, Set.of(miner)))).stream()
            .filter(transfer -> transfer.tx().equals(id))
            .toList();
    return own.isEmpty() ? Optional.empty() : Optional.of(own);
  }

  private static List<Transfer> others(BlockHeader header, List<JsonNode> uncles) {
    return Stream.concat(
            happening("withdrawals", OTHERS, header).transfers(header.withdrawals()).stream(),
            happening("rewards", OTHERS, header)
                .transfers(BlockPayments.work(header, uncles))
                .stream())
        .toList();
  }

  private static Happening happening(String kind, int index, BlockHeader header) {
    return new Happening(
        new ChainPosition(header.height(), index, 0),
        header.time(),
        new TxId(Chain.ETHEREUM, "%s-of-block-%d".formatted(kind, header.height())));
  }

  /** Those that the node tells; what the others earn is missing in the balances then. */
  private Map<Long, List<JsonNode>> uncles(Map<Long, BlockHeader> headers) {
    List<Long> heights = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    headers.forEach((height, header) ->
        IntStream.range(0, header.rules().isMined() ? header.rules().uncles() : 0)
            .forEach(index -> {
              heights.add(height);
              calls.add(Calls.uncle(height, index));
            }));
    List<Reply> replies = calls.isEmpty() ? List.of() : node.ask(calls);
    Map<Long, List<JsonNode>> uncles = new HashMap<>();
    for (int i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof Reply.Result(JsonNode uncle) && !uncle.isNull()) {
        uncles.computeIfAbsent(heights.get(i), height -> new ArrayList<>()).add(uncle);
      }
    }
    return uncles;
  }

  private Map<Long, List<Transfer>> fees(List<Long> heights, Map<Long, BlockHeader> headers) {
    List<JsonNode> blocks = Calls.results(node, heights.stream().map(Calls::block).toList());
    Map<Long, List<JsonNode>> receipts = receipts(heights, blocks);
    Map<Long, List<Transfer>> fees = new LinkedHashMap<>();
    for (int i = 0; i < heights.size(); i++) {
      List<Movement> paid =
          BlockPayments.priorityFees(blocks.get(i), of(heights.get(i), receipts)).stream().toList();
      fees.put(
          heights.get(i), happening("fees", FEES, of(heights.get(i), headers)).transfers(paid));
    }
    return fees;
  }

  /** Of whole blocks, and one by one where the node does not give them so. */
  private Map<Long, List<JsonNode>> receipts(List<Long> heights, List<JsonNode> blocks) {
    List<Reply> replies = node.ask(heights.stream().map(Calls::blockReceipts).toList());
    Map<Long, List<JsonNode>> receipts = new HashMap<>();
    List<Call> singly = new ArrayList<>();
    List<Long> blockOf = new ArrayList<>();
    for (int i = 0; i < heights.size(); i++) {
      long height = heights.get(i);
      receipts.put(height, new ArrayList<>());
      if (replies.get(i) instanceof Reply.Result(JsonNode list) && list.isArray()) {
        of(height, receipts).addAll(list.valueStream().toList());
      } else {
        BlockPayments.transactions(blocks.get(i))
            .forEach(tx -> {
              singly.add(Calls.receipt(tx, Reach.of(height)));
              blockOf.add(height);
            });
      }
    }
    List<JsonNode> single = Calls.results(node, singly);
    for (int i = 0; i < single.size(); i++) {
      of(blockOf.get(i), receipts).add(single.get(i));
    }
    return receipts;
  }

  private static <T> T of(long height, Map<Long, T> values) {
    return Objects.requireNonNull(values.get(height));
  }
}
