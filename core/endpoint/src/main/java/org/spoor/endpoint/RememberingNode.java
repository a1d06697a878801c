package org.spoor.endpoint;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * A node that is asked only what its store does not know. Results of settled calls are kept, batch
 * by batch as they come, unless they are null; refusals are not. What is on its way is not asked a
 * second time.
 */
public final class RememberingNode implements Node {

  private final Node node;
  private final AnswerStore store;
  private final String chain;
  private final Meter meter;
  private final AnswerCheck check;
  private final InstantSource clock;
  private final Map<Identity, Question> onTheWay = new ConcurrentHashMap<>();

  private RememberingNode(
      Node node,
      AnswerStore store,
      String chain,
      Meter meter,
      AnswerCheck check,
      InstantSource clock) {
    this.node = node;
    this.store = store;
    this.chain = chain;
    this.meter = meter;
    this.check = check;
    this.clock = clock;
  }

  /**
   * @param chain under which answers are kept: the chain id, with more where that is not enough to
   *     tell chains apart
   * @param meter told of what is answered without the node
   */
  public static RememberingNode of(
      Node node, AnswerStore store, String chain, Meter meter, AnswerCheck check) {
    return new RememberingNode(node, store, chain, meter, check, InstantSource.system());
  }

  /** A call, and the reply to come. */
  private record Question(AnswerKey key, Call call, CompletableFuture<Reply> reply) {

    boolean open() {
      return !reply.isDone();
    }

    /**
     * @throws SpoorException MALFORMED_DATA if it answers something else
     */
    void refuseOther(Reply given, AnswerCheck check, String endpoint) {
      if (given instanceof Reply.Result(JsonNode answer) && !answer.isNull()) {
        check
            .fault(call, answer)
            .ifPresent(fault -> {
              throw SpoorException.malformedData("%s: %s: %s".formatted(endpoint, key, fault));
            });
      }
    }

    Optional<JsonNode> lasting(Reply given) {
      return given instanceof Reply.Result(JsonNode answer) && call.isLasting(answer)
          ? Optional.of(answer)
          : Optional.empty();
    }
  }

  private record Identity(AnswerKey key, boolean settled) {}

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    List<Question> own = new ArrayList<>();
    List<Question> all = calls.stream().map(call -> claim(call, own)).toList();
    answer(own);
    return all.stream().map(question -> Together.joined(question.reply())).toList();
  }

  /** Whoever comes first asks; others wait for that reply. */
  private Question claim(Call call, List<Question> own) {
    var question = new Question(AnswerKey.of(chain, call), call, new CompletableFuture<>());
    Question before = onTheWay.putIfAbsent(identity(question), question);
    if (before != null) {
      return before;
    }
    own.add(question);
    return question;
  }

  /** Of what contradicts itself only after it was kept. */
  @Override
  public void forget(List<Call> calls) {
    store.drop(calls.stream().map(call -> AnswerKey.of(chain, call)).toList());
  }

  private static Identity identity(Question question) {
    return new Identity(question.key(), question.call().settled());
  }

  private void answer(List<Question> own) {
    try {
      recall(own.stream().filter(question -> question.call().settled()).toList());
      List<Question> open = own.stream().filter(Question::open).toList();
      if (!open.isEmpty()) {
        Together.map(Together.pieces(open, HttpNode.LARGEST_BATCH), this::fetch);
      }
    } catch (RuntimeException e) {
      own.forEach(question -> question.reply().completeExceptionally(e));
    } finally {
      own.forEach(question -> onTheWay.remove(identity(question)));
      own.forEach(question -> question.reply().cancel(false));
    }
  }

  private void recall(List<Question> settled) {
    Map<AnswerKey, JsonNode> known = store.get(settled.stream().map(Question::key).toList());
    for (Question question : settled) {
      Optional.ofNullable(known.get(question.key()))
          .ifPresent(answer -> question.reply().complete(new Reply.Result(answer)));
    }
    meter.remembered(known.size());
  }

  /** Where the budget ends, the part that it still allows goes out by itself, and is kept. */
  private int fetch(List<Question> questions) {
    int fitting = Math.max(0, meter.fitting(questions.size() + node.beside()) - node.beside());
    return fitting == 0 || fitting == questions.size()
        ? fetchAll(questions)
        : fetchAll(questions.subList(0, fitting))
            + fetch(questions.subList(fitting, questions.size()));
  }

  private int fetchAll(List<Question> questions) {
    List<Reply> fetched = node.ask(questions.stream().map(Question::call).toList());
    Map<AnswerKey, JsonNode> lasting = new HashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      question.refuseOther(fetched.get(i), check, name());
      question.lasting(fetched.get(i)).ifPresent(answer -> lasting.put(question.key(), answer));
    }
    if (!lasting.isEmpty()) {
      store.put(lasting, name(), clock.instant());
    }
    for (int i = 0; i < questions.size(); i++) {
      questions.get(i).reply().complete(fetched.get(i));
    }
    return fetched.size();
  }
}
