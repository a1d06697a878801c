package org.spoor.ethereum.explorer;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * An explorer in the place of a node: calls that Etherscan's proxy module passes on to nodes of its
 * own, and balances as of a block where the key allows their history. All else is refused.
 */
public final class ExplorerNode implements Node {

  private static final int UNKNOWN_METHOD = -32601;
  private static final int REFUSED = -32000;
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,15}");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,78}");

  private final ExplorerClient client;

  public ExplorerNode(ExplorerClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return client.name();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    return calls.isEmpty() ? List.of() : Together.map(calls, this::reply);
  }

  private Reply reply(Call call) {
    if (call.method().equals("eth_chainId")) {
      return new Reply.Result(StringNode.valueOf("0x" + ExplorerQuestion.MAIN_NETWORK));
    }
    return query(call)
        .map(query -> read(call, client.raw(call.method(), query)))
        .orElseGet(() -> new Reply.Refusal(UNKNOWN_METHOD, "explorers do not answer this method"));
  }

  private static Optional<Map<String, String>> query(Call call) {
    return switch (call.method()) {
      case "eth_getBlockByNumber" -> proxy(call, "tag", "boolean");
      case "eth_getTransactionByHash", "eth_getTransactionReceipt" -> proxy(call, "txhash");
      case "eth_getTransactionCount", "eth_getCode" -> proxy(call, "address", "tag");
      case "eth_call" -> view(call);
      case "eth_getBalance" -> balance(call);
      default -> Optional.empty();
    };
  }

  private static Map<String, String> module(String module, String action) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("chainid", ExplorerQuestion.MAIN_NETWORK);
    query.put("module", module);
    query.put("action", action);
    return query;
  }

  private static Optional<Map<String, String>> proxy(Call call, String... names) {
    Map<String, String> query = module("proxy", call.method());
    for (int i = 0; i < names.length; i++) {
      query.put(names[i], String.valueOf(call.params().get(i)));
    }
    return Optional.of(query);
  }

  private static Optional<Map<String, String>> view(Call call) {
    Map<String, String> query = module("proxy", call.method());
    if (call.params().getFirst() instanceof Map<?, ?> question) {
      question.forEach((name, value) -> query.put(String.valueOf(name), String.valueOf(value)));
    }
    query.put("tag", String.valueOf(call.params().getLast()));
    return Optional.of(query);
  }

  private static Optional<Map<String, String>> balance(Call call) {
    String height = String.valueOf(call.params().getLast());
    Map<String, String> query = module("account", "balancehistory");
    query.put("address", String.valueOf(call.params().getFirst()));
    return HEX.matcher(height).matches()
        ? Optional.of(with(query, "blockno", Long.decode(height).toString()))
        : Optional.empty();
  }

  private static Map<String, String> with(Map<String, String> query, String name, String value) {
    query.put(name, value);
    return query;
  }

  private Reply read(Call call, JsonNode body) {
    JsonNode result = body.path("result");
    if (body.has("error")) {
      return refusal(body.path("error").path("message").asString(""));
    }
    if (call.method().equals("eth_getBalance")) {
      String digits = result.asString("");
      return body.path("status").asString("").equals("1") && DIGITS.matcher(digits).matches()
          ? new Reply.Result(StringNode.valueOf("0x" + new BigInteger(digits).toString(16)))
          : refusal(ExplorerAnswer.said(body));
    }
    return body.has("status") || !body.has("result")
        ? refusal(ExplorerAnswer.said(body))
        : new Reply.Result(result);
  }

  private Reply refusal(String why) {
    return new Reply.Refusal(REFUSED, Excerpt.of(client.told(why)));
  }
}
