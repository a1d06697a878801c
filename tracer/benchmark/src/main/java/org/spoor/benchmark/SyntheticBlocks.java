package org.spoor.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;

/**
 * Invented regtest blocks in block files of Bitcoin Core's size. Transactions have the shape of
 * mainnet's: two or three inputs with a signature and a key each, two to four outputs, all of them
 * worth nothing.
 */
final class SyntheticBlocks {

  private static final int FILE = 128_000_000;
  private static final int TRANSACTIONS = 4000;
  private static final int FIRST_OUTPUTS = 20_000;
  private static final int REMEMBERED = 200_000;
  private static final int UNLOCKING = 107;

  private final Random random;
  private final List<TransactionOutPoint> unspent = new ArrayList<>();
  private Block tip = NetworkParameters.of(BitcoinNetwork.REGTEST).getGenesisBlock();

  SyntheticBlocks(long seed) {
    this.random = new Random(seed);
  }

  void write(Path folder, int megabytes) throws IOException {
    long left = megabytes * 1_000_000L;
    for (int file = 0; left > 0; file++) {
      long size = Math.min(left, FILE);
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(folder.resolve("blk%05d.dat".formatted(file))))) {
        for (long written = 0; written < size; tip = next()) {
          written += write(out, tip);
        }
      }
      left -= size;
    }
  }

  private static int write(OutputStream out, Block block) throws IOException {
    byte[] raw = block.serialize();
    out.write(ByteBuffer.allocate(4).putInt(0xFABF_B5DA).array());
    out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(raw.length).array());
    out.write(raw);
    return raw.length;
  }

  private Block next() {
    List<Transaction> all = new ArrayList<>(List.of(coinbase()));
    while (!unspent.isEmpty() && all.size() < TRANSACTIONS) {
      all.add(payment());
    }
    all.forEach(this::remember);
    return solved(all);
  }

  private Transaction coinbase() {
    Transaction coinbase = new Transaction();
    TransactionOutPoint nothing = new TransactionOutPoint(0xFFFF_FFFFL, Sha256Hash.ZERO_HASH);
    coinbase.addInput(new TransactionInput(coinbase, bytes(8), nothing));
    return paying(coinbase, unspent.isEmpty() ? FIRST_OUTPUTS : 2);
  }

  private Transaction payment() {
    Transaction payment = new Transaction();
    for (int i = random.nextInt(2, 4); i > 0 && !unspent.isEmpty(); i--) {
      payment.addInput(new TransactionInput(payment, bytes(UNLOCKING), taken()));
    }
    return paying(payment, random.nextInt(2, 5));
  }

  private Transaction paying(Transaction transaction, int outputs) {
    for (int i = 0; i < outputs; i++) {
      byte[] script = bytes(22);
      script[0] = 0;
      script[1] = 20;
      transaction.addOutput(new TransactionOutput(transaction, Coin.ZERO, script));
    }
    return transaction;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private TransactionOutPoint taken() {
    int which = random.nextInt(unspent.size());
    TransactionOutPoint last = unspent.removeLast();
    return which == unspent.size() ? last : unspent.set(which, last);
  }

  private void remember(Transaction transaction) {
    for (int i = 0; i < transaction.getOutputs().size() && unspent.size() < REMEMBERED; i++) {
      unspent.add(new TransactionOutPoint(i, transaction.getTxId()));
    }
  }

  private Block solved(List<Transaction> all) {
    BigInteger most = tip.getDifficultyTargetAsInteger();
    Instant time = tip.time().plusSeconds(600);
    long bits = tip.getDifficultyTarget();
    Sha256Hash root = new Block(1, tip.getHash(), null, time, bits, 0, all).getMerkleRoot();
    for (long nonce = 0; ; nonce++) {
      Block block = new Block(1, tip.getHash(), root, time, bits, nonce, all);
      if (block.getHash().toBigInteger().compareTo(most) <= 0) {
        return block;
      }
    }
  }
}
