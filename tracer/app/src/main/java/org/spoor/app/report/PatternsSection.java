package org.spoor.app.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.Cluster.Link;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** CoinJoins that the trail came to, clusters, and peel chains. */
final class PatternsSection {

  private static final int MOST_MEMBERS = 5;
  private static final int MOST_GROUPS = 3;

  private final AssetNames names;
  private final int width;
  private final int rows;

  PatternsSection(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  List<String> lines(FlowGraph graph) {
    List<String> lines = new ArrayList<>();
    lines.addAll(Section.of("COINJOINS", coinJoins(graph)));
    lines.addAll(Section.of("PEEL CHAINS", peelChains(graph.patterns().peelChains())));
    lines.addAll(clusters(graph.patterns().clusters()));
    return lines;
  }

  private List<String> coinJoins(FlowGraph graph) {
    Map<OutPoint, Amount> ended = new HashMap<>();
    graph.ends().stream()
        .filter(end -> end.kind() == EndKind.COINJOIN)
        .forEach(end -> end.output().ifPresent(o -> ended.put(o, total(end))));
    List<CoinJoin> coinJoins = graph.patterns().coinJoins();
    Table table =
        new Table(Column.number("dirty"), Column.left(""), Column.left("class"), Column.text(""));
    coinJoins.stream().limit(rows).forEach(coinJoin -> table.row(cells(coinJoin, ended)));
    return cut(table, coinJoins.size());
  }

  private static Amount total(TraceEnd end) {
    return end.taint().total();
  }

  private String[] cells(CoinJoin coinJoin, Map<OutPoint, Amount> ended) {
    Asset coin = coin(coinJoin.tx());
    Amount dirty =
        coinJoin.entered().stream()
            .map(output -> ended.getOrDefault(output, Amount.ZERO))
            .reduce(Amount.ZERO, Amount::plus);
    return new String[] {
      coinJoin.followed() ? "followed" : names.number(dirty, coin),
      names.name(coin),
      "%s, %s".formatted(coinJoin.scheme().title(), coinJoin.confidence()),
      "%s, spending %s; candidates: %s; why: %s"
          .formatted(
              coinJoin.tx(),
              entered(coinJoin),
              groups(coinJoin),
              String.join("; ", coinJoin.reasons()))
    };
  }

  private static String entered(CoinJoin coinJoin) {
    String told =
        coinJoin.entered().stream()
            .limit(MOST_GROUPS)
            .map(OutPoint::toString)
            .collect(Collectors.joining(", "));
    int more = coinJoin.entered().size() - MOST_GROUPS;
    return more > 0 ? "%s and %d more".formatted(told, more) : told;
  }

  private String groups(CoinJoin coinJoin) {
    Asset coin = coin(coinJoin.tx());
    String told =
        coinJoin.candidates().stream()
            .limit(MOST_GROUPS)
            .map(group ->
                "1 of %d outputs of %s"
                    .formatted(group.outputs().size(), names.number(group.value(), coin)))
            .collect(Collectors.joining(", "));
    int more = coinJoin.candidates().size() - MOST_GROUPS;
    return more > 0 ? "%s, and %d further values".formatted(told, more) : told;
  }

  private List<String> peelChains(List<PeelChain> chains) {
    List<String> lines = new ArrayList<>();
    chains.stream().limit(rows).forEach(chain -> lines.addAll(ofChain(chain)));
    if (chains.size() > rows) {
      lines.add("... and %s more".formatted(AmountText.count(chains.size() - rows)));
    }
    return lines;
  }

  private List<String> ofChain(PeelChain chain) {
    Hop first = chain.hops().getFirst();
    Hop last = chain.hops().getLast();
    Asset coin = coin(first.tx());
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(
        Wrap.lines(
            "%s hops from %s (%s) to %s (%s): %s peeled off, %s remain in %s; stopped: %s"
                .formatted(
                    AmountText.count(chain.hops().size()),
                    first.tx(),
                    first.time(),
                    last.tx(),
                    last.time(),
                    names.amount(chain.peeled(), coin),
                    names.amount(last.remaining(), coin),
                    last.remainder(),
                    stop(chain)),
            width));
    Table table = new Table(Column.number("peeled"), Column.left("to"), Column.text("in"));
    chain.hops().stream()
        .limit(rows)
        .forEach(
            hop -> table.row(names.number(hop.amount(), coin), hop.to().text(), hop.tx().text()));
    lines.addAll(cut(table, chain.hops().size()));
    return lines;
  }

  private static String stop(PeelChain chain) {
    String by = chain.stoppedBy().map(tx -> " (" + tx + ")").orElse("");
    return switch (chain.stop()) {
      case AMBIGUOUS -> "the remainder cannot be told from the transfer" + by;
      case MERGE -> "the remainder is merged with other value" + by;
      case SERVICE -> "the remainder is with a service";
      case COINJOIN -> "the remainder is in a CoinJoin" + by;
      case UNSPENT -> "the remainder is unspent";
      case OTHER_SHAPE -> "the remainder is spent by a transaction of another shape" + by;
      case NOT_FOLLOWED -> "the remainder was not followed";
    };
  }

  private List<String> clusters(List<Cluster> clusters) {
    List<Link> byChange = clusters.stream().flatMap(c -> c.byChange().stream()).toList();
    List<String> lines =
        new ArrayList<>(
            Section.of(
                byChange.isEmpty()
                    ? "CLUSTERS (addresses spent from together)"
                    : "CLUSTERS (addresses spent from together, or joined by change)",
                largest(clusters)));
    lines.addAll(
        Section.of("JOINED BY CHANGE (weaker evidence, as --join-change asks)", changes(byChange)));
    return lines;
  }

  private List<String> changes(List<Link> byChange) {
    Table table =
        new Table(Column.right("votes"), Column.text("spender, who got the change, in, and why"));
    byChange.stream().limit(rows).forEach(link -> table.row("" + link.votes().size(), why(link)));
    return cut(table, byChange.size());
  }

  private static String why(Link link) {
    return "%s, %s in %s; %s"
        .formatted(
            link.one().text(),
            link.other().text(),
            link.tx(),
            link.votes().stream()
                .map(vote -> "output %d: %s".formatted(vote.output(), vote.reason()))
                .collect(Collectors.joining("; ")));
  }

  private List<String> largest(List<Cluster> clusters) {
    Table table = new Table(Column.right(""), Column.text(""));
    clusters.stream()
        .limit(rows)
        .forEach(cluster ->
            table.row(
                AmountText.count(cluster.members().size()),
                "%s; first linked by %s%s"
                    .formatted(
                        members(cluster), cluster.links().getFirst().tx(), byChange(cluster))));
    return cut(table, clusters.size());
  }

  private static String byChange(Cluster cluster) {
    int unions = cluster.byChange().size();
    return unions == 0
        ? ""
        : "; %d of %d unions by change".formatted(unions, cluster.links().size());
  }

  private static String members(Cluster cluster) {
    String told =
        cluster.members().stream()
            .limit(MOST_MEMBERS)
            .map(Party::text)
            .collect(Collectors.joining(", "));
    int more = cluster.members().size() - MOST_MEMBERS;
    return more > 0 ? "%s and %s more".formatted(told, AmountText.count(more)) : told;
  }

  private List<String> cut(Table table, int all) {
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(table.lines(width));
    if (all > rows) {
      lines.add("... and %s more".formatted(AmountText.count(all - rows)));
    }
    return lines;
  }

  private static Asset coin(TxId tx) {
    return new Coin(tx.chain());
  }
}
