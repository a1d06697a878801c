package org.spoor.app.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Printable;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.FlowGraph;

/** Why a run had no trail to follow. */
public final class NothingFollowed {

  private static final Set<String> CHAIN_DATA = Set.of("transfers.csv", "transactions.jsonl");
  private static final Set<DataGap.Kind> OF_THE_THEFT =
      Set.of(DataGap.Kind.TRANSACTION_MISSING, DataGap.Kind.NOT_REACHED);

  private NothingFollowed() {}

  /** In one sentence; nothing if there was a trail, followed or told as stated. */
  public static Optional<String> why(FlowGraph run) {
    if (run.heads().isEmpty() && chainData(run).isPresent()) {
      return chainData(run).map(name -> name + " holds no transaction");
    }
    return run.ends().isEmpty() ? Optional.of(thefts(run)) : Optional.empty();
  }

  private static Optional<String> chainData(FlowGraph run) {
    return run.inputs().stream().map(Source::name).filter(CHAIN_DATA::contains).findFirst();
  }

  private static String thefts(FlowGraph run) {
    List<DataGap> reasons =
        run.gaps().stream().filter(gap -> OF_THE_THEFT.contains(gap.kind())).toList();
    if (reasons.isEmpty()) {
      return "no theft source gives anything to follow";
    }
    String first = reasons.getFirst().detail();
    return reasons.size() == 1
        ? first
        : "%s; and %s more".formatted(first, AmountText.count(reasons.size() - 1));
  }

  static List<String> lines(FlowGraph run, int width) {
    return why(run)
        .map(why -> Section.of("NOTHING WAS FOLLOWED", Wrap.lines(Printable.of(why), width)))
        .orElse(List.of());
  }
}
