package org.spoor.endpoint.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.spoor.model.SpoorException;

/**
 * The file of an {@link AnswerStore}: what it is, is told from its first bytes, before SQLite may
 * touch it. See "Database File Format" on sqlite.org for their places.
 */
final class StoreFile {

  /** "Spor", which SQLite keeps for the programs that own a file. */
  private static final int APPLICATION = 0x53706f72;

  private static final int VERSION = 2;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);
  private static final int HEADER = 100;
  private static final int VERSION_AT = 60;
  private static final int APPLICATION_AT = 68;

  private static final int FULL = 13;

  private StoreFile() {}

  /**
   * Opens the file; makes it if there is none, or one without a byte, as it stays behind where
   * there was no room for more.
   *
   * @throws SpoorException UNAVAILABLE if it is something else or newer than this program
   */
  static Connection open(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      } else if (Files.isRegularFile(file) && Files.size(file) == 0) {
        create(file);
      }
      int version = check(file);
      Connection connection = connection(file);
      if (version < VERSION) {
        renew(connection);
      }
      return connection;
    } catch (IOException e) {
      throw SpoorException.unavailable(
          "cache " + file + ": cannot be read or made: " + words(e), e);
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private static String words(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "access is denied";
      case FileAlreadyExistsException _ -> "its folder is a file";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  static SpoorException failed(Path file, SQLException cause) {
    return SpoorException.unavailable("cache " + file + ": " + words(cause), cause);
  }

  static boolean isFull(SQLException cause) {
    return (cause.getErrorCode() & 0xff) == FULL;
  }

  /** By the result codes of SQLite; see "Result and Error Codes" on sqlite.org. */
  private static String words(SQLException cause) {
    return switch (cause.getErrorCode() & 0xff) {
      case 5, 6 -> "is in use by another process that does not let go of it";
      case 8 -> "cannot be written";
      case 10 -> "cannot be read or written";
      case 11, 26 -> "is damaged: what was kept in it cannot be read";
      case FULL -> "disk is full";
      case 14 -> "cannot be opened";
      default -> "cannot be used (SQLite %d)".formatted(cause.getErrorCode());
    };
  }

  /** Returns the version of the form in which it is. */
  private static int check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw SpoorException.unavailable("cache " + file + ": expected a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return check(file, in.readNBytes(HEADER));
    }
  }

  private static int check(Path file, byte[] header) {
    boolean sqlite =
        header.length == HEADER
            && Arrays.equals(MAGIC, 0, MAGIC.length, header, 0, MAGIC.length)
            && ByteBuffer.wrap(header).getInt(APPLICATION_AT) == APPLICATION;
    if (!sqlite) {
      throw SpoorException.unavailable(
          "cache " + file + ": is no store of answers, and is left as it is");
    }
    int version = ByteBuffer.wrap(header).getInt(VERSION_AT);
    if (version > VERSION) {
      throw SpoorException.unavailable(
          "cache %s: has version %d, and %d is the latest that is known here"
              .formatted(file, version, VERSION));
    }
    return version;
  }

  /** When notes were made was not written before version 2. Several processes may do it at once. */
  private static void renew(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (version(statement) < VERSION) {
        statement.execute("ALTER TABLE note ADD COLUMN noted INTEGER NOT NULL DEFAULT 0");
        statement.execute("PRAGMA user_version = " + VERSION);
      }
      statement.execute("COMMIT");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      return version.getInt(1);
    }
  }

  private static Connection connection(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 60000");
      // A commit that a power cut undoes is asked again; one that a kill interrupts stays.
      statement.execute("PRAGMA synchronous = NORMAL");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Made whole beside its place and then put there: of several processes that find no file, one
   * makes it, and none sees half of it.
   */
  private static void make(Path file) throws IOException, SQLException {
    Path folder = Files.createDirectories(file.toAbsolutePath().normalize().getParent());
    Path made = Files.createTempFile(folder, "answers", ".new");
    try {
      create(made);
      place(made, file);
    } catch (FileAlreadyExistsException e) {
      // Another was quicker.
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** A link never takes the place of a file, where a move may; some file systems have none. */
  private static void place(Path made, Path file) throws IOException {
    try {
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(made, file);
    }
  }

  /** May be done by several processes at once. */
  private static void create(Path file) throws SQLException {
    try (Connection connection = connection(file);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS answer (
            id       BLOB PRIMARY KEY,
            chain    TEXT NOT NULL,
            method   TEXT NOT NULL,
            params   TEXT NOT NULL,
            sha256   BLOB NOT NULL,
            body     BLOB NOT NULL,
            fetched  INTEGER NOT NULL,
            endpoint TEXT NOT NULL)
          """);
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS note (
            name    TEXT PRIMARY KEY,
            content TEXT NOT NULL,
            noted   INTEGER NOT NULL)
          """);
      statement.execute("PRAGMA application_id = " + APPLICATION);
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }
}
