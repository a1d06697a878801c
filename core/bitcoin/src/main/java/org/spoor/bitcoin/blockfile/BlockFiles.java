package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.store.AnswerKey;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;

/** Bitcoin Core's block files, read without a server. */
public final class BlockFiles {

  private static final int MOST_DAMAGES_TOLD = 20;

  private final BlockFilesReader reader;
  private final StoredTransactions stored;
  private final long height;

  private BlockFiles(BlockFilesReader reader, StoredTransactions stored, long height) {
    this.reader = reader;
    this.stored = stored;
    this.height = height;
  }

  /**
   * Reads what is new in the files into the index, then answers from both. What the files hold at
   * this moment is the chain; what is written to them later is not seen.
   *
   * @param folder with {@code blk*.dat}, and {@code xor.dat} where they are hidden
   * @param index a folder for what is found in them, made if it is not there; used again
   * @throws SpoorException INVALID_INPUT if the folder has no block files, or none of this network;
   *     UNAVAILABLE if a file cannot be read, or the index is of something else
   */
  public static ChainReader open(Path folder, Path index, Network network, Progress progress) {
    return new Found(folder, index, network, progress).files().reader();
  }

  /**
   * The same up to the last block that counts, as of what the files hold.
   *
   * @param asOf an earlier block to read up to
   * @throws SpoorException as {@link #open}; UNAVAILABLE also if that block does not count yet
   */
  public static BlockFiles upTo(
      OptionalLong asOf, Path folder, Path index, Network network, Progress progress) {
    Found found = new Found(folder, index, network, progress);
    found.chain.endAt(Tip.chosen(Tip.last(found.chain.tipHeight()), asOf));
    return found.files();
  }

  /** Block files that were read into their index. */
  private static final class Found {

    private final Path folder;
    private final Network network;
    private final BlockFolder files;
    private final BlockIndex.Content content;
    private final BestChain chain;

    Found(Path folder, Path index, Network network, Progress progress) {
      this.folder = folder;
      this.network = network;
      this.files = new BlockFolder(folder);
      this.content = BlockIndex.upToDate(index, files, network, progress);
      this.chain = new BestChain(there(content.rows(), files), network);
      if (chain.isEmpty()) {
        throw SpoorException.invalidInput(
            "block files: no block of %s in %s%s"
                .formatted(
                    network.chain(),
                    folder,
                    content.damages().isEmpty() ? "" : "; " + content.damages().getFirst()));
      }
    }

    BlockFiles files() {
      StoredTransactions stored = new StoredTransactions(files, chain, network, content.runs());
      return new BlockFiles(
          new BlockFilesReader(
              network,
              chain,
              stored,
              String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
              remarks(chain, content.damages())),
          stored,
          chain.tipHeight());
    }
  }

  /**
   * What can be seen without reading them, in words.
   *
   * @throws SpoorException INVALID_INPUT if the folder has no block files
   */
  public static String look(Path folder, Path index) {
    BlockFolder files = new BlockFolder(folder);
    return "%d block file%s, %,d bytes; index of %,d bytes"
        .formatted(
            files.files().size(),
            files.files().size() == 1 ? "" : "s",
            files.files().stream().mapToLong(file -> file.look().size()).sum(),
            size(index));
  }

  /** The bytes of all files in a folder, none if there is no folder. */
  public static long size(Path index) {
    if (!Files.isDirectory(index)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(index)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    } catch (IOException e) {
      throw SpoorException.unavailable(
          "block index %s: %s".formatted(index, Unreadable.reason(e)), e);
    }
  }

  public ChainReader reader() {
    return reader;
  }

  /**
   * The SHA-256 of the bytes of each transaction and block that was read, with its file and where
   * it begins there.
   *
   * @param chain as answers call it
   */
  public List<AnswerStore.Used> used(String chain) {
    return stored.used().entrySet().stream()
        .map(read ->
            new AnswerStore.Used(
                new AnswerKey(
                    chain,
                    "blk%05d.dat".formatted(read.getKey().file()),
                    "[%d]".formatted(read.getKey().at())),
                read.getValue()))
        .toList();
  }

  /** That of the last block that is read. */
  public long height() {
    return height;
  }

  /**
   * The hashes of all blocks that can be read, whether or not they count.
   *
   * @throws SpoorException as {@link #open}
   */
  public static Set<Sha256Hash> hashes(
      Path folder, Path index, Network network, Progress progress) {
    BlockFolder files = new BlockFolder(folder);
    return there(BlockIndex.upToDate(index, files, network, progress).rows(), files).stream()
        .filter(Row::whole)
        .map(row -> row.header().hash())
        .collect(Collectors.toSet());
  }

  /** Of a file that is gone since, the headers alone. */
  private static List<Row> there(List<Row> rows, BlockFolder files) {
    return rows.stream()
        .map(row -> files.file(row.file()).isPresent() ? row : row.withoutTransactions())
        .toList();
  }

  private static List<String> remarks(BestChain chain, List<Damage> damages) {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "block files: read up to block %d, %s"
            .formatted(chain.tipHeight(), chain.tip().header().hash()));
    if (chain.stale() > 0) {
      remarks.add("block files: stale blocks left out: " + chain.stale());
    }
    if (chain.unplaced() > 0) {
      remarks.add("block files: blocks of unknown height left out: " + chain.unplaced());
    }
    List<Long> missing = chain.missing();
    if (!missing.isEmpty()) {
      remarks.add(
          "block files: blocks missing: %d, the first at height %d; what is spent there is not known"
              .formatted(missing.size(), missing.getFirst()));
    }
    damages.stream()
        .limit(MOST_DAMAGES_TOLD)
        .forEach(damage -> remarks.add("block files: " + damage));
    if (damages.size() > MOST_DAMAGES_TOLD) {
      remarks.add("block files: damaged places in all: " + damages.size());
    }
    return remarks;
  }
}
