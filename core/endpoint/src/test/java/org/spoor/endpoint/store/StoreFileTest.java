package org.spoor.endpoint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.spoor.model.SpoorException;

/** Opening the file of a store, whatever lies there. */
class StoreFileTest extends StoredAnswers {

  private static SpoorException refusal(Path file) {
    return catchThrowableOfType(SpoorException.class, () -> AnswerStore.open(file).close());
  }

  @Test
  void open_otherFile_isRefusedAndLeftAlone() throws IOException {
    Path foreign = Files.writeString(folder.resolve("letter.txt"), "Dear reader, ".repeat(20));
    assertThat(refusal(foreign))
        .hasMessage("cache " + foreign + ": is no store of answers, and is left as it is");
    assertThat(foreign).hasContent("Dear reader, ".repeat(20));
    assertThat(folder).isDirectoryContaining(path -> path.equals(foreign));
  }

  @Test
  void open_sqliteOfSomebodyElse_isRefusedAndLeftAlone() throws Exception {
    Path foreign = folder.resolve("other.db");
    alter(foreign, "CREATE TABLE answer (mine TEXT)");
    byte[] before = Files.readAllBytes(foreign);
    assertThat(refusal(foreign)).hasMessageContaining("is no store of answers");
    assertThat(Files.readAllBytes(foreign)).isEqualTo(before);
  }

  @Test
  void open_newerVersion_isRefused() throws Exception {
    AnswerStore.open(file()).close();
    alter(file(), "PRAGMA user_version = 3");
    SpoorException refusal = refusal(file());
    assertThat(refusal.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(refusal)
        .hasMessage("cache " + file() + ": has version 3, and 2 is the latest that is known here");
  }

  @Test
  void open_versionWithoutTimesOfNotes_keepsWhatIsThere() throws Exception {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 3), "mine", THEN);
      store.note("head", "1");
    }
    alter(file(), "ALTER TABLE note DROP COLUMN noted");
    alter(file(), "PRAGMA user_version = 1");

    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.get(answers(0, 3).keySet())).isEqualTo(answers(0, 3));
      assertThat(store.noted("head")).contains("1");
      store.note("head", "2");
    }
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.noted("head")).contains("2");
    }
  }

  @Test
  void open_folder_isRefused() {
    assertThat(refusal(folder)).hasMessage("cache " + folder + ": expected a file");
  }

  @Test
  void open_inAFolderThatIsAFile_saysSoInWords() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("letter.txt"), "Dear reader");
    Path file = inTheWay.resolve("answers.db");
    assertThat(refusal(file))
        .hasMessage("cache " + file + ": cannot be read or made: its folder is a file");
  }

  @Test
  void open_cutFile_saysSoInOneLine() throws Exception {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 2000), "mine", THEN);
    }
    try (var cut = new RandomAccessFile(file().toFile(), "rw")) {
      cut.setLength(5000);
    }
    SpoorException refusal =
        catchThrowableOfType(
            SpoorException.class,
            () -> {
              try (AnswerStore store = AnswerStore.open(file())) {
                store.get(answers(0, 2000).keySet());
              }
            });
    assertThat(refusal.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(refusal.getMessage())
        .isEqualTo("cache " + file() + ": is damaged: what was kept in it cannot be read");
  }

  @Test
  void open_fileWithoutAByte_isMade() throws IOException {
    Files.createDirectories(file().getParent());
    Files.createFile(file());
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 1), "mine", THEN);
    }
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.get(answers(0, 1).keySet())).hasSize(1);
    }
  }

  @Test
  void open_beginningOfAStore_isRefused() throws Exception {
    AnswerStore.open(file()).close();
    try (var cut = new RandomAccessFile(file().toFile(), "rw")) {
      cut.setLength(50);
    }
    assertThat(refusal(file())).hasMessageContaining("is no store of answers");
  }

  @Test
  void open_manyAtOnceWithoutAFile_makesOne() throws Exception {
    for (int round = 0; round < 10; round++) {
      Path fresh = folder.resolve("fresh-" + round + ".db");
      var together = new CyclicBarrier(8);
      List<Future<Integer>> opened = new ArrayList<>();
      try (var threads = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 8; i++) {
          int number = i;
          opened.add(
              threads.submit(() -> {
                together.await();
                try (AnswerStore store = AnswerStore.open(fresh)) {
                  store.put(answers(number, number + 1), "mine", THEN);
                  return number;
                }
              }));
        }
      }
      for (Future<Integer> one : opened) {
        assertThat(one.get()).isNotNegative();
      }
      try (AnswerStore store = AnswerStore.open(fresh)) {
        assertThat(store.get(answers(0, 8).keySet())).isEqualTo(answers(0, 8));
      }
    }
  }

  private static void alter(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
