package org.spoor.bitcoin.blockfile;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutPoint;

/**
 * What is to be found in blocks, on its way into a {@link Run}: under the key of each transaction
 * where it is, under the key of each output that it spends where that is done.
 */
final class Entries {

  /** So many that one number holds a key and which entry it is. */
  static final int MOST = 1 << 24;

  private static final int INDEX_BITS = 24;

  private long[] keys = new long[1 << 12];
  private long[] places = new long[1 << 12];
  private int size;

  int size() {
    return size;
  }

  /** Takes in a block's transactions; the first stands at {@code first}. */
  void add(List<Transaction> transactions, int file, long first) {
    long at = first;
    for (int i = 0; i < transactions.size(); i++) {
      Transaction transaction = transactions.get(i);
      long place = new Place(file, at, i).packed();
      add(Key.of(transaction.getTxId()), place);
      if (!transaction.isCoinBase()) {
        transaction.getInputs().forEach(input -> addSpend(input.getOutpoint(), place));
      }
      at += transaction.messageSize();
    }
  }

  private void addSpend(TransactionOutPoint spent, long place) {
    add(Key.of(spent.hash(), spent.index()), place);
  }

  private void add(long key, long place) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    keys[size] = key;
    places[size++] = place;
  }

  /** Writes them in the order of their keys; equal keys in that of their places. */
  void write(DataOutputStream out) throws IOException {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = keys[i] << INDEX_BITS | i;
    }
    Arrays.sort(order);
    for (long each : order) {
      Run.write(out, each >>> INDEX_BITS, places[(int) each & (MOST - 1)]);
    }
  }
}
