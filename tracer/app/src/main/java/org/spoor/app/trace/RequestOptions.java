package org.spoor.app.trace;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.spoor.app.input.TimeReader;
import org.spoor.app.input.WholeNumber;
import org.spoor.app.live.LiveAccess;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.FeeMode;
import org.spoor.engine.trace.StopRules;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what to follow and how far. */
final class RequestOptions {

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "fifo",
      converter = PolicyChoice.Reader.class,
      description =
          "Which value leaves a pool first: poison, haircut, fifo, lifo, tiho, libr, or all to"
              + " compare them (default: fifo).")
  private PolicyChoice policy = PolicyChoice.ALL;

  @Option(
      names = "--min-taint",
      paramLabel = "AMOUNT",
      description =
          "Do not follow less than this into a new place, in units: 1.5 for every asset whose"
              + " decimals are known (the run names the others), or ASSET=1.5 for a symbol or"
              + " contract of the case folder. May be repeated.")
  private List<String> minimum = List.of();

  @Option(
      names = "--max-hops",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Hops to follow from the theft.")
  private Optional<Integer> maxHops = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeReader.class,
      description =
          "Follow nothing that happened later: 2025-02-22T06:00:00Z, or 2025-02-22 for the end of"
              + " that day (UTC).")
  private Optional<Instant> until = Optional.empty();

  @Option(
      names = "--max-reads",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Histories and outputs to look up at most.")
  private Optional<Integer> maxReads = Optional.empty();

  @Option(
      names = "--max-degree",
      paramLabel = "N",
      converter = WholeNumber.class,
      description =
          "Do not follow an unlabelled address with more transactions that move value than this"
              + " (default where a chain is read live: 5000; else none).")
  private Optional<Integer> maxDegree = Optional.empty();

  @Option(
      names = "--fees",
      paramLabel = "MODE",
      defaultValue = "sink",
      description =
          "What becomes of dirty fees: sink (they end there) or coinbase (they are followed into"
              + " the block's coinbase); default: sink.")
  private FeeMode fees = FeeMode.SINK;

  @Option(
      names = "--evidence",
      paramLabel = "CLASS",
      defaultValue = "candidate",
      description =
          "The least sure class of evidence to follow: fact, protocol, decoded, heuristic,"
              + " candidate (default: candidate).")
  private EvidenceClass evidence = EvidenceClass.CANDIDATE;

  @Option(
      names = "--through-coinjoin",
      description =
          "Follow CoinJoins over their candidates, by the policy, instead of ending there; such"
              + " edges have the class candidate.")
  private boolean throughCoinJoins;

  @Option(
      names = "--join-change",
      description =
          "Join clusters by change too, where the votes name one output: weaker evidence than being"
              + " spent from together, and shown as such. No amount depends on it.")
  private boolean joinChange;

  List<TaintPolicy> policies() {
    return policy.policies();
  }

  /**
   * The request of one policy.
   *
   * @param genuine those of the assets that are no imitations
   */
  TraceRequest request(TracedCase traced, TaintPolicy policy, Predicate<Asset> genuine) {
    StopRules rules = stopRules(traced.assets(), genuine);
    return new TraceRequest(
        traced.incidents(),
        policy,
        fees,
        traced.live() ? rules.withMaxDegree(liveMaxDegree()) : rules,
        evidence,
        joinChange);
  }

  /** Transactions of an address beyond which it is not read live. */
  int liveMaxDegree() {
    return maxDegree.orElse(LiveAccess.MAX_DEGREE);
  }

  /** What a run has to say of the request beside its settings. */
  List<Setting> notCovered(FlowGraph run, TraceRequest request) {
    return MinimumTaint.notCovered(minimum, request.stop().minimum(), run).stream().toList();
  }

  private StopRules stopRules(Collection<AssetDescription> assets, Predicate<Asset> genuine) {
    StopRules rules =
        StopRules.SERVICES_ONLY.withMinimum(MinimumTaint.read(minimum, assets, genuine));
    rules = maxHops.isPresent() ? rules.withMaxHops(maxHops.get()) : rules;
    rules = until.isPresent() ? rules.withUntil(until.get()) : rules;
    rules = throughCoinJoins ? rules.throughCoinJoins() : rules;
    rules = maxReads.isPresent() ? rules.withMaxReads(maxReads.get()) : rules;
    return maxDegree.isPresent() ? rules.withMaxDegree(maxDegree.get()) : rules;
  }

  /** One policy, or all of them. */
  record PolicyChoice(List<TaintPolicy> policies) {
    static final PolicyChoice ALL = new PolicyChoice(List.of(TaintPolicy.values()));

    PolicyChoice {
      policies = List.copyOf(policies);
    }

    /** Reads a policy's name, or {@code all}. */
    static final class Reader implements ITypeConverter<PolicyChoice> {
      @Override
      public PolicyChoice convert(String text) {
        if (text.equalsIgnoreCase("all")) {
          return ALL;
        }
        return ALL.policies().stream()
            .filter(policy -> policy.name().equalsIgnoreCase(text))
            .findFirst()
            .map(policy -> new PolicyChoice(List.of(policy)))
            .orElseThrow(() ->
                new TypeConversionException(
                    "expected poison, haircut, fifo, lifo, tiho, libr or all, not '" + text + "'"));
      }
    }
  }
}
