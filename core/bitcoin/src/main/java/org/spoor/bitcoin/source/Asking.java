package org.spoor.bitcoin.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/** Questions to one server, and the reading of its answers with its name in all complaints. */
public record Asking(Node node) {

  /** A node without an index of all transactions says no more than that it cannot look. */
  private static final Pattern NOT_THERE =
      Pattern.compile(
          "not found|no such(?!.*txindex)|missing transaction", Pattern.CASE_INSENSITIVE);

  /** What was answered. */
  public record Given(String server, Map<Call, Reply> replies) {

    /**
     * @throws SpoorException UNAVAILABLE if the server refuses, MALFORMED_DATA if the reading does
     */
    public <T> T read(Call call, Function<JsonNode, T> reading) {
      return switch (Objects.requireNonNull(replies.get(call))) {
        case Reply.Result(JsonNode answer) -> call.read(server, () -> reading.apply(answer));
        case Reply.Refusal refusal -> throw refused(call, refusal);
      };
    }

    /** Why nothing was answered, in the server's words; nothing if there is an answer. */
    public Optional<String> refusal(Call call) {
      return replies.get(call) instanceof Reply.Refusal(int _, String message)
          ? Optional.of(message)
          : Optional.empty();
    }

    /** The same; nothing if the server says that there is no such thing. */
    public <T> Optional<T> find(Call call, Function<JsonNode, T> reading) {
      return replies.get(call) instanceof Reply.Refusal(int _, String message)
              && NOT_THERE.matcher(message).find()
          ? Optional.empty()
          : Optional.of(read(call, reading));
    }

    private SpoorException refused(Call call, Reply.Refusal refusal) {
      return SpoorException.unavailable(
          "%s: %s is refused (%d): %s".formatted(server, call, refusal.code(), refusal.message()));
    }
  }

  public String name() {
    return node.name();
  }

  public Given ask(Collection<Call> calls) {
    return ask(calls, List.of());
  }

  /** Asks two groups of calls side by side: what the one gives, the check of the other may need. */
  public Given ask(Collection<Call> calls, Collection<Call> others) {
    List<List<Call>> asked =
        Stream.of(calls, others)
            .map(group -> group.stream().distinct().toList())
            .filter(group -> !group.isEmpty())
            .toList();
    List<List<Reply>> replies = asked.isEmpty() ? List.of() : Together.map(asked, node::ask);
    Map<Call, Reply> byCall = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      for (int j = 0; j < asked.get(i).size(); j++) {
        byCall.put(asked.get(i).get(j), replies.get(i).get(j));
      }
    }
    return new Given(name(), byCall);
  }

  public <T> T read(Call call, Function<JsonNode, T> reading) {
    return ask(List.of(call)).read(call, reading);
  }
}
