package org.spoor.bitcoin.esplora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;
import tools.jackson.databind.JsonNode;

/**
 * A server that is asked for the spenders of many transactions with one request, as long as it
 * offers that: those of mempool.space do, others refuse it the first time.
 */
final class BatchedOutspends implements Node {

  /** What mempool's electrs takes at once. */
  private static final int MOST = 50;

  private final Node server;
  private volatile boolean isOffered = true;

  BatchedOutspends(Node server) {
    this.server = server;
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    List<Call> outspends =
        calls.stream().filter(call -> call.method().equals(Paths.OUTSPENDS)).toList();
    if (!isOffered || outspends.size() < 2) {
      return server.ask(calls);
    }
    List<Call> others =
        calls.stream().filter(call -> !call.method().equals(Paths.OUTSPENDS)).toList();
    List<List<Call>> groups = new ArrayList<>(pieces(outspends));
    int batches = groups.size();
    if (!others.isEmpty()) {
      groups.add(others);
    }
    Map<Call, Reply> replies = new HashMap<>();
    List<List<Reply>> answered =
        Together.map(
            indices(groups.size()),
            i -> i < batches ? batch(groups.get(i)) : server.ask(groups.get(i)));
    for (int i = 0; i < groups.size(); i++) {
      for (int j = 0; j < groups.get(i).size(); j++) {
        replies.put(groups.get(i).get(j), answered.get(i).get(j));
      }
    }
    return calls.stream()
        .map(call -> Optional.ofNullable(replies.get(call)).orElseThrow())
        .toList();
  }

  private static List<List<Call>> pieces(List<Call> calls) {
    List<List<Call>> pieces = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += MOST) {
      pieces.add(calls.subList(from, Math.min(calls.size(), from + MOST)));
    }
    return pieces;
  }

  private static List<Integer> indices(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  private List<Reply> batch(List<Call> calls) {
    List<String> ids =
        calls.stream().map(call -> String.valueOf(call.params().getFirst())).toList();
    return switch (server.ask(List.of(Paths.outspendsOfMany(ids))).getFirst()) {
      case Reply.Result(JsonNode all) when all.isArray() && all.size() == ids.size() ->
          all.valueStream().<Reply>map(Reply.Result::new).toList();
      case Reply.Result _, Reply.Refusal _ -> {
        isOffered = false;
        yield server.ask(calls);
      }
    };
  }
}
