package org.spoor.ethereum;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.source.Quantity;
import tools.jackson.databind.JsonNode;

/**
 * The last blocks that endpoints called final, noted with their hashes beside the answers that rest
 * on them. A final block never becomes another: who tells otherwise is on another fork, and what it
 * says does not go with what is kept.
 */
final class FinalBlocks {

  /** Of an endpoint that lags behind, one of the earlier ones is compared. */
  private static final int KEPT = 32;

  static final String UNKNOWN = "unknown";

  private final AnswerStore store;
  private final String name;

  /**
   * @param chain as the store was told to call it
   */
  FinalBlocks(AnswerStore store, String chain) {
    this.store = store;
    this.name = "final blocks of chain " + chain;
  }

  private record Pin(long height, String hash) {

    static Pin of(String line) {
      String[] parts = line.split(" ", 2);
      return new Pin(Long.parseLong(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
      return height + " " + hash;
    }
  }

  /**
   * Asks the node for the latest block that was final before, unless that is its own.
   *
   * @param head the last final block that it tells
   * @return how it contradicts; nothing if it does not, or if no block that it has was final before
   */
  Optional<String> contradiction(Node node, BlockHeader head) {
    return pins()
        .filter(pin -> pin.height() <= head.height())
        .reduce((first, second) -> second)
        .flatMap(pin -> {
          String told =
              pin.height() == head.height()
                  ? head.hash()
                  : hashes(node, Set.of(pin.height())).getOrDefault(pin.height(), UNKNOWN);
          return told.equals(pin.hash())
              ? Optional.empty()
              : Optional.of(
                  "block %d is %s, but was final as %s before"
                      .formatted(pin.height(), told, pin.hash()));
        });
  }

  /**
   * The hashes of blocks, by height, or in words why they are not told. Never from memory: the
   * calls are not settled ones.
   */
  static Map<Long, String> hashes(Node node, Set<Long> heights) {
    List<Long> order = List.copyOf(heights);
    List<Reply> replies = node.ask(order.stream().map(FinalBlocks::call).toList());
    Map<Long, String> hashes = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      hashes.put(order.get(i), hash(replies.get(i)));
    }
    return hashes;
  }

  private static Call call(long height) {
    return new Call("eth_getBlockByNumber", List.of(Quantity.hex(height), false), false);
  }

  private static String hash(Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode block) -> block.isNull() ? UNKNOWN : Blocks.header(block).hash();
      case Reply.Refusal refusal -> "refused (" + refusal.message() + ")";
    };
  }

  void note(BlockHeader head) {
    Pin own = new Pin(head.height(), head.hash());
    List<Pin> all =
        Stream.concat(pins().filter(pin -> pin.height() != own.height()), Stream.of(own))
            .sorted(Comparator.comparingLong(Pin::height))
            .toList();
    store.note(
        name,
        String.join(
            "\n", all.stream().skip(Math.max(0, all.size() - KEPT)).map(Pin::toString).toList()));
  }

  /** Earlier heights first. */
  private Stream<Pin> pins() {
    return store.noted(name).stream().flatMap(String::lines).map(Pin::of);
  }
}
