package org.spoor.endpoint.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.spoor.endpoint.Digest;

/** The answers that are kept, by the ids of what they answer. */
record RawAnswers(Database database) {

  static byte[] id(AnswerKey key) {
    return Digest.of((key.chain() + "\n" + key.method() + "\n" + key.params()).getBytes(UTF_8));
  }

  /** Those that are there. */
  Map<AnswerKey, Row> of(Collection<AnswerKey> keys) {
    Map<AnswerKey, Row> rows = new HashMap<>();
    return database.read(
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
  }

  /** All or none of them; those that are there already stay as they are. */
  void put(Map<AnswerKey, Row> rows, String endpoint, Instant fetched) {
    database.keep(
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
  }

  /**
   * @return of those that are there, the SHA-256 of their raw bytes, hexadecimal
   */
  Map<AnswerKey, String> digests(Collection<byte[]> ids) {
    Map<AnswerKey, String> digests = new HashMap<>();
    return database.read(
        "SELECT chain, method, params, sha256 FROM answer WHERE id = ?",
        select -> {
          for (byte[] id : ids) {
            select.setBytes(1, id);
            try (ResultSet row = select.executeQuery()) {
              if (row.next()) {
                digests.put(
                    new AnswerKey(row.getString(1), row.getString(2), row.getString(3)),
                    HexFormat.of().formatHex(row.getBytes(4)));
              }
            }
          }
          return digests;
        });
  }

  List<String> chains() {
    return database.read(
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

  long count() {
    return database.read(
        "SELECT count(*) FROM answer",
        select -> {
          try (ResultSet count = select.executeQuery()) {
            return count.getLong(1);
          }
        });
  }

  void drop(Collection<AnswerKey> keys) {
    database.write(
        "DELETE FROM answer WHERE id = ?",
        delete -> {
          for (AnswerKey key : keys) {
            delete.setBytes(1, id(key));
            delete.executeUpdate();
          }
          return keys.size();
        });
  }

  /**
   * @return how many were first fetched before that
   */
  long dropBefore(Instant moment) {
    return database.write(
        "DELETE FROM answer WHERE fetched < ?",
        delete -> {
          delete.setLong(1, moment.getEpochSecond());
          return delete.executeUpdate();
        });
  }

  /**
   * @return how many they were
   */
  long clear() {
    return database.write("DELETE FROM answer", PreparedStatement::executeUpdate);
  }
}
