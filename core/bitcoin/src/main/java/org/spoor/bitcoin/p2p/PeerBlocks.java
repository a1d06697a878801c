package org.spoor.bitcoin.p2p;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.NetworkParameters;
import org.spoor.bitcoin.blockfile.BlockFileWriter;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;

/**
 * Blocks that are fetched from peers into a folder of block files, to be read as those of any node.
 * What is there stays there if the fetching is broken off, and is not fetched again.
 */
public final class PeerBlocks {

  /** Blocks that are on their way at a time. */
  private static final int AT_ONCE = 16;

  private final Path folder;
  private final Path index;
  private final Network network;

  /**
   * @param folder for headers and blocks, made if it is not there
   * @param index for what is found in the blocks, as {@link BlockFiles#open} wants it
   */
  public PeerBlocks(Path folder, Path index, Network network) {
    this.folder = folder;
    this.index = index;
    this.network = network;
  }

  /** The folder of the block files. */
  public Path files() {
    return files(folder);
  }

  /** The folder of the block files in that of such blocks. */
  public static Path files(Path folder) {
    return folder.resolve("blocks");
  }

  /**
   * Fetches what is missing.
   *
   * @param from the first block that is wanted
   * @param progress hears of blocks as they come
   * @throws SpoorException INVALID_INPUT if blocks from there on do not tell their heights, or the
   *     folder is that of a node; UNAVAILABLE if no peer gives what is missing, or another process
   *     is at it
   */
  public void fetch(Peers peers, long from, Progress progress) {
    if (from > 1 && from < network.heightsFrom()) {
      throw SpoorException.invalidInput(
          "blocks from block %d on: their heights are known from block 0 or from block %d on"
              .formatted(from, network.heightsFrom()));
    }
    try (Headers headers = new Headers(folder, network)) {
      headers.update(peers);
      fetch(peers, headers, missing(headers, from), progress);
    }
  }

  /** Heights, lowest first. */
  private List<Long> missing(Headers headers, long from) {
    try (BlockFileWriter writer = BlockFileWriter.open(files(), network)) {
      if (writer.isEmpty()) {
        writer.append(NetworkParameters.of(network.network()).getGenesisBlock().serialize());
      }
    }
    Set<Sha256Hash> there = BlockFiles.hashes(files(), index, network, Progress.NONE);
    return LongStream.rangeClosed(Math.max(1, from), headers.height())
        .filter(height -> !there.contains(headers.hash(height)))
        .boxed()
        .toList();
  }

  private void fetch(Peers peers, Headers headers, List<Long> heights, Progress progress) {
    AtomicLong next = new AtomicLong();
    AtomicLong done = new AtomicLong();
    try (BlockFileWriter writer = BlockFileWriter.open(files(), network)) {
      Together.map(
          IntStream.range(0, AT_ONCE).boxed().toList(),
          _ -> {
            for (long i = next.getAndIncrement(); i < heights.size(); i = next.getAndIncrement()) {
              fetch(peers, headers.hash(heights.get((int) i)), writer, next);
              progress.fetched(done.incrementAndGet(), heights.size());
            }
            return done;
          });
    }
  }

  /** A block that nobody gives ends it all. */
  private static void fetch(Peers peers, Sha256Hash hash, BlockFileWriter writer, AtomicLong next) {
    try {
      writer.append(peers.block(hash).serialize());
    } catch (SpoorException e) {
      next.set(Integer.MAX_VALUE);
      throw e;
    }
  }
}
