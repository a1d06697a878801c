package org.spoor.bitcoin.core;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/** The machine's own bitcoind with a chain of its own, all indexes on. */
final class Bitcoind implements AutoCloseable {

  /** OP_TRUE: whoever names such an output may spend it, without a signature. */
  private static final String ANYBODY = "51";

  private static final String MINER = "raw(%s)".formatted(ANYBODY);
  private static final HexFormat HEX = HexFormat.of();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final URI url;
  private final Path cookie;
  private final Path folder;

  private Bitcoind(Process process, URI url, Path folder) {
    this.process = process;
    this.url = url;
    this.folder = folder;
    this.cookie = folder.resolve("regtest").resolve(".cookie");
  }

  /**
   * Starts a node; the test is skipped where there is no bitcoind on the PATH.
   *
   * @param folder empty, for its data
   */
  static Bitcoind start(Path folder) throws IOException {
    int port = freePort();
    List<String> command =
        List.of(
            "bitcoind",
            "-regtest",
            "-datadir=" + folder,
            "-txindex=1",
            "-blockfilterindex=1",
            "-listen=0",
            "-connect=0",
            "-disablewallet",
            "-rpcbind=127.0.0.1",
            "-rpcallowip=127.0.0.1",
            "-rpcport=" + port);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
      return new Bitcoind(process, URI.create("http://127.0.0.1:" + port), folder);
    } catch (IOException e) {
      String line = "bitcoind is not on the PATH";
      System.err.println("test skipped: " + line);
      return abort(line);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI url() {
    return url;
  }

  /** User and password, as it wrote them down when it started. */
  Optional<String> key() {
    try {
      return Optional.of(Files.readString(cookie).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the chain.
   *
   * @param run by which it is asked
   */
  ServedHistory theft(CoreUnderTest run) {
    await(() -> key().isPresent() && isUp(run));
    Node node = run.http(url, key());
    ask(node, "generatetodescriptor", 103, MINER);
    Transaction theft =
        anybodys(new Payment().from(coinbase(node, 1), 0), 3_000_000_000L, 1_999_990_000L);
    mine(node, theft);
    Transaction split = anybodys(new Payment().from(theft, 0), 1_400_000_000L, 1_599_990_000L);
    Transaction atOnce = new Payment().from(split, 0).to("left", 1_399_990_000L).transaction();
    mine(node, split, atOnce);
    Transaction merged =
        anybodys(
            new Payment().from(theft, 1).from(coinbase(node, 2), 0), 6_000_000_000L, 999_980_000L);
    mine(node, merged);
    ask(node, "generatetodescriptor", 5, MINER);
    mine(node, new Payment().from(split, 1).to("late", 1_599_980_000L).transaction());
    ask(node, "generatetodescriptor", 2, MINER);
    Transaction waits = new Payment().from(merged, 0).to("soon", 5_999_990_000L).transaction();
    ask(node, "sendrawtransaction", HEX.formatHex(waits.serialize()));
    await(() -> isIndexed(node));
    return new ServedHistory(RegtestChain.of(blocks(node)), List.of(waits));
  }

  private static Transaction anybodys(Payment payment, long... values) {
    LongStream.of(values).forEach(value -> payment.toScript(ANYBODY, value));
    return payment.transaction();
  }

  private static Transaction coinbase(Node node, long height) {
    return List.copyOf(Optional.ofNullable(block(node, height).getTransactions()).orElseThrow())
        .getFirst();
  }

  private static void mine(Node node, Transaction... transactions) {
    List<String> raw =
        List.of(transactions).stream().map(each -> HEX.formatHex(each.serialize())).toList();
    ask(node, "generateblock", MINER, raw);
  }

  private static List<Block> blocks(Node node) {
    return LongStream.rangeClosed(0, ask(node, "getblockcount").longValue())
        .mapToObj(height -> block(node, height))
        .toList();
  }

  private static Block block(Node node, long height) {
    String hash = ask(node, "getblockhash", height).asString();
    return Block.read(ByteBuffer.wrap(HEX.parseHex(ask(node, "getblock", hash, 0).asString())));
  }

  private boolean isUp(CoreUnderTest run) {
    try {
      return run.http(url, key()).ask(List.of(call("getblockcount"))).getFirst()
          instanceof Reply.Result;
    } catch (SpoorException starting) {
      return false;
    }
  }

  private static boolean isIndexed(Node node) {
    JsonNode indexes = ask(node, "getindexinfo");
    return indexes.size() == 2
        && indexes.valueStream().allMatch(index -> index.path("synced").booleanValue());
  }

  private static JsonNode ask(Node node, String method, Object... params) {
    return switch (node.ask(List.of(call(method, params))).getFirst()) {
      case Reply.Result(JsonNode value) -> value;
      case Reply.Refusal refusal -> throw new AssertionError(method + ": " + refusal);
    };
  }

  private static Call call(String method, Object... params) {
    return new Call(method, List.of(params), false);
  }

  private void await(BooleanSupplier done) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!done.getAsBoolean()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("bitcoind is not ready; what it says is in " + folder);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
