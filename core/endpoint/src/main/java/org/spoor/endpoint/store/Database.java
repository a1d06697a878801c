package org.spoor.endpoint.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.spoor.model.SpoorException;

/**
 * The open file of an {@link AnswerStore}: one statement at a time, each that writes a transaction
 * of its own. All of it fails with a {@link SpoorException} of kind UNAVAILABLE. Thread-safe.
 */
final class Database implements AutoCloseable {

  /** What is done with a statement. */
  interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private final Path file;
  private final Connection connection;

  /** Why some of what was put is not there. */
  private volatile Optional<String> unkept = Optional.empty();

  Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  synchronized <T> T read(String sql, Work<T> work) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.with(statement);
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }

  <T> T write(String sql, Work<T> work) {
    try {
      return written(sql, work);
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }

  /**
   * Writes, if the disk is not full: what was fetched is of use to the run, whether it is kept for
   * another or not.
   */
  void keep(String sql, Work<Integer> work) {
    try {
      written(sql, work);
    } catch (SQLException e) {
      SpoorException failed = StoreFile.failed(file, e);
      if (!StoreFile.isFull(e)) {
        throw failed;
      }
      unkept = Optional.of(failed.getMessage() + ": not all answers of this run are kept");
    }
  }

  private synchronized <T> T written(String sql, Work<T> work) throws SQLException {
    try (Statement transaction = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      transaction.execute("BEGIN IMMEDIATE");
      try {
        T result = work.with(statement);
        transaction.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(transaction, e);
        throw e;
      }
    }
  }

  /** After some errors, a full disk among them, SQLite has done so by itself, and refuses. */
  private static void rollback(Statement transaction, Exception cause) {
    try {
      transaction.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** That not all is there that was to be kept, in words. */
  Optional<String> unkept() {
    return unkept;
  }

  /** Gives the space back of what was dropped. */
  synchronized void shrink() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }

  /** On disk. */
  long bytes() {
    return bytes(file) + bytes(file.resolveSibling(file.getFileName() + "-wal"));
  }

  private static long bytes(Path path) {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return "cache " + file;
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }
}
