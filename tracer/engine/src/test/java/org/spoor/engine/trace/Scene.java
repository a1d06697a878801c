package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.attribution.Category;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Taint;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.StatedAmount;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

/**
 * A small history with one incident, told and read by names: places are written {@code thief}, ends
 * {@code HELD thief ETH 100}, edges {@code victim>thief ETH 100/100}.
 */
final class Scene {

  private static final List<String> NAMES =
      List.of(
          "victim",
          "thief",
          "a",
          "b",
          "c",
          "d",
          "e",
          "mule",
          "dex",
          "router",
          "weth",
          "exchange",
          "mixer",
          "miner",
          "owner",
          "x",
          "y",
          "z");
  private static final List<String> TOKENS = List.of("USD", "GOLD", "WETH", "FAKE");

  final MemoryLedger ledger = new MemoryLedger();
  final LedgerWriter eth = new LedgerWriter(ledger, Chain.ETHEREUM);
  final LedgerWriter btc = new LedgerWriter(ledger, Chain.BITCOIN_REGTEST);
  final LedgerWriter bsc = new LedgerWriter(ledger, Chain.BSC);
  final Coin coin = eth.coin();
  final Token usd = eth.token("USD");
  final Token gold = eth.token("GOLD");
  private final List<TheftSource> sources = new ArrayList<>();
  private final List<AssertedConversion> conversions = new ArrayList<>();
  private final List<StatedAmount> frozen = new ArrayList<>();
  private final List<StatedAmount> recovered = new ArrayList<>();
  private final List<Attribution> attributions = new ArrayList<>();
  private final Map<Address, String> names = new TreeMap<>();
  StopRules stop = StopRules.SERVICES_ONLY;
  FeeMode fees = FeeMode.SINK;
  EvidenceClass weakest = EvidenceClass.CANDIDATE;
  Confusables confusables = text -> text;

  Scene() {
    for (LedgerWriter writer : List.of(eth, btc, bsc)) {
      NAMES.forEach(name -> names.put(writer.at(name), name));
    }
    TOKENS.forEach(name -> names.put(eth.token(name).contract(), name));
  }

  private Origin next() {
    return new Origin("heist", sources.size() + 1);
  }

  /** All that a transaction moves is stolen. */
  Scene steal(TxId tx) {
    return steal(tx, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  Scene stealOutput(TxId tx, int index) {
    return steal(tx, Optional.empty(), Optional.empty(), OptionalInt.of(index), Optional.empty());
  }

  Scene steal(
      TxId tx,
      Optional<Address> to,
      Optional<Asset> asset,
      OptionalInt index,
      Optional<Amount> amount) {
    sources.add(new StolenTransfer(next(), tx, to, asset, index, amount, List.of()));
    return this;
  }

  Scene stealHolding(String name, Asset asset, long block) {
    sources.add(new StolenHolding(next(), eth.at(name), asset, block, List.of()));
    return this;
  }

  Scene assertion(AssertedConversion conversion) {
    conversions.add(conversion);
    return this;
  }

  /** A stated swap on the account chain. */
  Scene swap(
      String tx,
      String seller,
      Asset lost,
      long loss,
      String gainTx,
      String recipient,
      Asset gained,
      long gain) {
    return assertion(
        new AssertedConversion(
            eth.id(tx),
            eth.at(seller),
            lost,
            Amount.of(loss),
            OptionalInt.empty(),
            new TxId(gained.chain(), gainTx),
            LedgerWriter.at(gained.chain(), recipient),
            gained,
            Amount.of(gain),
            OptionalInt.empty(),
            EvidenceClass.HEURISTIC,
            "stated",
            List.of()));
  }

  Scene frozen(Address at, Asset asset, long amount) {
    frozen.add(new StatedAmount(at, asset, Amount.of(amount), List.of("s1"), ""));
    return this;
  }

  Scene recovered(Address at, Asset asset, long amount) {
    recovered.add(new StatedAmount(at, asset, Amount.of(amount), List.of("s1"), ""));
    return this;
  }

  Scene exchange(Address at) {
    return attribute(at, "exchange");
  }

  Scene attribute(Address at, String category) {
    attributions.add(new Attribution(at, "somebody", "", new Category(category), "", "s1"));
    return this;
  }

  Incident incident() {
    return Incident.of("heist", LocalDate.of(2024, 1, 1), sources)
        .withConversions(conversions)
        .withStated(frozen, recovered);
  }

  /** The thief gets 100 dirty beside what he had. */
  void theft(long had) {
    eth.opens("thief", coin, had).tx("theft").move("victim", "thief", 100);
    steal(eth.id("theft"));
  }

  /** A trace whose statement is exact on every line. */
  FlowGraph exact(TaintPolicy policy) {
    FlowGraph graph = trace(policy);
    assertThat(graph.conservation()).allMatch(Conservation::isExact);
    return graph;
  }

  FlowGraph trace(TaintPolicy policy) {
    return trace(policy, ledger);
  }

  FlowGraph trace(TaintPolicy policy, ChainReader reader) {
    return trace(List.of(incident()), policy, reader, TaintPolicy::newPool);
  }

  FlowGraph trace(
      List<Incident> incidents, TaintPolicy policy, ChainReader reader, Run.PoolMaker pools) {
    return new Tracer(
            reader, new AttributionBook(attributions), confusables, TraceListener.NONE, pools)
        .trace(new TraceRequest(incidents, policy, fees, stop, weakest));
  }

  /** The ends of a graph, each in words, in order. */
  List<String> ends(FlowGraph graph) {
    return graph.ends().stream()
        .map(end ->
            "%s %s %s %s"
                .formatted(end.kind(), name(end.place()), name(end.asset()), end.taint().total()))
        .toList();
  }

  List<String> ends(TaintPolicy policy) {
    return ends(trace(policy));
  }

  /** The edges of a graph, each in words, in order. */
  List<String> edges(FlowGraph graph) {
    return graph.edges().stream().map(this::words).toList();
  }

  private String words(FlowEdge edge) {
    return "%s>%s %s %s/%s"
        .formatted(
            name(edge.from()),
            name(edge.to()),
            name(edge.asset()),
            edge.taint().total(),
            edge.amount());
  }

  /** The gaps of a graph, each in words, in order. */
  List<String> gaps(FlowGraph graph) {
    return graph.gaps().stream()
        .map(gap ->
            "%s %s %s"
                .formatted(
                    gap.kind(), name(gap.place()), gap.amount().map(Amount::toString).orElse("?")))
        .toList();
  }

  /** A taint by its sources: {@code 1:30 2:70}. */
  static String shares(Taint taint) {
    return taint.shares().stream()
        .map(share -> share.origin().number() + ":" + share.amount())
        .collect(Collectors.joining(" "));
  }

  private String name(Party party) {
    if (party instanceof Address address) {
      return names.getOrDefault(address, address.text());
    }
    return party.toString();
  }

  private String name(Asset asset) {
    return asset instanceof Token token
        ? names.getOrDefault(token.contract(), token.text())
        : asset.text();
  }
}
