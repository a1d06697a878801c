package org.spoor.endpoint.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.spoor.endpoint.Anchor;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;

/**
 * A node over one connection, plain or with TLS, that is opened when it is needed: a line for each
 * question, sent without waiting for the answers to those before, each tried once.
 */
public final class LineNode implements DirectNode, AutoCloseable {

  private static final int MOST_PORT = 65_535;

  private static final Outcome.Failed LATE =
      new Outcome.Failed(Fault.of(Fault.Kind.PASSING, "no answer in time"));

  /** Questions that wait for their answers at the same time. */
  static final int IN_FLIGHT = 64;

  private final Endpoint endpoint;
  private final Meter meter;
  private final Call greeting;
  private final AnswerCheck welcome;
  private final Anchor anchor;
  private final long largest;
  private final Semaphore places = new Semaphore(IN_FLIGHT);
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable LineConnection connection;

  /**
   * @param largest bytes of an answer
   */
  LineNode(
      Endpoint endpoint,
      Meter meter,
      Call greeting,
      AnswerCheck welcome,
      Anchor anchor,
      long largest) {
    if (!isAddress(endpoint.url())) {
      throw SpoorException.invalidInput(
          "url of endpoint %s: expected tcp://HOST:PORT or ssl://HOST:PORT"
              .formatted(endpoint.name()));
    }
    this.endpoint = endpoint;
    this.meter = meter;
    this.greeting = greeting;
    this.welcome = welcome;
    this.anchor = anchor;
    this.largest = largest;
  }

  /**
   * An endpoint that is waited for a minute at most.
   *
   * @param greeting what each connection is begun with
   * @param welcome of the answer to it
   * @param anchor of other calls
   * @throws SpoorException INVALID_INPUT if its address is none of TCP or TLS
   */
  public static LineNode of(
      Endpoint endpoint, Meter meter, Call greeting, AnswerCheck welcome, Anchor anchor) {
    return new LineNode(endpoint, meter, greeting, welcome, anchor, HttpNode.LARGEST_ANSWER);
  }

  /** Whether it is {@code tcp://host:port} or {@code ssl://host:port}, and nothing more. */
  public static boolean isAddress(URI url) {
    boolean isSchemed = "tcp".equals(url.getScheme()) || "ssl".equals(url.getScheme());
    boolean isPort = url.getPort() >= 1 && url.getPort() <= MOST_PORT;
    return isSchemed && isPort && url.getHost() != null && isBare(url);
  }

  private static boolean isBare(URI url) {
    return url.getUserInfo() == null
        && (url.getPath() == null || url.getPath().isEmpty())
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public List<Outcome> attempt(List<Call> calls, Duration within) {
    if (calls.isEmpty()) {
      return List.of();
    }
    List<Call> shown = anchor.shown(calls);
    meter.sending(calls.size() + shown.size());
    long until = System.nanoTime() + within.toNanos();
    try {
      return switch (way(until)) {
        case Way.Closed(Fault fault) -> failed(calls, fault);
        case Way.Open(LineConnection open) -> over(open, calls, shown, until);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable(
          "%s: %s: interrupted".formatted(name(), Excerpt.of(calls)), e);
    }
  }

  @Override
  public int beside(List<Call> calls) {
    return 2 * anchor.shown(calls).size();
  }

  private static List<Outcome> failed(List<Call> calls, Fault fault) {
    return Collections.nCopies(calls.size(), new Outcome.Failed(fault));
  }

  /**
   * Shown once before, since a server that lags may catch up between an answer and what is shown
   * after it, and beside each answer again, since a chain may change: all over this connection.
   */
  private List<Outcome> over(LineConnection open, List<Call> calls, List<Call> shown, long until)
      throws InterruptedException {
    List<Call> first = shown.stream().filter(call -> !open.hasShown(call)).toList();
    if (!first.isEmpty()) {
      meter.sending(first.size());
      Optional<Fault> fault = unshown(first, asked(open, first, until));
      if (fault.isPresent()) {
        return failed(calls, fault.get());
      }
      first.forEach(open::shown);
    }
    List<Outcome> outcomes =
        asked(open, Stream.concat(calls.stream(), shown.stream()).toList(), until);
    return unshown(shown, outcomes.subList(calls.size(), outcomes.size()))
        .map(fault -> failed(calls, fault))
        .orElseGet(() -> outcomes.subList(0, calls.size()));
  }

  /** Why nothing can be believed that was asked beside it. */
  private Optional<Fault> unshown(List<Call> shown, List<Outcome> outcomes) {
    return IntStream.range(0, shown.size())
        .mapToObj(i ->
            switch (outcomes.get(i)) {
              case Outcome.Failed(Fault fault) -> Optional.of(fault);
              case Outcome.Answered(Reply reply) ->
                  anchor
                      .fault(shown.get(i), reply)
                      .map(what -> Fault.of(Fault.Kind.FINAL, shown.get(i) + ": " + what));
            })
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<Outcome> asked(LineConnection open, List<Call> calls, long until)
      throws InterruptedException {
    long begun = System.nanoTime();
    List<CompletableFuture<Outcome>> asked = new ArrayList<>();
    for (Call call : calls) {
      asked.add(ask(open, anchor.sent(call), until));
    }
    List<Outcome> outcomes = asked.stream().map(CompletableFuture::join).toList();
    if (outcomes.contains(LATE) && open.isSilentSince(begun)) {
      open.end(LATE.fault());
    }
    return outcomes;
  }

  private CompletableFuture<Outcome> ask(LineConnection open, Call call, long until)
      throws InterruptedException {
    if (!places.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return CompletableFuture.completedFuture(LATE);
    }
    return open.ask(call)
        .completeOnTimeout(LATE, until - System.nanoTime(), TimeUnit.NANOSECONDS)
        .whenComplete((outcome, failure) -> places.release());
  }

  /** To the endpoint. */
  private sealed interface Way {

    record Open(LineConnection connection) implements Way {}

    record Closed(Fault fault) implements Way {}
  }

  private Way way(long until) throws InterruptedException {
    if (!opening.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return new Way.Closed(LATE.fault());
    }
    try {
      LineConnection last = connection;
      return last == null || last.isEnded() ? begun(until) : new Way.Open(last);
    } finally {
      opening.unlock();
    }
  }

  /** The greeting is a round trip, but no call that a budget would have to count. */
  private Way begun(long until) {
    meter.sending(0);
    try {
      Duration left = Duration.ofNanos(until - System.nanoTime());
      LineConnection fresh =
          LineConnection.over(
              LineSocket.open(endpoint.url(), endpoint.pin(), left), endpoint, meter, largest);
      Outcome answer =
          fresh
              .ask(greeting)
              .completeOnTimeout(LATE, until - System.nanoTime(), TimeUnit.NANOSECONDS)
              .join();
      Optional<Fault> fault = fault(answer);
      fault.ifPresent(fresh::end);
      connection = fresh;
      return fault.<Way>map(Way.Closed::new).orElseGet(() -> new Way.Open(fresh));
    } catch (SSLException e) {
      return new Way.Closed(Fault.untrusted(e, endpoint));
    } catch (IOException e) {
      return new Way.Closed(Fault.lost(e, endpoint));
    }
  }

  /** Why nothing can be asked after the greeting. */
  private Optional<Fault> fault(Outcome answer) {
    return switch (answer) {
      case Outcome.Failed(Fault fault) -> Optional.of(fault);
      case Outcome.Answered(Reply.Refusal refusal) ->
          Optional.of(
              Fault.of(
                  RefusalKind.of(refusal) == RefusalKind.PASSING
                      ? Fault.Kind.LIMITED
                      : Fault.Kind.FINAL,
                  "%s is refused: %s".formatted(greeting.method(), refusal.message())));
      case Outcome.Answered(Reply.Result result) ->
          welcome
              .fault(greeting, result.value())
              .map(what -> Fault.of(Fault.Kind.FINAL, greeting.method() + ": " + what));
    };
  }

  /** Closes the connection, if there is one; asking opens another. */
  @Override
  public void close() {
    opening.lock();
    try {
      if (connection != null) {
        connection.close();
      }
    } finally {
      opening.unlock();
    }
  }
}
