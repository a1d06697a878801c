package org.spoor.endpoint.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.spoor.endpoint.Json;
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

  private final Database database;
  private final RawAnswers answers;
  private final Notes notes;
  private final UsedAnswers used;

  AnswerStore(Path file, Connection connection) {
    this.database = new Database(file, connection);
    this.answers = new RawAnswers(database);
    this.notes = new Notes(database);
    this.used = new UsedAnswers(answers, notes);
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
    Map<AnswerKey, JsonNode> found = new HashMap<>();
    answers.of(keys).forEach((key, row) -> found.put(key, answer(key, row)));
    return found;
  }

  private JsonNode answer(AnswerKey key, Row row) {
    try {
      JsonNode answer = Json.MAPPER.readTree(row.raw());
      used.add(key, row);
      return answer;
    } catch (IOException | JacksonException e) {
      throw SpoorException.malformedData(
          this + ": the answer to " + key + " is not as it was put there");
    }
  }

  /**
   * Keeps answers, all or none of them; those that are there already stay as they are. Where the
   * disk is full they are not kept, which {@link #unkept} tells.
   *
   * @param endpoint that gave them
   */
  public void put(Map<AnswerKey, JsonNode> given, String endpoint, Instant fetched) {
    Map<AnswerKey, Row> rows = new HashMap<>();
    given.forEach((key, answer) -> rows.put(key, Row.of(answer)));
    answers.put(rows, endpoint, fetched);
    rows.forEach(used::add);
  }

  /**
   * Something of a run that a later one without network has to know, such as the head it was pinned
   * to; put in the place of what was noted under the name before, if the disk is not full.
   */
  public void note(String name, String content) {
    notes.put(name, content);
  }

  public Optional<String> noted(String name) {
    return notes.of(name);
  }

  /**
   * Drops what was noted.
   *
   * @param beginning of its names
   */
  public void forget(String beginning) {
    notes.drop(beginning);
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
    return used.rest(keys);
  }

  /**
   * Counts answers among what this process rests on, as if they had been asked for.
   *
   * @param name that {@link #rest} gave them
   * @return whether all of them are kept
   */
  public boolean restOn(String name) {
    return used.restOn(name);
  }

  /** What this process has served or fetched, or what it knows rests on, in order of their keys. */
  public List<Used> used() {
    return used.all();
  }

  /** Under which names of chains there are answers, in their order. */
  public List<String> chains() {
    return answers.chains();
  }

  public Size size() {
    return new Size(answers.count(), database.bytes());
  }

  /** Drops these answers, and counts them no longer among what this process rests on. */
  public void drop(Collection<AnswerKey> keys) {
    answers.drop(keys);
    used.remove(keys);
    used.proveAnew();
  }

  /**
   * Drops the answers that were first fetched, and the notes that were last made, before a moment,
   * and gives their space back.
   *
   * @return how many they were
   */
  public long prune(Instant before) {
    notes.dropBefore(before);
    return shrunk(answers.dropBefore(before));
  }

  /**
   * Drops all answers and notes.
   *
   * @return how many answers they were
   */
  public long clear() {
    notes.clear();
    return shrunk(answers.clear());
  }

  private long shrunk(long gone) {
    used.proveAnew();
    database.shrink();
    return gone;
  }

  /** That not all was kept that was put or noted, in words. */
  public Optional<String> unkept() {
    return database.unkept();
  }

  /** For messages. */
  @Override
  public String toString() {
    return database.toString();
  }

  @Override
  public void close() {
    database.close();
  }
}
