package org.spoor.endpoint.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Which answers pieces of work rest on. */
final class Evidence {

  /** Bytes of an answer's id in the store: of a SHA-256. */
  private static final int ID = 32;

  /** Inherited, since work is done side by side: what its threads are given is given to it. */
  private static final ThreadLocal<Optional<Set<AnswerKey>>> NOTING =
      new InheritableThreadLocal<>() {
        @Override
        protected Optional<Set<AnswerKey>> initialValue() {
          return Optional.empty();
        }
      };

  private Evidence() {}

  static <T> T noting(Set<AnswerKey> into, Supplier<T> work) {
    Optional<Set<AnswerKey>> before = NOTING.get();
    NOTING.set(Optional.of(into));
    try {
      return work.get();
    } finally {
      NOTING.set(before);
    }
  }

  static void given(Collection<AnswerKey> keys) {
    NOTING.get().ifPresent(into -> into.addAll(keys));
  }

  /** In one text, whatever their order. */
  static String ids(List<byte[]> ids) {
    String all =
        String.join("", ids.stream().map(HexFormat.of()::formatHex).sorted().distinct().toList());
    return Base64.getEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(all));
  }

  static List<byte[]> ids(String text) {
    byte[] all = Base64.getDecoder().decode(text);
    List<byte[]> ids = new ArrayList<>();
    for (int from = 0; from < all.length; from += ID) {
      ids.add(Arrays.copyOfRange(all, from, from + ID));
    }
    return ids;
  }
}
