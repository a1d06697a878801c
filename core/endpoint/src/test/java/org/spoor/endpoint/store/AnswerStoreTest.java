package org.spoor.endpoint.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Digest;
import org.spoor.endpoint.Json;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

class AnswerStoreTest extends StoredAnswers {

  @Test
  void get_afterReopening_givesWhatWasPut() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 10), "mine", THEN);
    }
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.get(answers(5, 15).keySet())).isEqualTo(answers(5, 10));
    }
  }

  @Test
  void drop_ofSome_leavesTheOthers() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 10), "mine", THEN);
      store.drop(answers(3, 12).keySet());
      assertThat(store.get(answers(0, 12).keySet())).isEqualTo(answers(0, 3));
      assertThat(store.used()).hasSize(3);
      assertThat(store.size().entries()).isEqualTo(3);
    }
  }

  @Test
  void get_otherChain_knowsNothing() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 1), "mine", THEN);
      assertThat(store.get(List.of(AnswerKey.of("10", Asking.call(0))))).isEmpty();
    }
  }

  @Test
  void key_mapsInAnyOrder_areOneQuestion() {
    var one = new HashMap<String, Object>(Map.of("fromBlock", "0x1", "toBlock", "0x2"));
    var other = new LinkedHashMap<String, Object>();
    other.put("toBlock", "0x2");
    other.put("fromBlock", "0x1");
    AnswerKey key = AnswerKey.of("1", new Call("eth_getLogs", List.of(one), true));
    assertThat(key.params()).isEqualTo("[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x2\"}]");
    assertThat(AnswerKey.of("1", new Call("eth_getLogs", List.of(other), true))).isEqualTo(key);
  }

  @Test
  void put_theSameAgain_leavesTheFirst() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(Map.of(key(1), answer(1)), "mine", THEN);
      store.put(Map.of(key(1), answer(2)), "other", THEN);
      assertThat(store.get(List.of(key(1)))).containsEntry(key(1), answer(1));
      assertThat(store.size().entries()).isEqualTo(1);
    }
  }

  @Test
  void used_servedAndFetched_tellsTheHashOfEachInOrder() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 3), "mine", THEN);
    }
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(7, 8), "mine", THEN);
      store.get(List.of(key(2), key(9), key(1)));
      assertThat(store.used()).containsExactly(used(1), used(2), used(7));
    }
  }

  private static AnswerStore.Used used(int number) {
    byte[] raw = Json.MAPPER.writeValueAsString(answer(number)).getBytes(UTF_8);
    return new AnswerStore.Used(key(number), HexFormat.of().formatHex(Digest.of(raw)));
  }

  @Test
  void note_again_putsTheLaterInPlace() {
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.noted("head")).isEmpty();
      store.note("head", "1");
      store.note("head", "2");
      assertThat(store.noted("head")).contains("2");
    }
  }

  @Test
  void prune_olderThan_dropsThoseAndGivesSpaceBack() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 2000), "mine", THEN);
      store.put(answers(2000, 2003), "mine", THEN.plusSeconds(100));
      AnswerStore.Size before = store.size();
      assertThat(store.prune(THEN.plusSeconds(50))).isEqualTo(2000);
      assertThat(store.size().entries()).isEqualTo(3);
      assertThat(store.size().bytes()).isLessThan(before.bytes() / 4);
      assertThat(store.get(answers(1999, 2003).keySet())).isEqualTo(answers(2000, 2003));
    }
  }

  @Test
  void prune_olderThan_dropsNotesThatWereMadeBefore() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.note("head", "1");
      store.prune(Instant.now().minusSeconds(3600));
      assertThat(store.noted("head")).contains("1");
      store.prune(Instant.now().plusSeconds(3600));
      assertThat(store.noted("head")).isEmpty();
    }
  }

  @Test
  void clear_any_dropsAll() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 20), "mine", THEN);
      store.note("head", "1");
      assertThat(store.clear()).isEqualTo(20);
      assertThat(store.size().entries()).isZero();
      assertThat(store.noted("head")).isEmpty();
    }
  }

  @Test
  void chains_answersOfTwo_areBothNamed() {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(Map.of(AnswerKey.of("1 0xb", Asking.call(0)), answer(0)), "mine", THEN);
      store.put(Map.of(AnswerKey.of("1 0xa", Asking.call(0)), answer(0)), "mine", THEN);
      assertThat(store.chains()).containsExactly("1 0xa", "1 0xb");
    }
  }

  @Test
  void get_answerThatWasAltered_isMalformed() throws Exception {
    try (AnswerStore store = AnswerStore.open(file())) {
      store.put(answers(0, 2), "mine", THEN);
    }
    alter(file(), "UPDATE answer SET sha256 = zeroblob(32) WHERE params = '[\"0x1\"]'");
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.get(List.of(key(0)))).hasSize(1);
      SpoorException failure =
          catchThrowableOfType(SpoorException.class, () -> store.get(List.of(key(1))));
      assertThat(failure.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
      assertThat(failure)
          .hasMessage(
              "cache "
                  + file()
                  + ": the answer to eth_getStorageAt [\"0x1\"] is not as it was put there");
      assertThat(store.used()).containsExactly(used(0));
    }
  }

  private static void alter(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void put_severalProcessesAtOnce_keepsAll() throws Exception {
    Process one = AnswerWriter.start(file(), 0, 500);
    Process two = AnswerWriter.start(file(), 500, 1000);
    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.get(answers(0, 1000).keySet())).hasSize(1000);
    }
  }

  /** As many pages as a full disk would leave it. */
  private AnswerStore withoutRoom() throws SQLException {
    Connection connection = StoreFile.open(file());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 20");
    }
    return new AnswerStore(file(), connection);
  }

  private static JsonNode noise(int number) {
    byte[] bytes = new byte[3000];
    new Random(number).nextBytes(bytes);
    return Json.MAPPER.getNodeFactory().stringNode(HexFormat.of().formatHex(bytes));
  }

  @Test
  void put_diskIsFull_isToldAndEndsNothing() throws SQLException {
    try (AnswerStore store = withoutRoom()) {
      for (int i = 0; i < 40; i++) {
        store.put(Map.of(key(i), noise(i)), "mine", THEN);
      }
      store.note("head", "7".repeat(100_000));

      assertThat(store.unkept())
          .contains(
              "cache %s: disk is full: not all answers of this run are kept".formatted(file()));
      assertThat(store.used()).hasSize(40);
      assertThat(store.noted("head")).isEmpty();
      assertThat(store.size().entries()).isBetween(1L, 39L);
      assertThat(store.get(List.of(key(0)))).containsEntry(key(0), noise(0));
    }
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.unkept()).isEmpty();
      store.put(Map.of(key(39), noise(39)), "mine", THEN);
      assertThat(store.get(List.of(key(39)))).hasSize(1);
    }
  }

  @Test
  void put_processKilled_keepsAllThatWasReported() throws Exception {
    Process writer = AnswerWriter.start(file(), 0, Integer.MAX_VALUE);
    int reported = 0;
    try (BufferedReader lines = writer.inputReader()) {
      while (reported < 300) {
        reported = Integer.parseInt(lines.readLine());
      }
      // Unlike the process itself, its handle leaves what it has said to be read.
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reported = Math.max(reported, Integer.parseInt(line));
      }
    }
    assertThat(writer.waitFor()).isNotZero();
    try (AnswerStore store = AnswerStore.open(file())) {
      assertThat(store.get(answers(0, reported).keySet())).hasSize(reported);
      store.put(Map.of(AnswerKey.of("2", Asking.call(0)), answer(0)), "mine", THEN);
      assertThat(store.size().entries()).isGreaterThan(reported);
    }
  }
}
