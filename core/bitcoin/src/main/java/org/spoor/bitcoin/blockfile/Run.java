package org.spoor.bitcoin.blockfile;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A file of entries in the order of their keys, which never changes: five bytes key, eight place.
 */
final class Run {

  static final int ENTRY = 13;

  private static final int KEY_BYTES = 5;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment entries;
  private final long size;

  private Run(MemorySegment entries) {
    this.entries = entries;
    this.size = entries.byteSize() / ENTRY;
  }

  /** Stays usable if the file is deleted. */
  static Run open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Run(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }
  }

  static void write(DataOutputStream out, long key, long place) throws IOException {
    out.writeByte((int) (key >>> 32));
    out.writeInt((int) key);
    out.writeLong(place);
  }

  /** The places under a key. */
  List<Place> places(long key) {
    List<Place> places = new ArrayList<>();
    for (long i = firstNotBelow(key); i < size && key(i) == key; i++) {
      places.add(Place.of(place(i)));
    }
    return places;
  }

  private long firstNotBelow(long key) {
    long low = 0;
    long high = size;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (key(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long key(long i) {
    return entries.get(WORD, i * ENTRY) >>> (Long.SIZE - 8 * KEY_BYTES);
  }

  private long place(long i) {
    return entries.get(WORD, i * ENTRY + KEY_BYTES);
  }

  /** Writes the entries of several runs as one. */
  static void merge(List<Run> runs, DataOutputStream out) throws IOException {
    var heads =
        new PriorityQueue<Cursor>(
            Comparator.comparingLong(Cursor::key).thenComparingLong(Cursor::place));
    runs.stream().map(Cursor::new).filter(Cursor::hasMore).forEach(heads::add);
    for (Cursor next = heads.poll(); next != null; next = heads.poll()) {
      write(out, next.key(), next.place());
      next.advance();
      if (next.hasMore()) {
        heads.add(next);
      }
    }
  }

  private static final class Cursor {

    private final Run run;
    private long at;

    Cursor(Run run) {
      this.run = run;
    }

    boolean hasMore() {
      return at < run.size;
    }

    long key() {
      return run.key(at);
    }

    long place() {
      return run.place(at);
    }

    void advance() {
      at++;
    }
  }
}
