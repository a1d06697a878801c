package org.spoor.bitcoin.blockfile;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Blocks of mainnet. The system property {@code spoor.real-blocks} names a folder with {@code btcd}
 * (files of btcsuite/btcd, commit 2c67bc2: {@code *.blk} and {@code *.bz2}, which need the program
 * bzip2) and {@code bitcoin-etl} (test resources of blockchain-etl/bitcoin-etl, commit b62aedd).
 */
final class RealBlocksTest {

  private static final String PROPERTY = "spoor.real-blocks";
  private static final String ETL = "bitcoin-etl/test_export_blocks_job/bitcoin";

  @TempDir private Path folder;

  private static Path real(String name) {
    String all = System.getProperty(PROPERTY, "");
    assumeTrue(!all.isEmpty(), "no real blocks at hand: system property " + PROPERTY + " not set");
    return Path.of(all, name);
  }

  private static byte[] unpacked(String name) throws IOException {
    Path file = real(name);
    Process bzip2;
    try {
      bzip2 = new ProcessBuilder("bzip2", "-dc", file.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "no program bzip2: " + e.getMessage());
      throw e;
    }
    try (InputStream out = bzip2.getInputStream()) {
      return out.readAllBytes();
    }
  }

  /** The blocks of a file in which each stands behind four bytes and its length. */
  private static List<byte[]> frames(byte[] file) {
    List<byte[]> blocks = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(file);
    while (rest.hasRemaining()) {
      rest.order(ByteOrder.BIG_ENDIAN);
      assertThat(rest.getInt()).isEqualTo(Network.MAIN.magic());
      byte[] raw = new byte[rest.order(LITTLE_ENDIAN).getInt()];
      rest.get(raw);
      blocks.add(raw);
    }
    return blocks;
  }

  private static void assertWrittenAgainTheSame(byte[] raw, String hash) {
    BareBlock block = new Blocks(Network.MAIN).read(raw, hash);

    assertThat(block.hash()).startsWith(hash);
    assertThat(Blocks.checked(raw, hash).serialize()).isEqualTo(raw);
  }

  @Test
  void read_blockOf2019_isWrittenAgainTheSame() throws IOException {
    String hash = "00000000000000000021868c2cefc52a480d173c849412fe81c4e5ab806f94ab";

    assertWrittenAgainTheSame(Files.readAllBytes(real("btcd/block-" + hash + ".blk")), hash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"277647.dat", "blk_0_to_4.dat", "blk_3A.dat", "blk_4A.dat", "blk_5A.dat"})
  void read_blocksOfFiles_areWrittenAgainTheSame(String name) throws IOException {
    for (byte[] raw : frames(unpacked("btcd/" + name + ".bz2"))) {
      assertWrittenAgainTheSame(raw, "");
    }
  }

  @Test
  void open_firstBlocks_isTheirHistory() throws IOException {
    Path blocks = Files.createDirectories(folder.resolve("blocks"));
    byte[] first = NetworkParameters.of(BitcoinNetwork.MAINNET).getGenesisBlock().serialize();
    byte[] rest = unpacked("btcd/blocks1-256.bz2");
    Files.write(
        blocks.resolve("blk00000.dat"),
        ByteBuffer.allocate(8 + first.length + rest.length)
            .putInt(Network.MAIN.magic())
            .order(LITTLE_ENDIAN)
            .putInt(first.length)
            .put(first)
            .put(rest)
            .array());

    ChainReader reader =
        BlockFiles.open(blocks, folder.resolve("index"), Network.MAIN, Progress.NONE);

    assertThat(reader.heads().getFirst().height()).hasValue(255);
    TxId mined = main("0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9");
    TxId paid = main("f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16");
    UtxoTransaction payment = (UtxoTransaction) reader.transaction(paid).orElseThrow();
    assertThat(payment.position()).isEqualTo(new ChainPosition(170, 1, 0));
    assertThat(payment.fee()).isEqualTo(Amount.ZERO);
    assertThat(reader.transaction(mined).orElseThrow().position().height()).isEqualTo(9);
    assertThat(reader.spend(new OutPoint(mined, 0), ChainPosition.startOf(9)))
        .isEqualTo(new Spend.By(payment));
    assertThat(reader.block(Chain.BITCOIN, 170).orElseThrow()).hasSize(2).contains(payment);
  }

  private static TxId main(String hash) {
    return new TxId(Chain.BITCOIN, hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "block_0",
        "block_1",
        "block_with_transactions",
        "block_without_transactions",
        "stream_50001_50002"
      })
  void read_blocksOfANode_areTheRecordedRows(String name) throws IOException {
    Path answers = real(ETL).resolve(name);
    List<BareTransaction> read = new ArrayList<>();
    try (Stream<Path> files = Files.list(answers)) {
      for (Path file : files.filter(RealBlocksTest::isBlock).sorted().toList()) {
        JsonNode block = JsonMapper.shared().readTree(Files.readString(file));
        BareBlock bare =
            new Blocks(Network.MAIN).read(block(block).serialize(), String.valueOf(file));
        assertThat(bare.hash()).isEqualTo(block.get("hash").asString());
        read.addAll(bare.transactions());
      }
    }

    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(answers.resolve("expected_transactions.json"))) {
      rows.add(JsonMapper.shared().readTree(line));
    }
    assertThat(read).isNotEmpty();
    assertThat(read.stream().map(RealBlocksTest::told))
        .containsExactlyInAnyOrderElementsOf(rows.stream().map(RealBlocksTest::told).toList());
  }

  private static boolean isBlock(Path file) {
    return String.valueOf(file.getFileName()).matches("rpc_response_getblock_.*_2\\.json");
  }

  private static Block block(JsonNode node) {
    List<Transaction> transactions =
        node.get("tx")
            .valueStream()
            .map(tx -> HexFormat.of().parseHex(tx.get("hex").asString()))
            .map(raw -> Transaction.read(ByteBuffer.wrap(raw)))
            .toList();
    return new Block(
        node.get("version").asLong(),
        Sha256Hash.wrap(node.path("previousblockhash").asString("0".repeat(64))),
        Sha256Hash.wrap(node.get("merkleroot").asString()),
        Instant.ofEpochSecond(node.get("time").asLong()),
        Long.parseLong(node.get("bits").asString(), 16),
        node.get("nonce").asLong(),
        transactions);
  }

  /** Id, what is spent, and values and scripts or addresses of the outputs. */
  private static List<String> told(BareTransaction transaction) {
    List<String> told = new ArrayList<>(List.of(transaction.id().text()));
    transaction.spent().forEach(spent -> told.add(spent.toString()));
    transaction.outputs().forEach(output -> told.add(output.value() + " " + output.owner().text()));
    return told;
  }

  private static List<String> told(JsonNode row) {
    List<String> told = new ArrayList<>(List.of(row.get("hash").asString()));
    for (JsonNode input : row.get("inputs")) {
      told.add(
          input.get("spent_transaction_hash").asString()
              + ":"
              + input.get("spent_output_index").asInt());
    }
    for (JsonNode output : row.get("outputs")) {
      told.add(output.get("value").asString() + " " + owner(output));
    }
    return told;
  }

  /** The rows name an address for a bare public key too; the chain knows none. */
  private static String owner(JsonNode output) {
    return output.get("type").asString().equals("pubkeyhash")
        ? output.get("addresses").get(0).asString()
        : new Script(output.get("script_hex").asString()).text();
  }
}
