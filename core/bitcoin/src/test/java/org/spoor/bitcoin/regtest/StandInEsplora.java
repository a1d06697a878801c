package org.spoor.bitcoin.regtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Endpoint.Kind;
import tools.jackson.databind.json.JsonMapper;

/** An Esplora server on the loopback that tells a history, and lies as told. */
public final class StandInEsplora implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern PATH = Pattern.compile("/api/(block|tx)/([0-9a-f]{64})/?(.*)");
  private static final int PAGE = 25;

  private record Place(int height, int index) {}

  private record Spending(String by, int input) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> visits = new CopyOnWriteArrayList<>();
  private final Map<String, UnaryOperator<String>> lies = new ConcurrentHashMap<>();
  private final boolean inBatches;
  private volatile List<Block> blocks = List.of();
  private volatile Map<String, Transaction> transactions = Map.of();
  private volatile Map<String, Place> places = Map.of();
  private volatile Map<String, Spending> spendings = Map.of();

  private StandInEsplora(boolean inBatches) throws IOException {
    this.inBatches = inBatches;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * @param waiting transactions that are in no block
   */
  public static StandInEsplora telling(List<Block> blocks, Transaction... waiting) {
    return telling(false, blocks, waiting);
  }

  /** One that offers spenders of many transactions at once. */
  public static StandInEsplora inBatches(List<Block> blocks) {
    return telling(true, blocks);
  }

  private static StandInEsplora telling(
      boolean inBatches, List<Block> blocks, Transaction... waiting) {
    try {
      StandInEsplora server = new StandInEsplora(inBatches);
      server.tell(blocks, waiting);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it tells from now on. */
  public void tell(List<Block> history, Transaction... waiting) {
    Map<String, Transaction> all = new HashMap<>();
    Map<String, Place> where = new HashMap<>();
    for (int height = 0; height < history.size(); height++) {
      int index = 0;
      for (Transaction each : contained(history.get(height))) {
        all.put(id(each), each);
        where.put(id(each), new Place(height, index++));
      }
    }
    for (Transaction each : waiting) {
      all.put(id(each), each);
    }
    Map<String, Spending> spent = new HashMap<>();
    all.values()
        .forEach(each -> {
          for (TransactionInput input : each.getInputs()) {
            spent.put(
                input.getOutpoint().hash() + ":" + input.getOutpoint().index(),
                new Spending(id(each), input.getIndex()));
          }
        });
    blocks = List.copyOf(history);
    transactions = all;
    places = where;
    spendings = spent;
  }

  /**
   * Lies from now on.
   *
   * @param path below the address, without its first slash
   * @param lie made of what would be right
   */
  public StandInEsplora lie(String path, UnaryOperator<String> lie) {
    lies.put("/api/" + path, lie);
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
  }

  /** The way to it. */
  public BitcoinSources sources(Path folder, OptionalLong asOf) {
    return BitcoinSources.open(settings(folder, false, OptionalLong.empty(), asOf));
  }

  /** It as one of several sources. */
  public BitcoinSource source() {
    return new BitcoinSource.Esplora(
        new Endpoint("stand-in", Kind.ESPLORA, url(), Optional.empty(), KeyPlace.PATH, 10_000));
  }

  public BitcoinSettings settings(
      Path folder, boolean offline, OptionalLong maxCalls, OptionalLong asOf) {
    Path cache = folder.resolve("bitcoin-answers.db");
    return new BitcoinSettings(
        List.of(source()),
        Network.REGTEST,
        cache,
        folder.resolve("indexes"),
        offline,
        maxCalls,
        asOf,
        Progress.NONE);
  }

  /** Paths that were asked for, in order. */
  public List<String> visits() {
    return List.copyOf(visits);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    visits.add(path);
    try {
      if (path.matches("/api/block/[0-9a-f]{64}/raw")) {
        raw(exchange, path);
        return;
      }
      String right = answer(path).orElse("");
      String told = lies.getOrDefault(path, UnaryOperator.identity()).apply(right);
      boolean isThere = !told.isEmpty();
      send(exchange, isThere ? 200 : 404, isThere ? told : "Transaction not found");
    } finally {
      exchange.close();
    }
  }

  private void raw(HttpExchange exchange, String path) throws IOException {
    Block block = block(path.substring(11, 75)).orElseThrow();
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    byte[] bytes = block.serialize();
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Optional<String> answer(String path) {
    if (path.equals("/api/blocks/tip/height")) {
      return Optional.of(String.valueOf(blocks.size() - 1));
    }
    if (path.startsWith("/api/block-height/")) {
      int height = Integer.parseInt(path.substring("/api/block-height/".length()));
      return height < blocks.size()
          ? Optional.of(blocks.get(height).getHashAsString())
          : Optional.empty();
    }
    if (path.startsWith("/api/txs/outspends?txids=") && inBatches) {
      List<Object> all = new ArrayList<>();
      for (String id : path.substring(path.indexOf('=') + 1).split(",", -1)) {
        all.add(outspends(Optional.ofNullable(transactions.get(id)).orElseThrow()));
      }
      return Optional.of(json(all));
    }
    Matcher named = PATH.matcher(path);
    if (!named.matches()) {
      return Optional.empty();
    }
    return named.group(1).equals("block")
        ? block(named.group(2)).flatMap(block -> block(block, named.group(3)))
        : Optional.ofNullable(transactions.get(named.group(2)))
            .flatMap(transaction -> transaction(transaction, named.group(3)));
  }

  private Optional<Block> block(String hash) {
    return blocks.stream().filter(block -> block.getHashAsString().equals(hash)).findFirst();
  }

  private Optional<String> block(Block block, String what) {
    if (what.equals("header")) {
      return Optional.of(HEX.formatHex(block.serialize(), 0, Block.HEADER_SIZE));
    }
    if (what.startsWith("txs/")) {
      return Optional.of(
          json(
              contained(block).stream()
                  .skip(Integer.parseInt(what.substring(4)))
                  .limit(PAGE)
                  .map(this::told)
                  .toList()));
    }
    return Optional.empty();
  }

  private Optional<String> transaction(Transaction transaction, String what) {
    return switch (what) {
      case "" -> Optional.of(json(told(transaction)));
      case "hex" -> Optional.of(HEX.formatHex(transaction.serialize()));
      case "status" -> Optional.of(json(status(id(transaction))));
      case "outspends" -> Optional.of(json(outspends(transaction)));
      case "merkle-proof" ->
          Optional.ofNullable(places.get(id(transaction))).map(place -> json(proof(place)));
      default -> Optional.empty();
    };
  }

  private Map<String, Object> told(Transaction transaction) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("txid", id(transaction));
    told.put("vin", transaction.getInputs().stream().map(this::input).toList());
    told.put("vout", transaction.getOutputs().stream().map(StandInEsplora::output).toList());
    told.put("status", status(id(transaction)));
    return told;
  }

  private Map<String, Object> input(TransactionInput input) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("txid", input.getOutpoint().hash().toString());
    told.put("vout", input.getOutpoint().index());
    Optional.ofNullable(transactions.get(input.getOutpoint().hash().toString()))
        .ifPresent(
            parent -> told.put("prevout", output(parent.getOutput(input.getOutpoint().index()))));
    return told;
  }

  private static Map<String, Object> output(TransactionOutput output) {
    return Map.of(
        "scriptpubkey", HEX.formatHex(output.getScriptBytes()),
        "value", output.getValue().getValue());
  }

  private Map<String, Object> status(String id) {
    Place place = places.get(id);
    return place == null
        ? Map.of("confirmed", false)
        : Map.of(
            "confirmed", true,
            "block_height", place.height(),
            "block_hash", blocks.get(place.height()).getHashAsString(),
            "block_time", blocks.get(place.height()).time().getEpochSecond());
  }

  private List<Object> outspends(Transaction transaction) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < transaction.getOutputs().size(); i++) {
      Spending spending = spendings.get(id(transaction) + ":" + i);
      all.add(
          spending == null
              ? Map.of("spent", false)
              : Map.of(
                  "spent", true,
                  "txid", spending.by(),
                  "vin", spending.input(),
                  "status", status(spending.by())));
    }
    return all;
  }

  private Map<String, Object> proof(Place place) {
    List<Sha256Hash> level =
        contained(blocks.get(place.height())).stream().map(Transaction::getTxId).toList();
    List<String> merkle = new ArrayList<>();
    for (int at = place.index(); level.size() > 1; at /= 2) {
      merkle.add(level.get(Math.min(at ^ 1, level.size() - 1)).toString());
      List<Sha256Hash> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        next.add(parent(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
      }
      level = next;
    }
    return Map.of("block_height", place.height(), "merkle", merkle, "pos", place.index());
  }

  private static Sha256Hash parent(Sha256Hash left, Sha256Hash right) {
    ByteBuffer both = ByteBuffer.allocate(2 * Sha256Hash.LENGTH);
    right.write(left.write(both));
    return Sha256Hash.wrapReversed(Sha256Hash.hashTwice(both.array()));
  }

  private static List<Transaction> contained(Block block) {
    return List.copyOf(block.getTransactions());
  }

  private static String id(Transaction transaction) {
    return transaction.getTxId().toString();
  }

  private static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
