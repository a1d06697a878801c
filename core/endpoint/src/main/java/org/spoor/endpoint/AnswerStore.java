package org.spoor.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.spoor.model.SpoorException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Raw answers that never change, in one SQLite file. What was put is there after a process is
 * killed; several processes may use the file at once. Thread-safe.
 *
 * <p>An answer is kept as the JSON of its result without spaces, in the order in which it came,
 * with the SHA-256 of these bytes; its first fetching stands.
 */
public final class AnswerStore implements AutoCloseable {

  /**
   * @param bytes on disk
   */
  public record Size(long entries, long bytes) {}

  /**
   * An answer that this process has served or fetched.
   *
   * @param sha256 of its raw bytes, hexadecimal
   */
  public record Used(AnswerKey key, String sha256) {}

  private final Path file;
  private final Connection connection;
  private final ConcurrentSkipListMap<AnswerKey, String> used = new ConcurrentSkipListMap<>();

  /** Names under which answers were looked for, all of which are there. */
  private final Set<String> proven = ConcurrentHashMap.newKeySet();

  private AnswerStore(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * @param file made, with its folder, if it is not there
   * @throws SpoorException UNAVAILABLE if it is something else, newer than this program or damaged
   */
  public static AnswerStore open(Path file) {
    return new AnswerStore(file, StoreFile.open(file));
  }

  /**
   * @return the answers that are kept, of those asked for
   * @throws SpoorException MALFORMED_DATA if one of them is not as it was put
   */
  public Map<AnswerKey, JsonNode> get(Collection<AnswerKey> keys) {
    Map<AnswerKey, Row> rows = new HashMap<>();
    read(
        "SELECT sha256, body FROM answer WHERE id = ?",
        select -> {
          for (AnswerKey key : keys) {
            select.setBytes(1, id(key));
            try (ResultSet found = select.executeQuery()) {
              if (found.next()) {
                rows.put(key, new Row(found.getBytes(1), found.getBytes(2)));
              }
            }
          }
          return rows;
        });
    Map<AnswerKey, JsonNode> answers = new HashMap<>();
    rows.forEach((key, row) -> answers.put(key, answer(key, row)));
    return answers;
  }

  /**
   * Keeps answers, all or none of them; those that are there already stay as they are.
   *
   * @param endpoint that gave them
   */
  public void put(Map<AnswerKey, JsonNode> answers, String endpoint, Instant fetched) {
    Map<AnswerKey, Row> rows = new HashMap<>();
    answers.forEach((key, answer) -> rows.put(key, Row.of(answer)));
    write(
        "INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        insert -> {
          for (Map.Entry<AnswerKey, Row> entry : rows.entrySet()) {
            AnswerKey key = entry.getKey();
            insert.setBytes(1, id(key));
            insert.setString(2, key.chain());
            insert.setString(3, key.method());
            insert.setString(4, key.params());
            insert.setBytes(5, entry.getValue().sha256());
            insert.setBytes(6, entry.getValue().body());
            insert.setLong(7, fetched.getEpochSecond());
            insert.setString(8, endpoint);
            insert.executeUpdate();
          }
          return rows.size();
        });
    rows.forEach((key, row) -> used.put(key, row.hex()));
  }

  /**
   * Something of a run that a later one without network has to know, such as the head it was pinned
   * to; put in the place of what was noted under the name before.
   */
  public void note(String name, String content) {
    write(
        "INSERT OR REPLACE INTO note VALUES (?, ?)",
        replace -> {
          replace.setString(1, name);
          replace.setString(2, content);
          return replace.executeUpdate();
        });
  }

  public Optional<String> noted(String name) {
    return read(
        "SELECT content FROM note WHERE name = ?",
        select -> {
          select.setString(1, name);
          try (ResultSet found = select.executeQuery()) {
            return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
          }
        });
  }

  /**
   * Does a piece of work, and notes which of the answers here it was given.
   *
   * @param into where they are added, also by the threads that the work begins
   */
  public <T> T noting(Set<AnswerKey> into, Supplier<T> work) {
    return Evidence.noting(into, work);
  }

  /** The thread that asks was given these, whoever fetched them. */
  void given(Collection<AnswerKey> keys) {
    Evidence.given(keys);
  }

  /**
   * Keeps which answers something rests on that is noted here.
   *
   * @return by which {@link #restOn} knows them
   */
  public String rest(Set<AnswerKey> keys) {
    String ids = Evidence.ids(keys.stream().map(AnswerStore::id).toList());
    String name = "answers " + HexFormat.of().formatHex(Digest.of(ids.getBytes(UTF_8)));
    note(name, ids);
    return name;
  }

  /**
   * Counts answers among what this process rests on, as if they had been asked for.
   *
   * @param name that {@link #rest} gave them
   * @return whether all of them are kept
   */
  public boolean restOn(String name) {
    return proven.contains(name) || noted(name).map(ids -> restOnAll(name, ids)).orElse(false);
  }

  private boolean restOnAll(String name, String ids) {
    List<byte[]> wanted = Evidence.ids(ids);
    Map<AnswerKey, String> found = new HashMap<>();
    read(
        "SELECT chain, method, params, sha256 FROM answer WHERE id = ?",
        select -> {
          for (byte[] id : wanted) {
            select.setBytes(1, id);
            try (ResultSet row = select.executeQuery()) {
              if (row.next()) {
                found.put(
                    new AnswerKey(row.getString(1), row.getString(2), row.getString(3)),
                    HexFormat.of().formatHex(row.getBytes(4)));
              }
            }
          }
          return found;
        });
    boolean areAll = found.size() == wanted.size();
    if (areAll) {
      used.putAll(found);
      proven.add(name);
    }
    return areAll;
  }

  /** What this process has served or fetched, or what it knows rests on, in order of their keys. */
  public List<Used> used() {
    return used.entrySet().stream().map(e -> new Used(e.getKey(), e.getValue())).toList();
  }

  /** Under which names of chains there are answers, in their order. */
  public List<String> chains() {
    return read(
        "SELECT DISTINCT chain FROM answer ORDER BY chain",
        select -> {
          List<String> chains = new ArrayList<>();
          try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
              chains.add(found.getString(1));
            }
          }
          return chains;
        });
  }

  public Size size() {
    long entries =
        read(
            "SELECT count(*) FROM answer",
            select -> {
              try (ResultSet count = select.executeQuery()) {
                return count.getLong(1);
              }
            });
    return new Size(entries, bytes(file) + bytes(file.resolveSibling(file.getFileName() + "-wal")));
  }

  /**
   * Drops the answers that were first fetched before a moment and gives their space back.
   *
   * @return how many they were
   */
  public long prune(Instant before) {
    return prune("DELETE FROM answer WHERE fetched < " + before.getEpochSecond());
  }

  /**
   * Drops all answers and notes.
   *
   * @return how many answers they were
   */
  public long clear() {
    write("DELETE FROM note", PreparedStatement::executeUpdate);
    return prune("DELETE FROM answer");
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

  private long prune(String delete) {
    long gone = write(delete, PreparedStatement::executeUpdate);
    proven.clear();
    shrink();
    return gone;
  }

  private synchronized void shrink() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }

  private JsonNode answer(AnswerKey key, Row row) {
    try {
      JsonNode answer = Json.MAPPER.readTree(row.raw());
      used.put(key, row.hex());
      return answer;
    } catch (IOException | JacksonException e) {
      throw SpoorException.malformedData(
          this + ": the answer to " + key + " is not as it was put there");
    }
  }

  private static byte[] id(AnswerKey key) {
    return Digest.of((key.chain() + "\n" + key.method() + "\n" + key.params()).getBytes(UTF_8));
  }

  private static long bytes(Path path) {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private synchronized <T> T read(String sql, Work<T> work) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.with(statement);
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }

  private synchronized <T> T write(String sql, Work<T> work) {
    try (Statement transaction = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      transaction.execute("BEGIN IMMEDIATE");
      try {
        T result = work.with(statement);
        transaction.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        transaction.execute("ROLLBACK");
        throw e;
      }
    } catch (SQLException e) {
      throw StoreFile.failed(file, e);
    }
  }
}
