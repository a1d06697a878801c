package org.spoor.recorded.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Source;

/** A text file of a case folder; its hash is taken while it is read. */
public final class CaseFile {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Path path;
  private final String name;
  private final String shownName;
  private final Consumer<Source> sources;

  private CaseFile(Path path, String name, String shownName, Consumer<Source> sources) {
    this.path = path;
    this.name = name;
    this.shownName = shownName;
    this.sources = sources;
  }

  /** Makes something of a file's text. */
  public interface Parser<T> {
    T parse(BufferedReader text) throws IOException;
  }

  /**
   * The file of that name, if the folder has it; a link that leads nowhere is there, and
   * unreadable.
   *
   * @param sources takes the file's name and hash once it is read
   */
  public static Optional<CaseFile> find(Path folder, String name, Consumer<Source> sources) {
    Path path = folder.resolve(name);
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new CaseFile(path, name, shown(folder, name), sources))
        : Optional.empty();
  }

  /**
   * The file of that name.
   *
   * @throws SpoorException INVALID_INPUT if the folder has none
   */
  public static CaseFile needed(Path folder, String name, Consumer<Source> sources) {
    return find(folder, name, sources)
        .orElseThrow(() ->
            SpoorException.invalidInput(
                shown(folder, name) + ": this file of a case folder is missing"));
  }

  /** The names of a folder's files, sorted; links are files, wherever they lead. */
  public static List<String> namesIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry))
          .map(entry -> folder.relativize(entry).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw SpoorException.unavailable(quote(folder.toString()) + " cannot be listed", e);
    }
  }

  /** How messages name a file: behind the name of its folder. */
  public static String shown(Path folder, String name) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? name : last.toString().replaceAll("/$", "") + "/" + name;
  }

  /**
   * Reads the whole file as UTF-8, with or without a byte order mark.
   *
   * @throws SpoorException if it is empty, no UTF-8, or not readable
   */
  public <T> T read(Parser<T> parser) {
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(path), digest);
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
      if (isEmpty(text)) {
        throw refuse("the file is empty");
      }
      T result = parser.parse(text);
      text.transferTo(Writer.nullWriter());
      sources.accept(new Source(name, HexFormat.of().formatHex(digest.digest())));
      return result;
    } catch (IOException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(Objects.requireNonNullElseGet(e.getCause(), IOException::new));
    }
  }

  /**
   * It, if it is no longer than that.
   *
   * @throws SpoorException if it is longer
   */
  CaseFile atMost(int megabytes) {
    try {
      if (Files.size(path) > ((long) megabytes << 20)) {
        throw refuse("the file is larger than " + megabytes + " MB");
      }
      return this;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** How messages name another file of the same folder. */
  public String shownBeside(String other) {
    return shownName.substring(0, shownName.length() - name.length()) + other;
  }

  /** A refusal of the file as a whole. */
  public SpoorException refuse(String problem) {
    return SpoorException.invalidInput(shownName + ": " + problem);
  }

  /** A refusal of something on a line. */
  public SpoorException refuse(long line, String problem) {
    return SpoorException.invalidInput(at(line, problem));
  }

  /** A refusal of data that contradicts itself. */
  public SpoorException contradiction(long line, String problem) {
    return SpoorException.malformedData(at(line, problem));
  }

  private String at(long line, String problem) {
    return "%s, line %d%s"
        .formatted(shownName, line, problem)
        .replaceAll("\\s*\\p{Cntrl}+\\s*", " ");
  }

  /** A value as messages show it: on one line and not too long. */
  public static String quote(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return "'" + (line.length() <= 90 ? line : line.substring(0, 87) + "...") + "'";
  }

  String name() {
    return name;
  }

  private static boolean isEmpty(Reader text) throws IOException {
    text.mark(1);
    int first = text.read();
    if (first == BYTE_ORDER_MARK) {
      text.mark(1);
      first = text.read();
    }
    text.reset();
    return first < 0;
  }

  private SpoorException unreadable(IOException e) {
    return switch (e) {
      case CharacterCodingException _ -> refuse(lineThatIsNoText(), ": not UTF-8 text");
      case AccessDeniedException _ ->
          SpoorException.unavailable(shownName + ": reading is not permitted", e);
      case NoSuchFileException _ ->
          SpoorException.unavailable(shownName + ": cannot be read: the link leads nowhere", e);
      default -> SpoorException.unavailable(shownName + ": cannot be read: " + e.getMessage(), e);
    };
  }

  private long lineThatIsNoText() {
    try {
      byte[] bytes = Files.readAllBytes(path);
      long line = 1;
      int start = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          if (!isText(ByteBuffer.wrap(bytes, start, i - start))) {
            return line;
          }
          start = i + 1;
          line++;
        }
      }
      return line;
    } catch (IOException e) {
      throw SpoorException.unavailable(shownName + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isText(ByteBuffer line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(line);
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
