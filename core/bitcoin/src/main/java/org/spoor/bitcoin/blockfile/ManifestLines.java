package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.bitcoin.parse.Network;

/** The lines of a {@link Manifest}, of which the first names its kind: a word, then its fields. */
record ManifestLines(List<String> lines) {

  Manifest manifest(Path folder, Network network) {
    SortedMap<Integer, Manifest.Read> read = new TreeMap<>();
    List<Damage> damages = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    List<Manifest.Sorted> runs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(" ", 4);
      switch (fields[0]) {
        case "chain" -> requireChain(fields[1], folder, network);
        case "read" -> read.put(Integer.valueOf(fields[1]), read(line.split(" ", -1)));
        case "damage" ->
            damages.add(
                new Damage(Integer.parseInt(fields[1]), Long.parseLong(fields[2]), fields[3]));
        case "part" -> parts.add(Integer.valueOf(fields[1]));
        case "run" ->
            runs.add(
                new Manifest.Sorted(
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Long.parseLong(fields[3])));
        default -> throw new IllegalArgumentException("'%s'".formatted(line));
      }
    }
    return new Manifest(network, read, damages, parts, runs);
  }

  private static void requireChain(String chain, Path folder, Network network) {
    if (!chain.equals(network.chain().id())) {
      throw Manifest.refused(folder, "is of %s, not of %s".formatted(chain, network.chain()));
    }
  }

  private static Manifest.Read read(String[] fields) {
    return new Manifest.Read(
        Long.parseLong(fields[2]),
        new FileLook(Long.parseLong(fields[3]), Long.parseLong(fields[4])));
  }
}
