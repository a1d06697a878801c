package org.spoor.endpoint.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Json;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A connection on which questions go out, a line each, while answers come in as they are ready. It
 * ends with the first line that is no answer to what was asked.
 */
final class LineConnection implements AutoCloseable {

  /** What a server tells unasked between two answers; more is a storm. */
  private static final int MOST_NOTIFICATIONS = 10_000;

  private record Question(Call call, CompletableFuture<Outcome> outcome) {}

  private final Socket socket;
  private final Endpoint endpoint;
  private final Meter meter;
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Long, Question> open = new HashMap<>();
  private long ids;
  private int notifications;
  private Optional<Fault> ended = Optional.empty();
  private volatile long heard = System.nanoTime();

  private LineConnection(Socket socket, Endpoint endpoint, Meter meter) {
    this.socket = socket;
    this.endpoint = endpoint;
    this.meter = meter;
  }

  /**
   * Listens from now on.
   *
   * @param most bytes of a line
   */
  static LineConnection over(Socket socket, Endpoint endpoint, Meter meter, long most) {
    var connection = new LineConnection(socket, endpoint, meter);
    Thread.ofVirtual().name("answers of " + endpoint.name()).start(() -> connection.listen(most));
    return connection;
  }

  /** What becomes of a question that goes out at once; no later than the connection ends. */
  CompletableFuture<Outcome> ask(Call call) {
    var question = new Question(call, new CompletableFuture<>());
    Optional<Long> id = register(question);
    id.ifPresent(known -> write(new Envelope(List.of(call), known).body()));
    return question.outcome();
  }

  private synchronized Optional<Long> register(Question question) {
    if (ended.isPresent()) {
      question.outcome().complete(new Outcome.Failed(ended.get()));
      return Optional.empty();
    }
    open.put(ids, question);
    return Optional.of(ids++);
  }

  private void write(byte[] body) {
    byte[] line = new byte[body.length + 1];
    System.arraycopy(body, 0, line, 0, body.length);
    line[body.length] = '\n';
    writing.lock();
    try {
      OutputStream out = socket.getOutputStream();
      out.write(line);
      out.flush();
    } catch (IOException e) {
      end(Fault.lost(e, endpoint));
    } finally {
      writing.unlock();
    }
  }

  private void listen(long most) {
    try {
      Lines lines = new Lines(socket.getInputStream(), most);
      for (var line = lines.next(); line.isPresent() && !isEnded(); line = lines.next()) {
        heard = System.nanoTime();
        meter.received(line.get().length + 1L);
        hear(line.get());
      }
      end(Fault.of(Fault.Kind.PASSING, "connection lost: the server has closed it"));
    } catch (Lines.TooLong e) {
      meter.received(most);
      end(Fault.of(Fault.Kind.FINAL, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      end(Fault.lost(e, endpoint));
    }
  }

  private void hear(byte[] line) {
    try {
      JsonNode told = Json.MAPPER.readTree(line);
      if (told.isObject()) {
        hear(told);
      } else {
        end(noJson(line));
      }
    } catch (JacksonException e) {
      end(noJson(line));
    }
  }

  private Fault noJson(byte[] line) {
    return Fault.of(
        Fault.Kind.GARBLED,
        told(
            "expected a reply in JSON, got a line of %d bytes: %s"
                .formatted(line.length, Excerpt.of(line))));
  }

  private void hear(JsonNode told) {
    JsonNode id = told.path("id");
    Optional<Reply> reply = Envelope.reply(told);
    if (id.isMissingNode() || id.isNull()) {
      unasked(told, reply);
      return;
    }
    Optional<Question> question =
        id.canConvertToLong() ? answered(id.longValue()) : Optional.empty();
    if (question.isEmpty()) {
      end(malformed("reply with the id %s, which was not asked".formatted(shown(id))));
      return;
    }
    notifications = 0;
    question.get().outcome().complete(outcome(question.get().call(), reply));
  }

  private String shown(JsonNode id) {
    return id.isValueNode() ? told(id.asString("")) : String.valueOf(id.getNodeType());
  }

  private synchronized Optional<Question> answered(long id) {
    return Optional.ofNullable(open.remove(id));
  }

  private Outcome outcome(Call call, Optional<Reply> reply) {
    return reply.isEmpty()
        ? new Outcome.Failed(
            malformed(call.method() + " has neither result nor error in its reply"))
        : new Outcome.Answered(
            switch (reply.get()) {
              case Reply.Result result -> result;
              case Reply.Refusal(int code, String words) -> new Reply.Refusal(code, told(words));
            });
  }

  /** News that some question has subscribed to, or a complaint about no question in particular. */
  private void unasked(JsonNode told, Optional<Reply> reply) {
    if (reply.isPresent() && reply.get() instanceof Reply.Refusal refusal) {
      boolean passes = RefusalKind.of(refusal) == RefusalKind.PASSING;
      end(Fault.of(passes ? Fault.Kind.LIMITED : Fault.Kind.MALFORMED, told(refusal.message())));
    } else if (!told.path("method").isString()) {
      end(malformed("a line that is neither reply nor notification"));
    } else if (++notifications > MOST_NOTIFICATIONS) {
      end(malformed("%d notifications and no reply".formatted(notifications)));
    }
  }

  private static Fault malformed(String what) {
    return Fault.of(Fault.Kind.MALFORMED, what);
  }

  private String told(String text) {
    return Excerpt.of(endpoint.keyless(text));
  }

  /** Whether nothing has come since then. */
  boolean isSilentSince(long nanos) {
    return heard - nanos < 0;
  }

  synchronized boolean isEnded() {
    return ended.isPresent();
  }

  /** Ends it; what is open gets this outcome. */
  void end(Fault fault) {
    List<Question> left = closed(fault);
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody waits for it any more.
    }
    left.forEach(question -> question.outcome().complete(new Outcome.Failed(fault)));
  }

  private synchronized List<Question> closed(Fault fault) {
    if (ended.isEmpty()) {
      ended = Optional.of(fault);
    }
    List<Question> left = List.copyOf(open.values());
    open.clear();
    return left;
  }

  @Override
  public void close() {
    end(Fault.of(Fault.Kind.FINAL, "closed"));
  }
}
