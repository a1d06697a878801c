package org.spoor.bitcoin.blockfile;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.bitcoinj.core.Block;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.parse.Transactions;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * The transactions of block files, block by block in the order of the files, without an index: what
 * they spend is known where it was made in the same block. One block is held at a time.
 */
public final class BlockContents {

  private static final Pattern BLOCKS = Pattern.compile(".+\\.(dat|blk)");

  /** Takes transactions, and what cannot be read. */
  public interface Taker {

    /**
     * The next transaction.
     *
     * @param spent what each input spends, if it is in the block; none for a coinbase
     */
    void transaction(BareTransaction transaction, List<Optional<Output>> spent);

    /** A place where no block can be read: file, offset of its first byte, and why. */
    void damage(String what);
  }

  private final Collection<BlockFile> files;
  private final Network network;

  private BlockContents(Collection<BlockFile> files, Network network) {
    this.files = files;
    this.network = network;
  }

  /**
   * What is at a path: a folder with {@code blk*.dat}, one such file, or one block ({@code *.dat},
   * {@code *.blk}).
   *
   * @return nothing if the path has another name, or is another folder
   * @throws SpoorException INVALID_INPUT if it begins with no block of a known network; UNAVAILABLE
   *     if it cannot be read
   */
  public static Optional<BlockContents> at(Path path) {
    if (Files.isDirectory(path)) {
      return BlockFolder.isOne(path)
          ? Optional.of(of(new BlockFolder(path).files(), path))
          : Optional.empty();
    }
    boolean named = BLOCKS.matcher(String.valueOf(path.getFileName())).matches();
    return named && Files.exists(path)
        ? Optional.of(of(List.of(BlockFile.alone(path)), path))
        : Optional.empty();
  }

  private static BlockContents of(Collection<BlockFile> files, Path path) {
    byte[] first = files.iterator().next().read(0, Block.HEADER_SIZE);
    for (Network network : Network.values()) {
      if (isFrame(first, network) || BareHeader.of(first, network).isPresent()) {
        return new BlockContents(files, network);
      }
    }
    throw SpoorException.invalidInput("%s: expected blocks of Bitcoin".formatted(path));
  }

  private static boolean isFrame(byte[] first, Network network) {
    return first.length >= Integer.BYTES && ByteBuffer.wrap(first).getInt() == network.magic();
  }

  /**
   * Reads them all.
   *
   * @throws SpoorException UNAVAILABLE if a file cannot be read
   */
  public void read(Taker taker, Progress progress) {
    long all = files.stream().mapToLong(BlockContents::size).sum();
    long before = 0;
    for (BlockFile file : files) {
      long begin = before;
      read(file, new Visitor(file, taker, at -> progress.at(begin + at, all)));
      before += size(file);
    }
  }

  private static long size(BlockFile file) {
    return file.look().size();
  }

  /** A block alone has no frame. */
  private void read(BlockFile file, Visitor visitor) {
    BlockScan scan = new BlockScan(file, network, visitor);
    if (isFrame(file.read(0, Integer.BYTES), network)) {
      scan.from(0);
    } else {
      scan.whole();
    }
  }

  private final class Visitor implements BlockScan.Visitor {

    private final BlockFile file;
    private final Taker taker;
    private final LongConsumer reached;
    private final Transactions transactions = new Transactions(network);

    Visitor(BlockFile file, Taker taker, LongConsumer reached) {
      this.file = file;
      this.taker = taker;
      this.reached = reached;
    }

    @Override
    public void block(long at, int length, Block block, Header header) {
      Map<TxId, List<Output>> made = new HashMap<>();
      for (BareTransaction each : bare(at, block)) {
        taker.transaction(each, each.spent().stream().map(spent -> output(made, spent)).toList());
        made.put(each.id(), each.outputs());
      }
      reached.accept(at + length);
    }

    private List<BareTransaction> bare(long at, Block block) {
      try {
        return Optional.ofNullable(block.getTransactions()).orElse(List.of()).stream()
            .map(transactions::bare)
            .toList();
      } catch (SpoorException malformed) {
        damage(at, String.valueOf(malformed.getMessage()));
        return List.of();
      }
    }

    private static Optional<Output> output(Map<TxId, List<Output>> made, OutPoint spent) {
      List<Output> outputs = made.getOrDefault(spent.tx(), List.of());
      return spent.index() < outputs.size()
          ? Optional.of(outputs.get(spent.index()))
          : Optional.empty();
    }

    @Override
    public void header(long at, int length, Header header) {
      // The damage is told already.
    }

    @Override
    public void damage(long at, String why) {
      taker.damage("%s, byte %d: %s".formatted(file.name(), at, why));
    }
  }
}
