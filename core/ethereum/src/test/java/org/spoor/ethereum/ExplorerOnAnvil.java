package org.spoor.ethereum;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import tools.jackson.databind.JsonNode;

/** An explorer that lists what the played theft is known to have moved, a few rows a page. */
final class ExplorerOnAnvil implements AutoCloseable {

  private final PlayedTheft played;
  private final UnaryOperator<String> telling;
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean history = true;

  ExplorerOnAnvil(PlayedTheft played) {
    this(played, UnaryOperator.identity());
  }

  /**
   * @param telling what it makes of a row
   */
  ExplorerOnAnvil(PlayedTheft played, UnaryOperator<String> telling) {
    this.played = played;
    this.telling = telling;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
  }

  /** How often it was asked anything. */
  int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    Map<String, String> query =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    byte[] body = answer(query).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String answer(Map<String, String> query) {
    return query.getOrDefault("module", "").equals("proxy")
        ? passedOn(query)
        : query.getOrDefault("action", "").equals("balancehistory") ? balance(query) : list(query);
  }

  /** As Etherscan's proxy module does. */
  private String passedOn(Map<String, String> query) {
    String method = query.getOrDefault("action", "");
    String tag = query.getOrDefault("tag", "");
    String address = query.getOrDefault("address", "");
    List<Object> params =
        switch (method) {
          case "eth_getBlockByNumber" ->
              List.of(tag, Boolean.parseBoolean(query.getOrDefault("boolean", "")));
          case "eth_getTransactionByHash", "eth_getTransactionReceipt" ->
              List.of(query.getOrDefault("txhash", ""));
          case "eth_getTransactionCount", "eth_getCode" -> List.of(address, tag);
          case "eth_call" ->
              List.of(
                  Map.of(
                      "to", query.getOrDefault("to", ""), "data", query.getOrDefault("data", "")),
                  tag);
          default -> throw new IllegalArgumentException(method);
        };
    try {
      return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"
          + played.anvil().rpc(method, params.toArray())
          + "}";
    } catch (IllegalStateException refused) {
      return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\"}}";
    }
  }

  private String balance(Map<String, String> query) {
    if (!history) {
      return "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Sorry, it looks like you are trying"
          + " to access an API Pro endpoint.\"}";
    }
    String height = "0x" + Long.toHexString(Long.parseLong(query.getOrDefault("blockno", "")));
    String hex =
        played.anvil().rpc("eth_getBalance", query.getOrDefault("address", ""), height).asString();
    return "{\"status\":\"1\",\"message\":\"OK\",\"result\":\"%s\"}"
        .formatted(new BigInteger(hex.substring(2), 16));
  }

  /** For a key without the history of balances. */
  ExplorerOnAnvil withoutHistory() {
    history = false;
    return this;
  }

  private String list(Map<String, String> query) {
    Address address = new Address(Chain.ETHEREUM, query.getOrDefault("address", ""));
    int size = number(query, "offset");
    String action = query.getOrDefault("action", "");
    List<String> rows =
        played.transfers().stream()
            .filter(transfer -> isListed(transfer, action, address))
            .filter(transfer -> transfer.position().height() >= number(query, "startblock"))
            .filter(transfer -> transfer.position().height() <= number(query, "endblock"))
            .map(transfer -> transfer.isFee() ? sent(transfer) : moved(transfer))
            .map(telling)
            .skip((long) (number(query, "page") - 1) * size)
            .limit(size)
            .toList();
    return rows.isEmpty()
        ? "{\"status\":\"0\",\"message\":\"No transactions found\",\"result\":[]}"
        : "{\"status\":\"1\",\"message\":\"OK\",\"result\":[" + String.join(",", rows) + "]}";
  }

  private boolean isListed(Transfer transfer, String action, Address address) {
    boolean ether = transfer.asset() instanceof Coin;
    return switch (action) {
      case "txlist" -> transfer.isFee() && (transfer.touches(address) || calls(transfer, address));
      case "txlistinternal" ->
          ether && !transfer.isFee() && transfer.touches(address) && !isOwnValue(transfer);
      case "tokentx" -> !ether && transfer.touches(address) && !isOfWrapping(transfer);
      case "getminedblocks", "txsBeaconWithdrawal" -> false;
      default -> throw new IllegalArgumentException(action);
    };
  }

  private boolean calls(Transfer fee, Address address) {
    JsonNode receipt = played.anvil().receipt(fee.tx());
    return receipt.path("to").asString("").equals(address.text())
        || receipt.path("contractAddress").asString("").equals(address.text());
  }

  /** The first event after the fee, if the transaction carries value at all. */
  private boolean isOwnValue(Transfer transfer) {
    return transfer.position().event() == 1
        && !body(transfer).path("value").asString().equals("0x0");
  }

  /** Deposits and withdrawals of wrapped ether are no transfers. */
  private static boolean isOfWrapping(Transfer transfer) {
    return transfer.asset().equals(new Token(TokenLogs.WRAPPED_ETHER.iterator().next()))
        && (transfer.from() instanceof Outside || transfer.to() instanceof Outside);
  }

  private JsonNode body(Transfer transfer) {
    return played.anvil().rpc("eth_getTransactionByHash", transfer.tx().text());
  }

  private String sent(Transfer fee) {
    JsonNode body = body(fee);
    JsonNode receipt = played.anvil().receipt(fee.tx());
    return row(
        fee,
        body.path("from").asString(),
        body.path("to").asString(""),
        receipt.path("contractAddress").asString(""),
        new BigInteger(body.path("value").asString().substring(2), 16).toString(),
        receipt.path("status").asString().equals("0x1") ? "0" : "1");
  }

  private static String moved(Transfer transfer) {
    String contract = transfer.asset() instanceof Token token ? token.contract().text() : "";
    return row(
        transfer,
        text(transfer.from()),
        text(transfer.to()),
        contract,
        transfer.amount().toString(),
        "0");
  }

  private static String text(Party party) {
    return party instanceof Address address ? address.text() : "0x" + "0".repeat(40);
  }

  private static String row(
      Transfer transfer, String from, String to, String contract, String value, String error) {
    return """
    {"blockNumber":"%d","hash":"%s","from":"%s","to":"%s","contractAddress":"%s","value":"%s","isError":"%s"}
    """
        .formatted(transfer.position().height(), transfer.tx(), from, to, contract, value, error);
  }

  private static int number(Map<String, String> query, String name) {
    return Integer.parseInt(query.getOrDefault(name, ""));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
