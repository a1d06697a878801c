package org.spoor.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.OutPoint;

/** Where the trails of a flow graph end, and its sums, as rows, one for each node. */
final class EndRows {

  /** Every end in a CoinJoin repeats them. */
  private static final int MOST_CANDIDATES = 1_000;

  private final FlowGraph graph;
  private final String trace;

  EndRows(FlowGraph graph, String trace) {
    this.graph = graph;
    this.trace = trace;
  }

  Stream<Map<String, Object>> ends() {
    List<TraceEnd> ends = graph.ends();
    Map<OutPoint, CoinJoin> coinJoins = graph.patterns().coinJoinByEnd();
    return IntStream.range(0, ends.size()).mapToObj(i -> end(ends.get(i), i, coinJoins));
  }

  private Map<String, Object> end(TraceEnd end, int number, Map<OutPoint, CoinJoin> coinJoins) {
    Row row =
        new Row()
            .with("trace", trace)
            .with("kind", end.kind().name())
            .with("followed", !end.kind().isNotFollowed())
            .with("chain", end.asset().chain().id())
            .with("asset", end.asset().text());
    FlowRows.withTaint(row, end.taint());
    mostly(end.taint()).ifPresent(origin -> row.with("mostly", origin.toString()));
    end.output().ifPresent(o -> row.with("output", o.toString()));
    if (end.kind() == EndKind.COINJOIN) {
      end.output().map(coinJoins::get).ifPresent(coinJoin -> withCoinJoin(row, coinJoin));
    }
    return new Row()
        .with("id", trace + "/" + number)
        .with("place", FlowRows.at(end).id())
        .with("properties", row.toMap())
        .toMap();
  }

  /** Where the trail ends, and the outputs by which it may go on, unless they are too many. */
  private static void withCoinJoin(Row row, CoinJoin coinJoin) {
    row.with("coinJoin", coinJoin.tx().text())
        .with("scheme", coinJoin.scheme().name())
        .with("confidence", coinJoin.confidence().name())
        .with("candidateCount", coinJoin.candidateCount());
    if (coinJoin.candidateCount() <= MOST_CANDIDATES) {
      row.with("candidates", coinJoin.candidates().stream().flatMap(EndRows::outputs).toList());
    }
  }

  private static Stream<String> outputs(CoinJoin.Candidates group) {
    return group.outputs().stream().map(candidate -> candidate.output().toString());
  }

  /** The origin of the largest part. */
  private static Optional<Origin> mostly(Taint taint) {
    return taint.shares().stream()
        .max(Comparator.comparing(Taint.Share::amount))
        .map(Taint.Share::origin);
  }

  Stream<Map<String, Object>> conservation() {
    return graph.conservation().stream().map(this::statement);
  }

  private Map<String, Object> statement(Conservation sums) {
    Row row =
        new Row()
            .with("trace", trace)
            .with("incident", sums.incident())
            .with("chain", sums.asset().chain().id())
            .with("asset", sums.asset().text())
            .with("seeded", sums.seeded())
            .with("convertedIn", sums.convertedIn())
            .with("notFollowed", sums.notFollowed())
            .with("exact", sums.isExact());
    for (EndKind kind : EndKind.values()) {
      row.with(camelCase(kind), sums.ended(kind));
    }
    sums.tainted().ifPresent(t -> row.with("tainted", t));
    String id =
        "%s/%s/%s:%s"
            .formatted(trace, sums.incident(), sums.asset().chain().id(), sums.asset().text());
    return new Row().with("id", id).with("properties", row.toMap()).toMap();
  }

  /** CONVERTED_OUT becomes convertedOut. */
  private static String camelCase(EndKind kind) {
    StringBuilder text = new StringBuilder();
    for (String word : kind.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }
}
