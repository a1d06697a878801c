package org.spoor.endpoint.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;
import org.spoor.endpoint.wire.HttpNode;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * A node that is asked only what its store does not know. Results of settled calls are kept, batch
 * by batch as they come; refusals and null only where they say how long they hold, and for which
 * endpoint. What is on its way is not asked a second time.
 */
public final class RememberingNode implements Node {

  private final Node node;
  private final Memory memory;
  private final Meter meter;
  private final AnswerCheck check;
  private final InstantSource clock;
  private final Map<Identity, Question> onTheWay = new ConcurrentHashMap<>();

  private RememberingNode(
      Node node, Memory memory, Meter meter, AnswerCheck check, InstantSource clock) {
    this.node = node;
    this.memory = memory;
    this.meter = meter;
    this.check = check;
    this.clock = clock;
  }

  /**
   * One that keeps results alone.
   *
   * @param chain under which answers are kept: the chain id, with more where that is not enough to
   *     tell chains apart
   * @param meter told of what is answered without the node
   */
  public static RememberingNode of(
      Node node, AnswerStore store, String chain, Meter meter, AnswerCheck check) {
    return of(node, new Memory(store, chain, Optional.empty()), meter, check);
  }

  /**
   * One that also keeps what the endpoint refuses for good, and what it does not know up to a block
   * that the call is pinned to.
   *
   * @param endpoint tells it from all others of the chain, and from itself when it may refuse less
   */
  public static RememberingNode of(
      Node node, AnswerStore store, String chain, String endpoint, Meter meter, AnswerCheck check) {
    return of(node, new Memory(store, chain, Optional.of(endpoint)), meter, check);
  }

  private static RememberingNode of(Node node, Memory memory, Meter meter, AnswerCheck check) {
    return new RememberingNode(node, memory, meter, check, InstantSource.system());
  }

  /** A call, and the reply to come. */
  private record Question(AnswerKey key, Call call, CompletableFuture<Memory.Told> reply) {

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
    List<Memory.Told> told =
        all.stream().map(question -> Together.joined(question.reply())).toList();
    memory.store().given(told.stream().flatMap(one -> one.key().stream()).toList());
    return told.stream().map(Memory.Told::reply).toList();
  }

  /** Whoever comes first asks; others wait for that reply. */
  private Question claim(Call call, List<Question> own) {
    var question = new Question(memory.key(call), call, new CompletableFuture<>());
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
    memory.store().drop(calls.stream().map(memory::key).toList());
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
    List<Optional<Memory.Told>> known =
        memory.recall(settled.stream().map(Question::call).toList());
    for (int i = 0; i < settled.size(); i++) {
      known.get(i).ifPresent(settled.get(i).reply()::complete);
    }
    meter.remembered((int) known.stream().filter(Optional::isPresent).count());
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
    List<Memory.Told> told = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      Reply reply = fetched.get(i);
      question.refuseOther(reply, check, name());
      Optional<Memory.Lasting> kept = memory.lasting(question.call(), reply, check);
      kept.ifPresent(one -> lasting.put(one.key(), one.json()));
      told.add(new Memory.Told(reply, kept.map(Memory.Lasting::key)));
    }
    if (!lasting.isEmpty()) {
      memory.store().put(lasting, name(), clock.instant());
    }
    for (int i = 0; i < questions.size(); i++) {
      questions.get(i).reply().complete(told.get(i));
    }
    return fetched.size();
  }
}
