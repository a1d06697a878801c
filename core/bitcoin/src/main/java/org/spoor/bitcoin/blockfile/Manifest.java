package org.spoor.bitcoin.blockfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/**
 * What an index consists of: how far each block file was read, where it was damaged, and which
 * files of the index count. Put in place as a whole, so that a killed run leaves the one before.
 *
 * @param read by number of the block file
 * @param parts the numbers of the files of rows, as they were made
 */
record Manifest(
    Network network,
    SortedMap<Integer, Read> read,
    List<Damage> damages,
    List<Integer> parts,
    List<Sorted> runs) {

  /**
   * How far a block file was read.
   *
   * @param end of the last block
   * @param look of the file when it was read to its end
   */
  record Read(long end, FileLook look) {

    static final Read NOTHING = new Read(0, new FileLook(-1, -1));
  }

  /**
   * A run.
   *
   * @param level how often its entries were merged
   */
  record Sorted(int number, int level, long entries) {}

  static final String NAME = "manifest";

  private static final String TITLE = "spoor index of block files";
  private static final int VERSION = 1;

  Manifest {
    read = Collections.unmodifiableSortedMap(new TreeMap<>(read));
    damages = List.copyOf(damages);
    parts = List.copyOf(parts);
    runs = List.copyOf(runs);
  }

  static Manifest empty(Network network) {
    return new Manifest(network, new TreeMap<>(), List.of(), List.of(), List.of());
  }

  /**
   * @throws SpoorException UNAVAILABLE if it is of another version or another chain
   */
  static Manifest in(Path folder, Network network) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(NAME));
    if (lines.isEmpty() || !lines.getFirst().startsWith(TITLE + " ")) {
      throw refused(folder, "is no index of block files, and is left as it is");
    }
    if (!lines.getFirst().equals(TITLE + " " + VERSION)) {
      throw refused(
          folder, "'%s', and version %d is known here".formatted(lines.getFirst(), VERSION));
    }
    try {
      return new ManifestLines(lines).manifest(folder, network);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw refused(folder, "its manifest is damaged: " + e.getMessage());
    }
  }

  static SpoorException refused(Path folder, String why) {
    return SpoorException.unavailable("block index %s: %s".formatted(folder, why));
  }

  Read read(int file) {
    return read.getOrDefault(file, Read.NOTHING);
  }

  int nextNumber() {
    return 1
        + Stream.concat(parts.stream(), runs.stream().map(Sorted::number))
            .mapToInt(number -> number)
            .max()
            .orElse(0);
  }

  /**
   * With what was read of one more file; what was damaged behind its last block has been read anew.
   */
  Manifest with(Part part, Read now, int number) {
    SortedMap<Integer, Read> allRead = new TreeMap<>(read);
    Read before = read(part.file());
    allRead.put(part.file(), now);
    List<Damage> allDamages = new ArrayList<>(damages);
    allDamages.removeIf(damage -> damage.file() == part.file() && damage.at() >= before.end());
    allDamages.addAll(part.damages());
    List<Integer> allParts = new ArrayList<>(parts);
    List<Sorted> allRuns = new ArrayList<>(runs);
    if (!part.rows().isEmpty()) {
      allParts.add(number);
      allRuns.add(new Sorted(number, 0, part.entries().size()));
    }
    return new Manifest(network, allRead, allDamages, allParts, allRuns);
  }

  /** With one run in the place of several. */
  Manifest merged(List<Sorted> gone, Sorted come) {
    List<Sorted> left = new ArrayList<>(runs);
    left.removeAll(gone);
    left.add(come);
    return new Manifest(network, read, damages, parts, left);
  }

  /** Puts it in the place of the one before. */
  void write(Path folder) throws IOException {
    Path made = folder.resolve(NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = UTF_8.encode(String.join("\n", lines()) + "\n");
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    }
    Files.move(made, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(TITLE + " " + VERSION);
    lines.add("chain " + network.chain());
    read.forEach((file, until) ->
        lines.add(
            "read %d %d %d %d"
                .formatted(file, until.end(), until.look().size(), until.look().modified())));
    damages.forEach(d -> lines.add("damage %d %d %s".formatted(d.file(), d.at(), d.why())));
    parts.forEach(part -> lines.add("part " + part));
    runs.forEach(r -> lines.add("run %d %d %d".formatted(r.number(), r.level(), r.entries())));
    return lines;
  }
}
