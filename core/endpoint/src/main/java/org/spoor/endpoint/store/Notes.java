package org.spoor.endpoint.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/** What runs have noted beside their answers, each under a name. */
record Notes(Database database) {

  void put(String name, String content) {
    database.keep(
        "INSERT OR REPLACE INTO note VALUES (?, ?, unixepoch())",
        replace -> {
          replace.setString(1, name);
          replace.setString(2, content);
          return replace.executeUpdate();
        });
  }

  Optional<String> of(String name) {
    return database.read(
        "SELECT content FROM note WHERE name = ?",
        select -> {
          select.setString(1, name);
          try (ResultSet found = select.executeQuery()) {
            return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
          }
        });
  }

  void drop(String beginning) {
    database.write(
        "DELETE FROM note WHERE substr(name, 1, length(?1)) = ?1",
        delete -> {
          delete.setString(1, beginning);
          return delete.executeUpdate();
        });
  }

  void dropBefore(Instant moment) {
    database.write(
        "DELETE FROM note WHERE noted < ?",
        delete -> {
          delete.setLong(1, moment.getEpochSecond());
          return delete.executeUpdate();
        });
  }

  void clear() {
    database.write("DELETE FROM note", PreparedStatement::executeUpdate);
  }
}
