package org.spoor.endpoint.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.spoor.endpoint.Digest;

/** The answers that this process has served or fetched, or knows that it rests on. Thread-safe. */
final class UsedAnswers {

  private final RawAnswers answers;
  private final Notes notes;
  private final ConcurrentSkipListMap<AnswerKey, String> used = new ConcurrentSkipListMap<>();

  /** Names under which answers were looked for, all of which are there. */
  private final Set<String> proven = ConcurrentHashMap.newKeySet();

  UsedAnswers(RawAnswers answers, Notes notes) {
    this.answers = answers;
    this.notes = notes;
  }

  void add(AnswerKey key, Row row) {
    used.put(key, row.hex());
  }

  /** As {@link AnswerStore#rest}. */
  String rest(Set<AnswerKey> keys) {
    String ids = Evidence.ids(keys.stream().map(RawAnswers::id).toList());
    String name = "answers " + HexFormat.of().formatHex(Digest.of(ids.getBytes(UTF_8)));
    notes.put(name, ids);
    return name;
  }

  /** As {@link AnswerStore#restOn}. */
  boolean restOn(String name) {
    if (proven.contains(name)) {
      return true;
    }
    Optional<List<byte[]>> ids = notes.of(name).map(Evidence::ids);
    boolean areAll = ids.isPresent() && areKept(ids.get());
    if (areAll) {
      proven.add(name);
    }
    return areAll;
  }

  private boolean areKept(List<byte[]> ids) {
    Map<AnswerKey, String> found = answers.digests(ids);
    boolean areAll = found.size() == ids.size();
    if (areAll) {
      used.putAll(found);
    }
    return areAll;
  }

  /** In order of their keys. */
  List<AnswerStore.Used> all() {
    return used.entrySet().stream()
        .map(e -> new AnswerStore.Used(e.getKey(), e.getValue()))
        .toList();
  }

  void remove(Collection<AnswerKey> keys) {
    keys.forEach(used::remove);
  }

  /** Some of what was proven to be there may be so no longer. */
  void proveAnew() {
    proven.clear();
  }
}
