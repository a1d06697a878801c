package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;

/** Bitcoin Core's block files, read without a server. */
public final class BlockFiles {

  private static final int MOST_DAMAGES_TOLD = 20;

  private BlockFiles() {}

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
    BlockFolder files = new BlockFolder(folder);
    BlockIndex.Content content = BlockIndex.upToDate(index, files, network, progress);
    BestChain chain = new BestChain(there(content.rows(), files), network);
    if (chain.isEmpty()) {
      throw SpoorException.invalidInput(
          "block files: no block of %s in %s%s"
              .formatted(
                  network.chain(),
                  folder,
                  content.damages().isEmpty() ? "" : "; " + content.damages().getFirst()));
    }
    return new BlockFilesReader(
        network,
        chain,
        new StoredTransactions(files, chain, network, content.runs()),
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        remarks(chain, content.damages()));
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
