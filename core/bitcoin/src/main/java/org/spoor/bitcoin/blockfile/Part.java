package org.spoor.bitcoin.blockfile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bitcoinj.base.VarInt;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.parse.Network;

/** What was read of one block file at a time: as much as is put into the index at once. */
final class Part {

  private static final int MOST_ENTRIES = 1 << 20;

  private final int file;
  private final Network network;
  private final List<Row> rows = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();
  private final Entries entries = new Entries();

  Part(int file, Network network) {
    this.file = file;
    this.network = network;
  }

  int file() {
    return file;
  }

  List<Row> rows() {
    return rows;
  }

  List<Damage> damages() {
    return damages;
  }

  Entries entries() {
    return entries;
  }

  boolean isFull() {
    return entries.size() >= MOST_ENTRIES;
  }

  void add(long at, int length, Block block, Header header) {
    List<Transaction> transactions = List.copyOf(block.getTransactions());
    rows.add(new Row(file, at, length, true, claimed(block, transactions.getFirst()), header));
    entries.add(transactions, file, at + Block.HEADER_SIZE + VarInt.sizeOf(transactions.size()));
  }

  void addHeader(long at, int length, Header header) {
    rows.add(new Row(file, at, length, false, OptionalLong.empty(), header));
  }

  void add(Damage damage) {
    damages.add(damage);
  }

  /** What the coinbase's script begins with (BIP 34), if the block is one of those that have it. */
  private OptionalLong claimed(Block block, Transaction coinbase) {
    byte[] script = coinbase.getInput(0).getScriptBytes();
    long height = block.isBIP34() ? number(script) : 0;
    return height >= network.heightsFrom() ? OptionalLong.of(height) : OptionalLong.empty();
  }

  /** The number that a script pushes first, of up to four bytes, the lowest first; else 0. */
  private static long number(byte[] script) {
    if (script.length > 0 && script[0] >= 0x51 && script[0] <= 0x60) {
      return script[0] - 0x50L;
    }
    int length = script.length == 0 ? 0 : script[0];
    if (length < 1 || length > 4 || script.length <= length) {
      return 0;
    }
    byte[] highestFirst = new byte[length];
    for (int i = 0; i < length; i++) {
      highestFirst[i] = script[length - i];
    }
    return new BigInteger(highestFirst).longValue();
  }
}
