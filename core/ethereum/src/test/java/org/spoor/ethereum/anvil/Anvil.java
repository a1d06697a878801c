package org.spoor.ethereum.anvil;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spoor.kit.NpmPackage;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An Ethereum node of the test's own: a fresh chain with the number of the main network, whose
 * blocks are made by command alone, {@link #STEP} apart, and which signs for every address. Two
 * blocks below the last one are finalised.
 */
public final class Anvil implements AutoCloseable {

  public static final String VERSION = "1.7.1";

  /** When the first block was made. */
  public static final Instant GENESIS = Instant.parse("2024-01-01T00:00:00Z");

  /** From a block's time to the next one's, unless a time was set. */
  public static final Duration STEP = Duration.ofSeconds(12);

  /** What every transaction of {@link #send} pays for a unit of gas. */
  public static final BigInteger GAS_PRICE = BigInteger.valueOf(2_000_000_000L);

  /** What {@link #pay} costs its sender. */
  public static final BigInteger PAYMENT_FEE = GAS_PRICE.multiply(BigInteger.valueOf(21_000));

  /** Each of them has 10,000 ether at genesis. */
  public static final List<Address> RICH =
      List.of(
          address("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"),
          address("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
          address("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
          address("0x90f79bf6eb2c4f870365e785982e1f101e93b906"),
          address("0x15d34aaf54267db7d7c367839aaf71a00a2c6a65"),
          address("0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc"),
          address("0x976ea74026e726554db657fa54763abd0c3a0aa9"),
          address("0x14dc79964da2c08b23698b3d3cc7ca32193d9955"),
          address("0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f"),
          address("0xa0ee7a142d267c1f36714e4a8f75612f20a79720"));

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long GAS_LIMIT = 2_000_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path folder;
  private final URI url;
  private final Thread atExit;

  private Anvil(Process process, Path folder, URI url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
    this.atExit = new Thread(() -> end(process, folder));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a node; the test is skipped where npm cannot provide one.
   *
   * @param options of the command line, after those that make its runs alike
   */
  public static Anvil start(String... options) {
    try {
      return started(new ArrayList<>(List.of(options)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Anvil started(List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of(binary().toString()));
    Path folder = Files.createTempDirectory("spoor-anvil");
    Path log = folder.resolve("log");
    command.addAll(
        List.of("--host", "127.0.0.1", "--port", "0", "--cache-path", folder.toString()));
    command.addAll(List.of("--timestamp", Long.toString(GENESIS.getEpochSecond())));
    command.addAll(List.of("--no-mining", "--order", "fifo", "--steps-tracing"));
    command.addAll(List.of("--slots-in-an-epoch", "1"));
    command.addAll(List.of("--auto-impersonate", "--gas-limit", "1000000000"));
    command.addAll(options.contains("--chain-id") ? List.of() : List.of("--chain-id", "1"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    Anvil anvil = new Anvil(process, folder, URI.create("http://127.0.0.1:" + port(process, log)));
    anvil.rpc("anvil_setBlockTimestampInterval", STEP.toSeconds());
    return anvil;
  }

  /** Read from what it says, since it picks a free one itself. */
  private static String port(Process process, Path log) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      boolean alive = process.isAlive();
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return listening.group(1);
      }
      if (!alive) {
        break;
      }
      sleep(Duration.ofMillis(10));
    }
    process.destroyForcibly();
    throw new IOException("Anvil does not listen; it says: " + Files.readString(log).strip());
  }

  private static Path binary() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.startsWith("windows") ? "win32" : os.startsWith("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    if (system.equals("win32") && processor.equals("arm64")) {
      abort("Anvil " + VERSION + " is not made for " + system + "-" + processor);
    }
    NpmPackage anvil = new NpmPackage("@foundry-rs/anvil-" + system + "-" + processor, VERSION);
    return anvil.file(system.equals("win32") ? "bin/anvil.exe" : "bin/anvil");
  }

  public URI url() {
    return url;
  }

  /**
   * What the node answers.
   *
   * @param params as JSON-RPC has them
   * @throws IllegalStateException with its own words if it refuses
   */
  public JsonNode rpc(String method, Object... params) {
    return result(method, post(request(1, method, params)));
  }

  /** Calls of one method in one request; the answers are in the order of the calls. */
  public List<JsonNode> rpcAll(String method, List<List<Object>> calls) {
    List<Object> requests = new ArrayList<>();
    for (List<Object> params : calls) {
      requests.add(request(requests.size(), method, params.toArray()));
    }
    List<JsonNode> results = new ArrayList<>();
    if (!requests.isEmpty()) {
      post(requests).forEach(answer -> results.add(result(method, answer)));
    }
    return results;
  }

  private static Map<String, Object> request(int id, String method, Object... params) {
    return Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
  }

  private static JsonNode result(String method, JsonNode answer) {
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  private JsonNode post(Object body) {
    HttpRequest.BodyPublisher json =
        HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    HttpRequest request =
        HttpRequest.newBuilder(url).header("Content-Type", "application/json").POST(json).build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Makes a block of what waits. */
  public void mine() {
    rpc("evm_mine");
  }

  /** Makes a number of blocks at once. */
  public void mine(int blocks) {
    rpc("anvil_mine", hex(BigInteger.valueOf(blocks)), hex(BigInteger.valueOf(STEP.toSeconds())));
  }

  /** When the next block will have been made; later than the last one. */
  public void setNextTime(Instant time) {
    rpc("evm_setNextBlockTimestamp", time.getEpochSecond());
  }

  /** Replaces the last blocks by empty ones. */
  public void reorg(int depth) {
    rpc("anvil_reorg", depth, List.of());
  }

  /** The height of the last block. */
  public long height() {
    return Long.decode(rpc("eth_blockNumber").asString());
  }

  /**
   * Hands in a transaction for the next block.
   *
   * @param value in wei
   * @param data hexadecimal with 0x
   */
  public TxId send(Address from, Address to, BigInteger value, String data) {
    return send(from, Optional.of(to), value, data, GAS_LIMIT);
  }

  /** Hands in a plain payment, which costs {@link #PAYMENT_FEE}. */
  public TxId pay(Address from, Address to, BigInteger value) {
    return send(from, Optional.of(to), value, "0x", 21_000);
  }

  /** Hands in the creation of a contract; its address is in the receipt. */
  public TxId create(Address from, BigInteger value, String code) {
    return send(from, Optional.empty(), value, code, 2 * GAS_LIMIT);
  }

  private TxId send(Address from, Optional<Address> to, BigInteger value, String data, long gas) {
    JsonNode hash = rpc("eth_sendTransaction", transaction(from, to, value, data, gas));
    return new TxId(Chain.ETHEREUM, hash.asString());
  }

  /** A plain payment by one who has made as many transactions as {@code nonce} says. */
  record Payment(Address from, long nonce, Address to, BigInteger value) {}

  /** Hands in plain payments, many in a request; the answers are in their order. */
  List<TxId> payAll(List<Payment> payments) {
    List<TxId> ids = new ArrayList<>();
    for (int i = 0; i < payments.size(); i += 1_000) {
      List<List<Object>> calls = new ArrayList<>();
      for (Payment p : payments.subList(i, Math.min(i + 1_000, payments.size()))) {
        Map<String, Object> one =
            transaction(p.from(), Optional.of(p.to()), p.value(), "0x", 21_000);
        one.put("nonce", hex(BigInteger.valueOf(p.nonce())));
        calls.add(List.of(one));
      }
      rpcAll("eth_sendTransaction", calls)
          .forEach(hash -> ids.add(new TxId(Chain.ETHEREUM, hash.asString())));
    }
    return ids;
  }

  private static Map<String, Object> transaction(
      Address from, Optional<Address> to, BigInteger value, String data, long gas) {
    Map<String, Object> transaction = new LinkedHashMap<>();
    transaction.put("from", from.text());
    to.ifPresent(recipient -> transaction.put("to", recipient.text()));
    transaction.put("value", hex(value));
    transaction.put("data", data);
    transaction.put("gas", hex(BigInteger.valueOf(gas)));
    transaction.put("gasPrice", hex(GAS_PRICE));
    return transaction;
  }

  /** What an address has, in wei, after the last block. */
  public BigInteger balance(Address address) {
    return number(rpc("eth_getBalance", address.text(), "latest"));
  }

  public JsonNode receipt(TxId tx) {
    return rpc("eth_getTransactionReceipt", tx.text());
  }

  static BigInteger number(JsonNode quantity) {
    return new BigInteger(quantity.asString().substring(2), 16);
  }

  static String hex(BigInteger quantity) {
    return "0x" + quantity.toString(16);
  }

  static Address address(String text) {
    return new Address(Chain.ETHEREUM, text);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end(process, folder);
    http.close();
  }

  private static void end(Process process, Path folder) {
    process.destroyForcibly();
    NpmPackage.waitFor(process);
    try {
      NpmPackage.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
