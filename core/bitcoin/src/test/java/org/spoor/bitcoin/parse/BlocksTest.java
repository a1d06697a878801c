package org.spoor.bitcoin.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

final class BlocksTest {

  private static final int HEADER = 80;

  private final RegtestChain chain = RegtestChain.begin().mineEmpty(2);
  private final Block block = block();

  private Block block() {
    return chain
        .mine(
            new Payment().from(chain.coinbase(1), 0).to("a", 50_0000_0000L).transaction(),
            new Payment().from(chain.coinbase(2), 0).to("b", 50_0000_0000L).transaction())
        .block(3);
  }

  private static String refusal(byte[] raw) {
    SpoorException refusal =
        catchThrowableOfType(
            SpoorException.class, () -> new Blocks(Network.REGTEST).read(raw, "this block"));
    assertThat(refusal).isNotNull();
    assertThat(refusal.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    return String.valueOf(refusal.getMessage());
  }

  /** The facts of the first block are known to everybody. */
  @Test
  void read_firstBlock_isWhatIsKnownOfIt() {
    byte[] raw = NetworkParameters.of(BitcoinNetwork.MAINNET).getGenesisBlock().serialize();

    BareBlock first = new Blocks(Network.MAIN).read(raw, "first");

    assertThat(first.hash())
        .isEqualTo("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f")
        .isEqualTo(Network.MAIN.genesis());
    assertThat(first.previous()).isEqualTo("0".repeat(64));
    assertThat(first.time()).isEqualTo(Instant.parse("2009-01-03T18:15:05Z"));
    BareTransaction coinbase = first.transactions().getFirst();
    assertThat(coinbase.id())
        .isEqualTo(
            new TxId(
                Chain.BITCOIN, "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"));
    assertThat(coinbase.outputs().getFirst().value()).isEqualTo(Amount.of(50_0000_0000L));
    assertThat(coinbase.outputs().getFirst().owner())
        .isInstanceOfSatisfying(Script.class, key -> assertThat(key.text()).startsWith("4104678a"));
  }

  @Test
  void read_block_hasItsTransactionsInOrder() {
    BareBlock read = new Blocks(Network.REGTEST).read(block.serialize(), "this block");

    assertThat(read.ids())
        .isEqualTo(
            chain.transactions().stream()
                .filter(t -> t.position().height() == 3)
                .map(t -> t.id())
                .toList());
    assertThat(read.previous()).isEqualTo(chain.block(2).getHashAsString());
  }

  @Test
  void read_cutAtEveryLength_isRefused() {
    byte[] raw = block.serialize();
    for (int length = 0; length < raw.length; length++) {
      assertThat(refusal(Arrays.copyOf(raw, length))).startsWith("this block: ");
    }
  }

  @Test
  void read_bytesBehindTheEnd_isRefused() {
    byte[] raw = block.serialize();

    assertThat(refusal(Arrays.copyOf(raw, raw.length + 3)))
        .isEqualTo("this block: 3 bytes behind its end");
  }

  @Test
  void read_countBeyondTheBytes_isRefused() {
    ByteBuffer raw = ByteBuffer.allocate(HEADER + 9 + 100).order(ByteOrder.LITTLE_ENDIAN);
    raw.put(block.serialize(), 0, HEADER).put((byte) 0xff).putLong(1L << 32);

    assertThat(refusal(raw.array())).startsWith("this block: ");
  }

  @Test
  void read_noTransactions_isRefused() {
    assertThat(refusal(with(List.of()))).isEqualTo("this block: it has no transactions");
  }

  @Test
  void read_otherTransactions_isRefused() {
    byte[] raw = RegtestChain.altered(block, HEADER + 6, 1, 2, 3);

    assertThat(refusal(raw)).isEqualTo("this block: its header commits to other transactions");
  }

  /** CVE-2012-2459: the last two transactions repeated have the same root. */
  @Test
  void read_transactionsRepeated_isRefused() {
    List<Transaction> three = List.copyOf(block.getTransactions());
    List<Transaction> four = new ArrayList<>(three);
    four.add(three.getLast());

    assertThat(refusal(with(four, block.getMerkleRoot())))
        .isEqualTo("this block: it repeats transactions");
  }

  @Test
  void read_coinbaseMissing_isRefused() {
    assertThat(refusal(with(List.of(chain.transaction(3, 1)))))
        .isEqualTo("this block: transaction 0 is no coinbase");
  }

  @Test
  void read_secondCoinbase_isRefused() {
    assertThat(refusal(with(List.of(chain.coinbase(1), chain.coinbase(2)))))
        .isEqualTo("this block: transaction 1 is a coinbase");
  }

  private static byte[] with(List<Transaction> transactions) {
    Sha256Hash root =
        transactions.isEmpty()
            ? Sha256Hash.ZERO_HASH
            : new Block(1, Sha256Hash.ZERO_HASH, null, Instant.EPOCH, 0, 0, transactions)
                .getMerkleRoot();
    return with(transactions, root);
  }

  private static byte[] with(List<Transaction> transactions, Sha256Hash root) {
    return new Block(1, Sha256Hash.ZERO_HASH, root, Instant.EPOCH, 0, 0, transactions).serialize();
  }
}
