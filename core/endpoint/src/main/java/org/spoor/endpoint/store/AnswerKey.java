package org.spoor.endpoint.store;

import java.util.Comparator;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Json;

/**
 * What a kept answer is an answer to.
 *
 * @param chain as {@link AnswerStore} was told to call it
 * @param params as JSON without spaces, the keys of maps in order
 */
public record AnswerKey(String chain, String method, String params)
    implements Comparable<AnswerKey> {

  private static final Comparator<AnswerKey> ORDER =
      Comparator.comparing(AnswerKey::chain)
          .thenComparing(AnswerKey::method)
          .thenComparing(AnswerKey::params);

  static AnswerKey of(String chain, Call call) {
    return new AnswerKey(chain, call.method(), Json.MAPPER.writeValueAsString(call.params()));
  }

  @Override
  public int compareTo(AnswerKey other) {
    return ORDER.compare(this, other);
  }

  /** In short, for messages. */
  @Override
  public String toString() {
    return Excerpt.of(method + " " + params);
  }
}
