package org.spoor.ethereum;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;

/** An explorer that lists what the played theft is known to have moved, a few rows a page. */
final class ExplorerOnAnvil implements AutoCloseable {

  private static final String NOBODY = "0x" + "0".repeat(40);

  private final PlayedTheft played;
  private final HttpServer server;

  ExplorerOnAnvil(PlayedTheft played) {
    this.played = played;
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

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    byte[] body = list(query).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String list(Map<String, String> query) {
    Address address = new Address(Chain.ETHEREUM, query.getOrDefault("address", ""));
    int size = number(query, "offset");
    List<String> rows =
        played.transfers().stream()
            .filter(transfer -> transfer.position().height() >= number(query, "startblock"))
            .filter(transfer -> transfer.position().height() <= number(query, "endblock"))
            .filter(transfer -> isListed(transfer, query.getOrDefault("action", ""), address))
            .map(ExplorerOnAnvil::row)
            .distinct()
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
      case "txlistinternal" -> ether && !transfer.isFee() && transfer.touches(address);
      case "tokentx" -> !ether && transfer.touches(address);
      default -> throw new IllegalArgumentException(action);
    };
  }

  private boolean calls(Transfer fee, Address address) {
    Anvil anvil = played.anvil();
    return anvil.receipt(fee.tx()).path("to").asString("").equals(address.text());
  }

  private static String row(Transfer transfer) {
    return """
    {"blockNumber":"%d","hash":"%s","from":"%s","to":"%s","contractAddress":"%s","value":"0"}
    """
        .formatted(transfer.position().height(), transfer.tx(), NOBODY, NOBODY, NOBODY);
  }

  private static int number(Map<String, String> query, String name) {
    return Integer.parseInt(query.getOrDefault(name, ""));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
