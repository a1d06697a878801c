package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Printable;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;

/** What a person reads at the end of a trace. */
public final class TraceReport {

  /** The setting that names assets to which a minimum for all could not be applied. */
  public static final String MINIMUM_NOT_COVERING = "minTaintNotCovering";

  private static final Set<String> TOLD_ELSEWHERE = Set.of("policy", MINIMUM_NOT_COVERING);
  private static final String DEFAULT_POLICY = "FIFO";

  private final AssetNames names;
  private final int width;
  private final int rows;

  /**
   * @param width of the screen, in characters
   * @param rows most rows of one table; the rest is summed up
   */
  public TraceReport(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  /** The lines about one run. */
  public List<String> of(FlowGraph graph) {
    List<String> lines = new ArrayList<>(heading(graph, graph.policy().toUpperCase(Locale.ROOT)));
    lines.addAll(NothingFollowed.lines(graph, width));
    lines.addAll(new EndsSection(names, width, rows).lines(graph));
    lines.addAll(new ConservationSection(names, width).lines(List.of(graph)));
    lines.addAll(new NotFollowedSection(names, width).lines(graph));
    lines.addAll(evidence(graph));
    return lines;
  }

  /**
   * The lines that compare runs of several policies.
   *
   * @param runs in the order of policies; edges other than conversions are not looked at
   */
  public List<String> comparing(List<FlowGraph> runs, List<String> bands) {
    FlowGraph first = runs.getFirst();
    String policies =
        runs.stream()
            .map(run -> run.policy().toUpperCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>(heading(first, policies));
    lines.addAll(NothingFollowed.lines(first, width));
    lines.addAll(bands);
    lines.addAll(new ConservationSection(names, width).lines(runs));
    FlowGraph shown = shown(runs);
    lines.add("");
    lines.add("The rest is as the " + shown.policy().toUpperCase(Locale.ROOT) + " run tells it.");
    lines.addAll(new NotFollowedSection(names, width).lines(shown));
    lines.addAll(evidence(shown));
    return lines;
  }

  /** The run of the policy that a trace has by default, else the first that conserves. */
  private static FlowGraph shown(List<FlowGraph> runs) {
    return runs.stream()
        .filter(run -> run.policy().equals(DEFAULT_POLICY))
        .findFirst()
        .or(() -> runs.stream().filter(TraceReport::conserves).findFirst())
        .orElse(runs.getFirst());
  }

  private static boolean conserves(FlowGraph run) {
    return run.conservation().stream().allMatch(statement -> statement.tainted().isEmpty());
  }

  private List<String> evidence(FlowGraph graph) {
    List<String> lines = new ArrayList<>();
    lines.addAll(new ConversionsSection(names, width, rows).lines(graph));
    lines.addAll(new PatternsSection(names, width, rows).lines(graph));
    lines.addAll(new RejectedSection(names, width, rows).lines(graph));
    lines.addAll(new GapsSection(names, width, rows).lines(graph));
    return lines;
  }

  private List<String> heading(FlowGraph graph, String policies) {
    List<String> lines = new ArrayList<>();
    graph.incidents().forEach(incident -> lines.addAll(about(incident)));
    lines.addAll(Wrap.hanging("Policy  ", policies, width));
    String asOf = graph.heads().stream().map(TraceReport::asOf).collect(Collectors.joining(", "));
    lines.addAll(Wrap.hanging("As of   ", asOf, width));
    String data = graph.inputs().stream().map(Source::name).collect(Collectors.joining(", "));
    lines.addAll(Wrap.hanging("Data    ", Printable.of(data), width));
    String limits =
        graph.request().stream()
            .filter(setting -> !TOLD_ELSEWHERE.contains(setting.name()))
            .map(setting -> setting.name() + " " + setting.value())
            .collect(Collectors.joining(", "));
    lines.addAll(Wrap.hanging("Asked   ", Printable.of(limits), width));
    graph.request().stream()
        .filter(setting -> setting.name().equals(MINIMUM_NOT_COVERING))
        .forEach(setting -> lines.addAll(notCovered(setting.value())));
    return lines;
  }

  private List<String> notCovered(String assets) {
    String text = "no minimum counts for assets whose decimals are not known: " + assets;
    return Wrap.hanging("Note    ", Printable.of(text), width);
  }

  private List<String> about(Incident incident) {
    String name =
        incident.name().equals(incident.id())
            ? incident.id()
            : "%s (%s)".formatted(incident.name(), incident.id());
    String victim = incident.victim().isBlank() ? "" : ", victim " + incident.victim();
    return Wrap.lines(Printable.of(name + ", " + incident.date() + victim), width);
  }

  private static String asOf(Head head) {
    String height =
        head.height().isPresent() ? AmountText.count(head.height().getAsLong()) : "unknown";
    return "%s block %s (%s)".formatted(head.chain().id(), height, head.time());
  }
}
