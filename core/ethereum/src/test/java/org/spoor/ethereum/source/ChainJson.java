package org.spoor.ethereum.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spoor.model.value.Address;

/** How nodes write what an {@link InMemoryChain} holds. */
final class ChainJson {

  static final Address TOKEN = InMemoryChain.account(0xfeed);
  private static final String ZERO_WORD = "0x" + "0".repeat(64);

  private ChainJson() {}

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  static String blockHash(long height) {
    return "0x" + "b".repeat(48) + String.format("%016x", height);
  }

  static Map<String, Object> transaction(Played tx) {
    Map<String, Object> json = place(tx);
    json.put("hash", tx.id().text());
    json.put("from", tx.from().text());
    tx.to().ifPresent(to -> json.put("to", to.text()));
    json.put("nonce", hex(tx.nonce()));
    json.put("value", hex(tx.value()));
    json.put("gas", hex(90_000));
    json.put("gasPrice", hex(Played.GAS_PRICE));
    return json;
  }

  private static Map<String, Object> place(Played tx) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("blockNumber", hex(tx.height()));
    json.put("blockHash", blockHash(tx.height()));
    json.put("transactionIndex", hex(tx.index()));
    return json;
  }

  static Map<String, Object> receipt(Played tx) {
    Map<String, Object> json = place(tx);
    json.put("transactionHash", tx.id().text());
    json.put("from", tx.from().text());
    tx.to().ifPresent(to -> json.put("to", to.text()));
    tx.created().ifPresent(created -> json.put("contractAddress", created.text()));
    json.put("gasUsed", hex(tx.gas()));
    json.put("effectiveGasPrice", hex(Played.GAS_PRICE));
    json.put("status", tx.succeeded() ? "0x1" : "0x0");
    json.put("logs", logs(tx));
    return json;
  }

  static List<Map<String, Object>> logs(Played tx) {
    return IntStream.range(0, tx.tokens().size()).mapToObj(i -> log(tx, i)).toList();
  }

  private static Map<String, Object> log(Played tx, int index) {
    Played.TokenMove move = tx.tokens().get(index);
    List<String> topics = new ArrayList<>(List.of(move.event()));
    move.parties().forEach(party -> topics.add(Quantity.topic(party)));
    Map<String, Object> json = place(tx);
    json.put("address", move.contract().text());
    json.put("topics", topics);
    json.put("data", ZERO_WORD.substring(0, 65) + move.units());
    json.put("transactionHash", tx.id().text());
    json.put("logIndex", hex(index));
    json.put("removed", false);
    return json;
  }

  /** As Parity wrote them: heights as numbers. */
  static List<Map<String, Object>> traces(Played tx) {
    List<Map<String, Object>> traces = new ArrayList<>();
    boolean creates = tx.created().isPresent();
    Map<String, Object> root = trace(tx, List.of(), creates ? "create" : "call");
    root.put("subtraces", tx.inside().size());
    root.put("action", action(tx.from(), tx.to(), tx.value()));
    if (tx.succeeded()) {
      root.put("result", result(tx.created()));
    } else {
      root.put("error", "Reverted");
    }
    traces.add(root);
    for (int i = 0; i < tx.inside().size(); i++) {
      traces.add(inner(tx, tx.inside().get(i), i));
    }
    return traces;
  }

  private static Map<String, Object> inner(Played tx, Played.Inside call, int index) {
    Map<String, Object> json = trace(tx, List.of(index), call.destroys() ? "suicide" : "call");
    json.put("subtraces", 0);
    if (call.destroys()) {
      json.put(
          "action",
          Map.of(
              "address", call.from().text(),
              "refundAddress", call.to().text(),
              "balance", hex(call.value())));
      return json;
    }
    json.put("action", action(call.from(), Optional.of(call.to()), call.value()));
    if (call.reverted()) {
      json.put("error", "Reverted");
    } else {
      json.put("result", result(Optional.empty()));
    }
    return json;
  }

  private static Map<String, Object> trace(Played tx, List<Integer> address, String type) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("blockNumber", tx.height());
    json.put("blockHash", blockHash(tx.height()));
    json.put("transactionHash", tx.id().text());
    json.put("transactionPosition", tx.index());
    json.put("traceAddress", address);
    json.put("type", type);
    return json;
  }

  private static Map<String, Object> action(Address from, Optional<Address> to, long value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from.text());
    to.ifPresent(t -> json.put("to", t.text()));
    to.ifPresent(t -> json.put("callType", "call"));
    json.put("value", hex(value));
    json.put("gas", "0x0");
    return json;
  }

  private static Map<String, Object> result(Optional<Address> created) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gasUsed", "0x0");
    created.ifPresent(address -> json.put("address", address.text()));
    return json;
  }

  static Map<String, Object> callTree(Played tx) {
    Map<String, Object> root =
        call(tx.created().isPresent() ? "CREATE" : "CALL", tx.from(), tx.recipient(), tx.value());
    root.put(
        "calls",
        tx.inside().stream()
            .map(c -> {
              Map<String, Object> call =
                  call(c.destroys() ? "SELFDESTRUCT" : "CALL", c.from(), c.to(), c.value());
              if (c.reverted()) {
                call.put("error", "execution reverted");
              }
              return call;
            })
            .toList());
    if (!tx.succeeded()) {
      root.put("error", "execution reverted");
    }
    return root;
  }

  private static Map<String, Object> call(String type, Address from, Address to, long value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("from", from.text());
    json.put("to", to.text());
    json.put("value", hex(value));
    json.put("gas", "0x0");
    json.put("gasUsed", "0x0");
    json.put("input", "0x");
    return json;
  }
}
