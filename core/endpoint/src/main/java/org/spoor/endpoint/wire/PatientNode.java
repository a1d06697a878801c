package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;

/**
 * A node that is asked no faster than it can bear, and again where it failed for the moment: HTTP
 * 429 and refusals that pass by themselves, 5xx, time-outs, lost connections, answers that were
 * cut. Only the calls that failed are asked again, later each time, until the endpoint has answered
 * none of them for some time.
 */
public final class PatientNode implements Node {

  private final String name;
  private final Line line;
  private final TokenBucket bucket;
  private final Timing timing;
  private final Duration longest;
  private final Pulse pulse;

  PatientNode(String name, Line line, TokenBucket bucket, Timing timing, Duration longest) {
    this(name, line, bucket, timing, longest, new Pulse(timing));
  }

  private PatientNode(
      String name, Line line, TokenBucket bucket, Timing timing, Duration longest, Pulse pulse) {
    this.name = name;
    this.line = line;
    this.bucket = bucket;
    this.timing = timing;
    this.longest = longest;
    this.pulse = pulse;
  }

  /** Gives up when an endpoint has given no answer for a minute. */
  public static PatientNode of(HttpNode node) {
    return ofDirect(node);
  }

  /** Likewise. */
  public static PatientNode of(RestNode node) {
    return ofDirect(node);
  }

  /** Likewise. */
  public static PatientNode of(LineNode node) {
    return ofDirect(node);
  }

  /** Likewise, of a server that counts the calls of each second, and refuses what is too many. */
  public static PatientNode even(RestNode node) {
    var bucket = TokenBucket.even(node.endpoint().callsPerSecond(), Timing.REAL);
    return new PatientNode(node.name(), node, bucket, Timing.REAL, DirectNode.LONGEST);
  }

  private static PatientNode ofDirect(DirectNode node) {
    var bucket = TokenBucket.full(node.endpoint().callsPerSecond(), Timing.REAL);
    return new PatientNode(node.name(), node, bucket, Timing.REAL, DirectNode.LONGEST);
  }

  /**
   * The same endpoint at the same pace, waited for less or longer.
   *
   * @param other for which it may leave all who ask it without an answer
   */
  public PatientNode within(Duration other) {
    return new PatientNode(name, line, bucket, timing, other, pulse);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    Map<Integer, Reply> replies = new TreeMap<>();
    List<Integer> open = new ArrayList<>(IntStream.range(0, calls.size()).boxed().toList());
    var patience = new Patience(timing, longest, pulse);
    while (!open.isEmpty()) {
      List<Integer> now = List.copyOf(open.subList(0, Math.min(open.size(), bucket.atOnce())));
      List<Call> asked = now.stream().map(calls::get).toList();
      timing.sleep(bucket.take(asked.size()));
      List<Outcome> outcomes = line.attempt(asked, patience.begun());
      List<Verdict> verdicts =
          IntStream.range(0, asked.size())
              .mapToObj(i -> verdict(asked.get(i), outcomes.get(i), patience))
              .toList();
      for (int i = 0; i < now.size(); i++) {
        if (verdicts.get(i) instanceof Verdict.Taken(Reply reply)) {
          replies.put(now.get(i), reply);
        }
      }
      open.removeAll(replies.keySet());
      heed(asked, verdicts, patience);
    }
    return List.copyOf(replies.values());
  }

  /** What is made of an outcome. */
  private sealed interface Verdict {

    record Taken(Reply reply) implements Verdict {}

    record Again(Fault fault) implements Verdict {}
  }

  private static Verdict verdict(Call call, Outcome outcome, Patience patience) {
    return switch (outcome) {
      case Outcome.Failed(Fault fault) -> new Verdict.Again(fault);
      case Outcome.Answered(Reply.Refusal refusal) when patience.isWorthAsking(call, refusal) ->
          new Verdict.Again(Fault.of(Fault.Kind.LIMITED, refusal.message()));
      case Outcome.Answered(Reply reply) -> new Verdict.Taken(reply);
    };
  }

  private void heed(List<Call> asked, List<Verdict> verdicts, Patience patience) {
    List<Fault> faults = new ArrayList<>();
    List<Call> failed = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Again(Fault fault)) {
        faults.add(fault);
        failed.add(asked.get(i));
      }
    }
    int answered = asked.size() - failed.size();
    if (answered > 0) {
      patience.rewarded();
    }
    if (faults.isEmpty()) {
      bucket.wentWell(answered);
    } else {
      pause(
          patience.tried(faults, fault -> fault.exception(name, failed, patience.efforts())),
          faults);
    }
  }

  private void pause(Duration pause, List<Fault> faults) {
    if (faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.LIMITED)) {
      bucket.complaint(pause);
    } else {
      timing.sleep(pause);
    }
  }
}
