package org.spoor.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;

/**
 * How fast block files are read into an index, on invented blocks: megabytes for each second of
 * processor time, which is what one core does in a second.
 */
public final class BlockFilesBenchmark {

  private static final double MEGA = 1e6;
  private static final double NANO = 1e-9;

  private BlockFilesBenchmark() {}

  /**
   * Makes block files, unless they are there, and indexes them anew.
   *
   * @param args a folder for the blocks and the index, and how many megabytes of blocks to make
   */
  public static void main(String[] args) throws IOException {
    Path blocks = Path.of(args[0], "blocks-" + args[1]);
    Path index = Files.createTempDirectory(Path.of(args[0]), "index");
    if (!Files.exists(blocks)) {
      new SyntheticBlocks(1).write(Files.createDirectories(blocks), Integer.parseInt(args[1]));
    }
    long cpu = cpuTime();
    long start = System.nanoTime();
    BlockFiles.open(blocks, index, Network.REGTEST, Progress.NONE);
    double processor = (cpuTime() - cpu) * NANO;
    double wall = (System.nanoTime() - start) * NANO;
    double read = size(blocks) / MEGA;
    System.out.printf(
        Locale.ROOT,
        "%.0f MB of blocks, %.1f s of processor time: %.1f MB/s per core; %.1f s in all: %.1f MB/s%n",
        read,
        processor,
        read / processor,
        wall,
        read / wall);
    System.out.printf(
        Locale.ROOT,
        "index %.0f MB: %.0f MB per GB of blocks; heap %.0f MB at most%n",
        size(index) / MEGA,
        1000 * size(index) / size(blocks),
        heap() / MEGA);
  }

  private static long cpuTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The most that was in use at once. */
  private static double heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
