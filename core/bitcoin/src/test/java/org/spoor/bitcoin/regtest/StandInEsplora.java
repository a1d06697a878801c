package org.spoor.bitcoin.regtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.kit.Traffic;

/** An Esplora server on the loopback that tells a history, lies as told and fails as told. */
public final class StandInEsplora implements AutoCloseable {

  static {
    // Else small answers wait for the acknowledgement of the one before.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> visits = new CopyOnWriteArrayList<>();
  private final Map<String, UnaryOperator<String>> lies = new ConcurrentHashMap<>();
  private final Traffic traffic = new Traffic();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private final boolean inBatches;
  private volatile EsploraAnswers answers = new EsploraAnswers(List.of(), List.of());
  private volatile Optional<EsploraAnswers> other = Optional.empty();
  private volatile String theOthers = "";
  private volatile String failing = "";
  private volatile Runnable cut = () -> {};
  private volatile Duration delay = Duration.ZERO;

  private StandInEsplora(boolean inBatches) throws IOException {
    this.inBatches = inBatches;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * One like Blockstream's.
   *
   * @param waiting transactions that are in no block
   */
  public static StandInEsplora telling(List<Block> blocks, Transaction... waiting) {
    return telling(false, blocks, waiting);
  }

  /** One like that of mempool.space, which offers spenders of many transactions at once. */
  public static StandInEsplora inBatches(List<Block> blocks, Transaction... waiting) {
    return telling(true, blocks, waiting);
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
    answers = new EsploraAnswers(history, List.of(waiting));
  }

  /**
   * From now on there is another server behind the name.
   *
   * @param part a regular expression of paths that it answers
   */
  public void alsoTell(List<Block> history, String part) {
    theOthers = part;
    other = Optional.of(new EsploraAnswers(history, List.of()));
  }

  /**
   * Lies from now on.
   *
   * @param path below the address, without its first slash
   * @param lie made of what would be right
   */
  public StandInEsplora lie(String path, UnaryOperator<String> lie) {
    lies.put(path, lie);
    return this;
  }

  /**
   * Answers with HTTP 403 from now on.
   *
   * @param part a regular expression of paths
   */
  public void fail(String part) {
    failing = part;
  }

  /** By how much every answer is late from now on. */
  public void delay(Duration time) {
    delay = time;
  }

  /**
   * After so many more answers every connection is cut.
   *
   * @param then what happens first
   */
  public void cutAfter(int more, Runnable then) {
    cut = then;
    left.set(more);
  }

  /** Connections are cut no longer. */
  public void mend() {
    left.set(Integer.MAX_VALUE);
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
    return new BitcoinSource.Esplora(endpoint());
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

  public Endpoint endpoint() {
    return endpoint(url());
  }

  /** One that has this address, perhaps in another process. */
  public static Endpoint endpoint(URI url) {
    return new Endpoint("stand-in", url, Optional.empty(), KeyPlace.PATH, 10_000);
  }

  /** Paths that were asked for, in order. */
  public List<String> visits() {
    return List.copyOf(visits);
  }

  /** What has come since it was opened. */
  public Traffic.Count count() {
    return traffic.count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring("/api/".length());
    visits.add("/api/" + path);
    int place = traffic.begin(List.of(path.replaceAll("[0-9a-f]{64}.*?", "*")));
    try (exchange) {
      Thread.sleep(delay);
      if (left.getAndDecrement() > 0) {
        answer(exchange, path);
      } else {
        cut.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      traffic.end(place);
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    if (path.matches(failing)) {
      send(exchange, 403, "text/plain", "no".getBytes(UTF_8));
      return;
    }
    EsploraAnswers told = other.filter(_ -> path.matches(theOthers)).orElse(answers);
    if (path.matches("block/[0-9a-f]{64}/raw")) {
      Block block = told.block(path.substring(6, 70)).orElseThrow();
      send(exchange, 200, "application/octet-stream", block.serialize());
      return;
    }
    boolean isOffered = inBatches || !path.startsWith("txs/");
    String right = isOffered ? told.to(path).orElse("") : "";
    String text = lies.getOrDefault(path, UnaryOperator.identity()).apply(right);
    if (text.isEmpty()) {
      String what = path.startsWith("block") ? "Block" : "Transaction";
      send(exchange, 404, "text/plain", (what + " not found").getBytes(UTF_8));
    } else {
      boolean isJson = text.startsWith("{") || text.startsWith("[");
      send(exchange, 200, isJson ? "application/json" : "text/plain", text.getBytes(UTF_8));
    }
  }

  private void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    traffic.answered(body.length);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
