package org.spoor.bitcoin.blockfile;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.BeforeEach;
import org.spoor.model.value.TxId;

/**
 * The figures on the chain that they come from: citp/BlockSci, commit 14ccc93. The system property
 * {@code spoor.blocksci-regtest} names the folder with its {@code blk00000.dat} and {@code
 * output.json}.
 */
final class GoldenBlockSciTest extends GoldenNumbers {

  private static final String PROPERTY = "spoor.blocksci-regtest";

  private Path folder = Path.of("");

  @BeforeEach
  void requireFolder() {
    String named = System.getProperty(PROPERTY, "");
    assumeTrue(
        !named.isEmpty(), "BlockSci's block file is not at hand: system property " + PROPERTY);
    folder = Path.of(named);
  }

  @Override
  List<Block> blocks() {
    try {
      ByteBuffer rest = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("blk00000.dat")));
      List<Block> blocks = new ArrayList<>();
      while (rest.remaining() > 8 && rest.getInt() != 0) {
        int end = rest.order(LITTLE_ENDIAN).getInt() + rest.position();
        blocks.add(Block.read(rest));
        rest.order(ByteOrder.BIG_ENDIAN).position(end);
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  TxId named(String name) {
    try {
      String all = Files.readString(folder.resolve("output.json"));
      Matcher found = Pattern.compile("\"%s\": \"([0-9a-f]{64})\"".formatted(name)).matcher(all);
      return id(found.results().map(match -> match.group(1)).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
