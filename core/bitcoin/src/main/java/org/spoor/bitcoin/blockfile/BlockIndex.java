package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.bitcoinj.core.Block;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/**
 * Brings an index up to what the block files hold. It reads several files at a time, and of each
 * what it has not read before; whatever it has put into the index stays there if it is killed.
 */
final class BlockIndex {

  /** What stands in an index, once it is up to date. */
  record Content(List<Row> rows, List<Damage> damages, List<Run> runs) {

    Content {
      rows = List.copyOf(rows);
      damages = List.copyOf(damages);
      runs = List.copyOf(runs);
    }
  }

  private final Network network;
  private final BlockFolder files;
  private final IndexFolder index;
  private final Progress progress;
  private final AtomicLong read = new AtomicLong();
  private long all;

  private BlockIndex(Network network, BlockFolder files, IndexFolder index, Progress progress) {
    this.network = network;
    this.files = files;
    this.index = index;
    this.progress = progress;
  }

  /**
   * @throws SpoorException UNAVAILABLE if the index is in use, of something else or damaged
   */
  static Content upToDate(Path folder, BlockFolder files, Network network, Progress progress) {
    try {
      Files.createDirectories(folder);
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = lock(lock, folder)) {
        IndexFolder index = new IndexFolder(folder, network);
        new BlockIndex(network, files, index, progress).update(folder);
        return new Content(index.rows(), index.manifest().damages(), index.runs());
      }
    } catch (UncheckedIOException e) {
      throw failed(folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static SpoorException failed(Path folder, IOException e) {
    return SpoorException.unavailable(
        "block index %s: %s".formatted(folder, Unreadable.reason(e, folder)), e);
  }

  private static FileLock lock(FileChannel channel, Path folder) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process.
    }
    throw Manifest.refused(folder, "is being written by another process");
  }

  private void update(Path folder) throws IOException {
    for (Row last : lastRows()) {
      requireSame(last, folder);
    }
    List<BlockFile> changed = files.files().stream().filter(this::isChanged).toList();
    all = changed.stream().mapToLong(this::unread).sum();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> tasks = new ArrayList<>();
      changed.forEach(file -> tasks.add(threads.submit(() -> read(file))));
      for (Future<?> task : tasks) {
        await(task, threads);
      }
    }
  }

  private static void await(Future<?> task, ExecutorService threads) {
    try {
      task.get();
    } catch (ExecutionException e) {
      threads.shutdownNow();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable("block index: interrupted");
    }
  }

  private boolean isChanged(BlockFile file) {
    return !index.manifest().read(file.number()).look().equals(file.look());
  }

  private long unread(BlockFile file) {
    return Math.max(0, file.look().size() - index.manifest().read(file.number()).end());
  }

  /** Of each file that is still there, the last block that was read whole. */
  private List<Row> lastRows() throws IOException {
    var last = new TreeMap<Integer, Row>();
    for (Row row : index.rows()) {
      if (row.whole() && files.file(row.file()).isPresent()) {
        last.merge(row.file(), row, (a, b) -> a.at() > b.at() ? a : b);
      }
    }
    return List.copyOf(last.values());
  }

  private void requireSame(Row row, Path folder) {
    BlockFile file = files.file(row.file()).orElseThrow();
    boolean same =
        file.look().size() >= row.at() + row.length()
            && Header.of(file.read(row.at(), Block.HEADER_SIZE), network)
                .filter(row.header()::equals)
                .isPresent();
    if (!same) {
      throw Manifest.refused(
          folder, "is of other block files: %s has changed since".formatted(file.name()));
    }
  }

  private void read(BlockFile file) {
    new FileReading(file).run();
  }

  private synchronized void add(Part part, Manifest.Read now) {
    try {
      index.add(part, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file's way into the index, in parts. */
  private final class FileReading implements BlockScan.Visitor {

    private final BlockFile file;
    private final FileLook look;
    private Part part;

    FileReading(BlockFile file) {
      this.file = file;
      this.look = file.look();
      this.part = new Part(file.number(), network);
    }

    void run() {
      long from = index.manifest().read(file.number()).end();
      long end = new BlockScan(file, network, this).from(from);
      add(part, new Manifest.Read(end, look));
    }

    @Override
    public void block(long at, int length, Block block, Header header) {
      part.add(at, length, block, header);
      progress.at(read.addAndGet(length), all);
      if (part.isFull()) {
        add(part, new Manifest.Read(at + length, Manifest.Read.NOTHING.look()));
        part = new Part(file.number(), network);
      }
      if (Thread.interrupted()) {
        throw SpoorException.unavailable("block index: interrupted");
      }
    }

    @Override
    public void header(long at, int length, Header header) {
      part.addHeader(at, length, header);
    }

    @Override
    public void damage(long at, String why) {
      part.add(new Damage(file.number(), at, why));
    }
  }
}
