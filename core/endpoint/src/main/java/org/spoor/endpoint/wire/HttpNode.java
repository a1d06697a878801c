package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;

/**
 * A node over HTTP: one POST for each batch, tried once.
 *
 * <p>A batch that an endpoint refuses or finds too large is asked again in halves, and later
 * batches are no larger than what goes through.
 */
public final class HttpNode implements DirectNode {

  /** How many calls one batch has at most. */
  public static final int LARGEST_BATCH = 100;

  /** Bytes of an answer to one call: the traces of a large block have some ten million. */
  static final long LARGEST_ANSWER = 32 << 20;

  /** Bytes by which each further call of a batch may add to it, on the average. */
  private static final long LARGER_BY_CALL = (32 << 20) / LARGEST_BATCH;

  /** Batches on their way. */
  private static final int AT_ONCE = 8;

  private static final Pattern TOO_LARGE =
      Pattern.compile("(response|batch) (is )?too (large|big)", Pattern.CASE_INSENSITIVE);

  private final Endpoint endpoint;
  private final Wire wire;
  private final int maxBatch;
  private final long largest;
  private final AtomicInteger batch;
  private final AtomicLong ids = new AtomicLong(1);
  private final Places places = new Places(AT_ONCE);

  /**
   * @param largest bytes of an answer to one call
   */
  HttpNode(Endpoint endpoint, Meter meter, OkHttpClient client, int maxBatch, long largest) {
    this.endpoint = endpoint;
    this.wire = new Wire(endpoint, client, meter);
    this.largest = largest;
    this.maxBatch = maxBatch;
    this.batch = new AtomicInteger(maxBatch);
  }

  /** An endpoint that is waited for a minute at most. */
  public static HttpNode of(Endpoint endpoint, Meter meter) {
    OkHttpClient client =
        client(Duration.ofSeconds(10), Duration.ofSeconds(45)).callTimeout(LONGEST).build();
    return new HttpNode(endpoint, meter, client, LARGEST_BATCH, LARGEST_ANSWER);
  }

  /** Repeats nothing and follows nothing by itself: every round trip is one that was counted. */
  static OkHttpClient.Builder client(Duration connect, Duration read) {
    return new OkHttpClient.Builder()
        .connectTimeout(connect)
        .readTimeout(read)
        .retryOnConnectionFailure(false)
        .followRedirects(false);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public List<Outcome> attempt(List<Call> calls, Duration within) {
    return attempt(calls, System.nanoTime() + within.toNanos());
  }

  /**
   * @param until {@link System#nanoTime} by which it has to have ended
   */
  private List<Outcome> attempt(List<Call> calls, long until) {
    if (calls.isEmpty()) {
      return List.of();
    }
    List<List<Call>> batches = Together.pieces(calls, batch.get());
    return Together.map(batches, one -> send(one, until)).stream().flatMap(List::stream).toList();
  }

  private List<Outcome> send(List<Call> calls, long until) {
    var envelope = new Envelope(calls, ids.getAndAdd(calls.size()));
    return switch (delivery(envelope, until)) {
      case Wire.Delivery.Body body -> read(envelope, body.status(), body.bytes(), until);
      case Wire.Delivery.TooLarge(String what) -> tooLarge(calls, what, until);
      case Wire.Delivery.Lost(Fault fault) -> all(calls, fault);
    };
  }

  private Wire.Delivery delivery(Envelope envelope, long until) {
    int count = envelope.calls().size();
    return places.take(
        until,
        () -> name() + ": " + Excerpt.of(envelope.calls()),
        left -> wire.post(envelope.body(), count, largest + (count - 1) * LARGER_BY_CALL, left));
  }

  private List<Outcome> read(Envelope envelope, int status, byte[] bytes, long until) {
    List<Call> calls = envelope.calls();
    return switch (envelope.read(bytes)) {
      case Envelope.Content.Replies(List<Reply> replies) -> outcomes(calls, replies, until);
      case Envelope.Content.BatchRefused(Reply.Refusal refusal)
          when RefusalKind.of(refusal) == RefusalKind.PASSING ->
          all(calls, Fault.of(Fault.Kind.LIMITED, wire.told(refusal.message())));
      case Envelope.Content.BatchRefused _ -> halves(calls, until);
      case Envelope.Content.Foreign(String what) ->
          all(calls, foreign(status, "HTTP " + status + ": " + wire.told(what)));
      case Envelope.Content.Contradiction(String what) ->
          all(calls, contradiction(status, wire.told(what)));
    };
  }

  /** A page of a proxy, a text, half of an answer: whoever sent it is not the node. */
  private static Fault foreign(int status, String what) {
    return Fault.of(status / 100 == 2 ? Fault.Kind.GARBLED : unsuccessful(status), what);
  }

  private static Fault contradiction(int status, String what) {
    return status / 100 == 2
        ? Fault.of(Fault.Kind.MALFORMED, what)
        : Fault.of(unsuccessful(status), "HTTP " + status + ": " + what);
  }

  private static Fault.Kind unsuccessful(int status) {
    return status / 100 == 5 ? Fault.Kind.PASSING : Fault.Kind.FINAL;
  }

  private List<Outcome> outcomes(List<Call> calls, List<Reply> replies, long until) {
    larger(calls.size());
    List<Outcome> outcomes = new ArrayList<>();
    List<Integer> heavy = new ArrayList<>();
    for (Reply reply : replies) {
      if (calls.size() > 1 && reply instanceof Reply.Refusal refusal && tooLarge(refusal)) {
        heavy.add(outcomes.size());
      }
      outcomes.add(new Outcome.Answered(keyless(reply)));
    }
    if (!heavy.isEmpty()) {
      smaller(calls.size());
      List<Outcome> again = attempt(heavy.stream().map(calls::get).toList(), until);
      heavy.forEach(i -> outcomes.set(i, again.get(heavy.indexOf(i))));
    }
    return outcomes;
  }

  /** What is too large for a batch may do alone. */
  private static boolean tooLarge(Reply.Refusal refusal) {
    return TOO_LARGE.matcher(refusal.message()).find();
  }

  private Reply keyless(Reply reply) {
    return switch (reply) {
      case Reply.Result result -> result;
      case Reply.Refusal(int code, String message) -> new Reply.Refusal(code, wire.told(message));
    };
  }

  private List<Outcome> tooLarge(List<Call> calls, String what, long until) {
    return calls.size() > 1 ? halves(calls, until) : all(calls, Fault.of(Fault.Kind.FINAL, what));
  }

  private List<Outcome> halves(List<Call> calls, long until) {
    smaller(calls.size());
    return attempt(calls, until);
  }

  private void smaller(int refused) {
    batch.accumulateAndGet(Math.max(1, refused / 2), Math::min);
  }

  /** Where batches go at all, one more call is tried after each that was as large as allowed. */
  private void larger(int passed) {
    if (passed > 1 && passed < maxBatch) {
      batch.compareAndSet(passed, passed + 1);
    }
  }

  private static List<Outcome> all(List<Call> calls, Fault fault) {
    return Collections.nCopies(calls.size(), new Outcome.Failed(fault));
  }
}
