package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;

/** The block files of a folder by their numbers, as Bitcoin Core keeps them in {@code blocks}. */
final class BlockFolder {

  private static final Pattern NAME = Pattern.compile("blk([0-9]{5})\\.dat");

  private final TreeMap<Integer, BlockFile> files = new TreeMap<>();

  /**
   * @throws SpoorException INVALID_INPUT if there is no block file
   */
  BlockFolder(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      XorKey key = XorKey.in(folder);
      all.forEach(path -> add(path, key));
    } catch (IOException e) {
      throw SpoorException.invalidInput(
          "block files: folder %s cannot be read: %s".formatted(folder, Unreadable.reason(e)));
    }
    if (files.isEmpty()) {
      throw SpoorException.invalidInput(
          "block files: no blk00000.dat or the like in %s".formatted(folder));
    }
  }

  /** Whether a folder has block files. */
  static boolean isOne(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.anyMatch(path -> NAME.matcher(String.valueOf(path.getFileName())).matches());
    } catch (IOException e) {
      throw SpoorException.unavailable(
          "folder %s: cannot be read: %s".formatted(folder, Unreadable.reason(e)), e);
    }
  }

  private void add(Path path, XorKey key) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    if (name.matches()) {
      int number = Integer.parseInt(name.group(1));
      files.put(number, new BlockFile(number, path, key));
    }
  }

  Collection<BlockFile> files() {
    return files.values();
  }

  Optional<BlockFile> file(int number) {
    return Optional.ofNullable(files.get(number));
  }
}
