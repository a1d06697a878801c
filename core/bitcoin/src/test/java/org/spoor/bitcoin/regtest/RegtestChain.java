package org.spoor.bitcoin.regtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.ScriptBuilder;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;

/**
 * A chain of regtest blocks, from the network's own first block on, ten minutes apart. The same
 * steps make the same chain, to the hash.
 */
public final class RegtestChain {

  private static final Block GENESIS =
      NetworkParameters.of(BitcoinNetwork.REGTEST).getGenesisBlock();
  private static final long BETWEEN = 600;
  private static final int WITH_HEIGHT = 4;
  private static final int WITHOUT_HEIGHT = 1;

  private final String miner;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Sha256Hash, Transaction> known = new HashMap<>();
  private Optional<List<UtxoTransaction>> told = Optional.empty();

  private RegtestChain(String miner, List<Block> blocks) {
    this.miner = miner;
    blocks.forEach(this::add);
  }

  private void add(Block block) {
    blocks.add(block);
    transactions(block).forEach(this::know);
    told = Optional.empty();
  }

  private void know(Transaction transaction) {
    known.put(transaction.getTxId(), transaction);
  }

  /** The first block alone. */
  public static RegtestChain begin() {
    return new RegtestChain("miner", List.of(GENESIS));
  }

  /**
   * Blocks that a node has made.
   *
   * @param blocks from the first one on
   */
  public static RegtestChain of(List<Block> blocks) {
    return new RegtestChain("miner", blocks);
  }

  /** A chain of its own that shares the blocks up to a height. */
  public RegtestChain fork(int height, String otherMiner) {
    return new RegtestChain(otherMiner, blocks.subList(0, height + 1));
  }

  /** A block whose coinbase claims subsidy and fees. */
  public RegtestChain mine(Transaction... transactions) {
    return mine(List.of(transactions));
  }

  public RegtestChain mine(List<Transaction> transactions) {
    transactions.forEach(this::know);
    long fees = transactions.stream().mapToLong(this::fee).sum();
    long subsidy = Chain.BITCOIN_REGTEST.subsidy(height() + 1).toBigInteger().longValueExact();
    return append(WITH_HEIGHT, coinbase(height() + 1, subsidy + fees), transactions);
  }

  /** Several blocks of a coinbase alone. */
  public RegtestChain mineEmpty(int count) {
    for (int i = 0; i < count; i++) {
      mine();
    }
    return this;
  }

  /** A block with this coinbase, of the version that names no height (before BIP 34). */
  public RegtestChain mineOld(Transaction coinbase, Transaction... transactions) {
    return append(WITHOUT_HEIGHT, coinbase, List.of(transactions));
  }

  /** A coinbase of the miner's. */
  public Transaction coinbase(long number, long satoshi) {
    Transaction coinbase = new Transaction();
    byte[] script =
        new ScriptBuilder().number(number).data(miner.getBytes(UTF_8)).build().program();
    coinbase.addInput(
        new TransactionInput(
            coinbase, script, new TransactionOutPoint(0xFFFF_FFFFL, Sha256Hash.ZERO_HASH)));
    coinbase.addOutput(Coin.valueOf(satoshi), Payment.address(miner));
    return coinbase;
  }

  private RegtestChain append(int version, Transaction coinbase, List<Transaction> others) {
    List<Transaction> all = new ArrayList<>(List.of(coinbase));
    all.addAll(others);
    add(solved(version, all));
    return this;
  }

  private Block solved(int version, List<Transaction> all) {
    Block tip = blocks.getLast();
    Instant time = tip.time().plusSeconds(BETWEEN);
    BigInteger most = tip.getDifficultyTargetAsInteger();
    long bits = tip.getDifficultyTarget();
    Sha256Hash root = new Block(version, tip.getHash(), null, time, bits, 0, all).getMerkleRoot();
    for (long nonce = 0; ; nonce++) {
      Block block = new Block(version, tip.getHash(), root, time, bits, nonce, all);
      if (block.getHash().toBigInteger().compareTo(most) <= 0) {
        return block;
      }
    }
  }

  public long height() {
    return blocks.size() - 1L;
  }

  public Block block(int height) {
    return blocks.get(height);
  }

  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  public Transaction coinbase(int height) {
    return transaction(height, 0);
  }

  public Transaction transaction(int height, int index) {
    return transactions(blocks.get(height)).get(index);
  }

  private static List<Transaction> transactions(Block block) {
    return List.copyOf(block.getTransactions());
  }

  private long fee(Transaction transaction) {
    long in =
        transaction.getInputs().stream()
            .map(TransactionInput::getOutpoint)
            .map(o -> Optional.ofNullable(known.get(o.hash())).orElseThrow().getOutput(o.index()))
            .mapToLong(output -> output.getValue().getValue())
            .sum();
    return in - sum(transaction.getOutputs());
  }

  private static long sum(List<TransactionOutput> outputs) {
    return outputs.stream().mapToLong(output -> output.getValue().getValue()).sum();
  }

  /** What a reader should make of it: every transaction, in order of position. */
  public List<UtxoTransaction> transactions() {
    if (told.isEmpty()) {
      told = Optional.of(new Told(blocks).transactions());
    }
    return told.get();
  }

  /** The bytes of a block with a part overwritten. */
  public static byte[] altered(Block block, int at, int... bytes) {
    byte[] raw = Arrays.copyOf(block.serialize(), block.serialize().length);
    for (int i = 0; i < bytes.length; i++) {
      raw[at + i] = (byte) bytes[i];
    }
    return raw;
  }
}
