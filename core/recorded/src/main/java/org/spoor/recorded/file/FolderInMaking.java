package org.spoor.recorded.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;

/**
 * A folder that appears under its name only when it is complete; until then, and after a failure,
 * there is nothing.
 */
public final class FolderInMaking implements AutoCloseable {

  private final Path target;
  private final Path written;
  private final Map<String, String> hashes = new TreeMap<>();

  private FolderInMaking(Path target, Path written) {
    this.target = target;
    this.written = written;
  }

  /** Writes the content of a file. */
  interface Content {
    void writeTo(Writer text) throws IOException;
  }

  /**
   * Begins a folder beside its place.
   *
   * @param target does not exist, or is an empty folder
   * @throws SpoorException INVALID_INPUT if it is something else, UNAVAILABLE if it cannot be made
   */
  public static FolderInMaking at(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw refusal(target, "expected a new one in an existing folder");
    }
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(absolute)) {
      throw refusal(target, "expected a new or empty one");
    }
    try {
      dropLeftovers(parent, absolute.getFileName());
      Path written =
          parent.resolve(
              ".%s.%d.part".formatted(absolute.getFileName(), ProcessHandle.current().pid()));
      Files.createDirectory(written);
      written.toFile().deleteOnExit();
      return new FolderInMaking(absolute, written);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** What processes left behind that were killed, and are there no more. */
  private static void dropLeftovers(Path parent, Path name) throws IOException {
    Pattern leftover = Pattern.compile(Pattern.quote("." + name + ".") + "(\\d{1,18})\\.part");
    try (Stream<Path> beside = Files.list(parent)) {
      for (Path folder : beside.toList()) {
        Matcher named = leftover.matcher(String.valueOf(folder.getFileName()));
        boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        if (isFolder && named.matches() && isGone(Long.parseLong(named.group(1)))) {
          delete(folder);
        }
      }
    }
  }

  /** This process has begun nothing yet. */
  private static boolean isGone(long pid) {
    return pid == ProcessHandle.current().pid()
        || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static boolean isEmptyFolder(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  private static SpoorException refusal(Path target, String expected) {
    return SpoorException.invalidInput("case folder %s: %s".formatted(target, expected));
  }

  /** Where it is while it is made. */
  public Path path() {
    return written;
  }

  /** Where it will be. */
  public Path target() {
    return target;
  }

  /** The SHA-256 of each file so far, by name. */
  public Map<String, String> hashes() {
    return hashes;
  }

  public void text(String name, String text) {
    file(name, writer -> writer.write(text));
  }

  public void yaml(String name, Map<String, Object> values) {
    text(name, YamlText.of(values));
  }

  /**
   * @param lines hands over one line after the other
   */
  public void lines(String name, Consumer<Consumer<String>> lines) {
    file(
        name,
        text ->
            lines.accept(line -> {
              try {
                text.write(line + "\n");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  /**
   * @param rows hands over one row after the other
   */
  public void table(String name, List<String> columns, Consumer<Consumer<List<String>>> rows) {
    file(
        name,
        text -> {
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          csv.writeRecord(columns);
          rows.accept(csv::writeRecord);
          csv.flush();
        });
  }

  private void file(String name, Content content) {
    MessageDigest digest = CaseFile.sha256();
    Path file = written.resolve(name);
    file.toFile().deleteOnExit();
    try (OutputStream bytes = new DigestOutputStream(Files.newOutputStream(file), digest);
        Writer text = new BufferedWriter(new OutputStreamWriter(bytes, UTF_8.newEncoder()))) {
      content.writeTo(text);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } catch (UncheckedIOException e) {
      throw cannotWrite(target, e.getCause() == null ? new IOException(e) : e.getCause());
    }
    hashes.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  /** Puts it into its place. */
  public void put() {
    try {
      Files.deleteIfExists(target);
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(written)) {
      return;
    }
    try {
      delete(written);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  private static SpoorException cannotWrite(Path target, IOException e) {
    return SpoorException.unavailable("cannot write %s: %s".formatted(target, reason(e)), e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "access is denied";
      case NoSuchFileException _ -> "nothing can be made in this folder";
      case DirectoryNotEmptyException _ -> "the folder is not empty any more";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
