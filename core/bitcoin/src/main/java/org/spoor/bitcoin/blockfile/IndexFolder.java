package org.spoor.bitcoin.blockfile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.bitcoin.parse.Network;

/**
 * The files of an index: the manifest, rows and runs by their numbers. What the manifest does not
 * name was left behind by a run that was killed.
 */
final class IndexFolder {

  private static final int BUFFER = 1 << 16;

  /** So many runs of one level become one of the next. */
  private static final int FAN_IN = 16;

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private final Path folder;
  private volatile Manifest manifest;

  /** Makes an empty index if the folder is empty or not there. */
  IndexFolder(Path folder, Network network) throws IOException {
    this.folder = folder;
    if (Files.exists(folder.resolve(Manifest.NAME))) {
      manifest = Manifest.in(folder, network);
    } else {
      requireEmpty();
      manifest = Manifest.empty(network);
      manifest.write(folder);
    }
    dropLeftOvers();
  }

  private void requireEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> !isOurs(file))) {
        throw Manifest.refused(folder, "is no index of block files, and is left as it is");
      }
    }
  }

  private static boolean isOurs(Path file) {
    return String.valueOf(file.getFileName()).matches("lock|manifest\\.new");
  }

  private void dropLeftOvers() throws IOException {
    Set<String> named =
        Stream.concat(
                manifest.parts().stream().map(IndexFolder::rowsName),
                manifest.runs().stream().map(run -> runName(run.number())))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("(rows|run)-[0-9]+") && !named.contains(name)) {
          delete(file);
        }
      }
    }
  }

  private static String rowsName(int number) {
    return "rows-" + number;
  }

  private static String runName(int number) {
    return "run-" + number;
  }

  Manifest manifest() {
    return manifest;
  }

  void add(Part part, Manifest.Read read) throws IOException {
    int number = manifest.nextNumber();
    if (!part.rows().isEmpty()) {
      write(
          rowsName(number),
          out -> {
            for (Row row : part.rows()) {
              row.write(out);
            }
          });
      write(runName(number), part.entries()::write);
    }
    replace(manifest.with(part, read, number));
    for (int level = 0; runs(level).size() >= FAN_IN; level++) {
      merge(runs(level), level + 1);
    }
  }

  private List<Manifest.Sorted> runs(int level) {
    return manifest.runs().stream().filter(run -> run.level() == level).toList();
  }

  private void merge(List<Manifest.Sorted> several, int level) throws IOException {
    int number = manifest.nextNumber();
    List<Run> runs = open(several);
    write(runName(number), out -> Run.merge(runs, out));
    long entries = several.stream().mapToLong(Manifest.Sorted::entries).sum();
    replace(manifest.merged(several, new Manifest.Sorted(number, level, entries)));
    for (Manifest.Sorted gone : several) {
      delete(folder.resolve(runName(gone.number())));
    }
  }

  private static void delete(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (FileSystemException e) {
      // Some systems keep files that are in use; it is dropped the next time.
    }
  }

  private void replace(Manifest next) throws IOException {
    next.write(folder);
    manifest = next;
  }

  private void write(String name, Content content) throws IOException {
    try (FileOutputStream file = new FileOutputStream(folder.resolve(name).toFile());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file, BUFFER))) {
      content.write(out);
      out.flush();
      file.getFD().sync();
    }
  }

  List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int number : manifest.parts()) {
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(
                  Files.newInputStream(folder.resolve(rowsName(number))), BUFFER))) {
        readAll(in, rows);
      }
    }
    return rows;
  }

  private void readAll(DataInputStream in, List<Row> rows) throws IOException {
    in.mark(1);
    while (in.read() >= 0) {
      in.reset();
      try {
        rows.add(Row.read(in));
      } catch (EOFException e) {
        throw Manifest.refused(folder, "rows are cut off");
      }
      in.mark(1);
    }
  }

  List<Run> runs() throws IOException {
    return open(manifest.runs());
  }

  private List<Run> open(List<Manifest.Sorted> named) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Manifest.Sorted each : named) {
      Path file = folder.resolve(runName(each.number()));
      if (Files.size(file) != each.entries() * Run.ENTRY) {
        throw Manifest.refused(folder, "%s is not as it was written".formatted(file.getFileName()));
      }
      runs.add(Run.open(file));
    }
    return runs;
  }
}
