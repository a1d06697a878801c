package org.spoor.bitcoin.regtest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.core.Block;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.kit.NpmPackage;

/**
 * A real node that is told a chain: bcoin, in a process of its own, with nothing on disk. It checks
 * the work of blocks and what they commit to, and no signatures.
 */
public final class Bcoin implements AutoCloseable {

  private static final NpmPackage PACKAGE = new NpmPackage("bcoin", "1.0.2");
  private static final String KEY = "spoor-test";
  private static final HexFormat HEX = HexFormat.of();

  private static @Nullable Bcoin shared;

  private final Process process;
  private final PrintStream in;
  private final BufferedReader out;
  private int peerPort;
  private int rpcPort;

  private Bcoin(Process process) {
    this.process = process;
    this.in = new PrintStream(process.getOutputStream(), true, US_ASCII);
    this.out = process.inputReader(US_ASCII);
  }

  /**
   * Starts a node that knows these blocks; the test is skipped where the machine has no Node.js.
   *
   * @param blocks from the network's own first block on
   */
  private static Bcoin start(List<Block> blocks) {
    Bcoin bcoin = new Bcoin(process());
    bcoin.add(blocks.subList(1, blocks.size()));
    return bcoin;
  }

  /**
   * The one that knows {@link ServedHistory#theft} and nothing more. It ends with the tests, whose
   * end closes what it reads from.
   */
  public static synchronized Bcoin ofTheft() {
    if (shared == null) {
      shared = start(ServedHistory.theft().chain().blocks());
    }
    return shared;
  }

  private static Process process() {
    Path module = PACKAGE.file("");
    ProcessBuilder command =
        new ProcessBuilder("node", "src/test/node/bcoin.js", module.toString(), KEY);
    command.environment().put("NODE_BACKEND", "js");
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return command.start();
    } catch (IOException e) {
      String line = "node is not on the PATH";
      System.err.println("test skipped: " + line);
      return abort(line);
    }
  }

  /** Tells it more blocks. */
  public void add(List<Block> blocks) {
    blocks.forEach(block -> in.println(HEX.formatHex(block.serialize())));
    in.println("ready");
    try {
      String said = Optional.ofNullable(out.readLine()).orElseThrow();
      String[] numbers = said.split(" ", -1);
      peerPort = Integer.parseInt(numbers[0]);
      rpcPort = Integer.parseInt(numbers[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it speaks with other nodes. */
  public String peer() {
    return "127.0.0.1:" + peerPort;
  }

  /** Where it answers to JSON-RPC. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + rpcPort);
  }

  /** User and password. */
  public String key() {
    return "spoor:" + KEY;
  }

  @Override
  public void close() {
    in.close();
    NpmPackage.waitFor(process);
  }
}
