package org.spoor.ethereum;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.ethereum.rpc.AnswerStore;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A finder that looks only where it has not looked before.
 *
 * <p>Addresses are looked for in groups, and which ones make up a group depends on when answers
 * come: a group's raw answer is of no use to the next run. So what was found is kept by address,
 * with the last block that was searched; a later run goes on behind it. What an endpoint did not
 * tell for the moment is no finding: it is looked for again.
 */
final class FoundBefore implements Finder {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * @param to the last block that was searched
   */
  private record Kept(long to, Finding finding) {}

  private final Finder finder;
  private final AnswerStore store;
  private final String how;

  /**
   * @param how what a finding depends on beside the address and the blocks: one that was made
   *     otherwise is not taken for it
   */
  FoundBefore(Finder finder, AnswerStore store, String how) {
    this.finder = finder;
    this.store = store;
    this.how = how;
  }

  @Override
  public String name() {
    return finder.name();
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Map<Address, Kept> kept = new HashMap<>();
    Map<Long, Set<Address>> open = new TreeMap<>();
    for (Address address : addresses) {
      Optional<Kept> before = kept(address, span);
      before.ifPresent(known -> kept.put(address, known));
      long from = before.map(known -> known.to() + 1).orElse(span.from());
      if (from <= span.to() && !before.map(known -> known.finding().tooBusy()).orElse(false)) {
        open.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(address);
      }
    }
    open.forEach((from, group) ->
        finder
            .find(group, new Span(from, span.to()))
            .forEach((address, found) -> {
              Kept all = new Kept(span.to(), joined(kept.get(address), found));
              kept.put(address, all);
              if (all.finding().isLasting()) {
                keep(address, span, all);
              }
            }));
    Map<Address, Finding> findings = new HashMap<>();
    kept.forEach((address, known) -> findings.put(address, known.finding()));
    return findings;
  }

  private static Finding joined(@org.jspecify.annotations.Nullable Kept before, Finding found) {
    if (before == null) {
      return found;
    }
    Set<TxId> transactions = new HashSet<>(before.finding().transactions());
    transactions.addAll(found.transactions());
    Set<Long> credits = new HashSet<>(before.finding().credits());
    credits.addAll(found.credits());
    List<String> gaps =
        Stream.concat(before.finding().gaps().stream(), found.gaps().stream()).distinct().toList();
    return new Finding(transactions, credits, gaps, found.tooBusy(), found.isLasting());
  }

  private String name(Address address, Span span) {
    return "found by %s: %s from block %d, %s".formatted(name(), address.text(), span.from(), how);
  }

  private Optional<Kept> kept(Address address, Span span) {
    return store
        .noted(name(address, span))
        .map(this::read)
        .filter(known -> known.to() <= span.to() || !known.finding().tooBusy())
        .map(known -> upTo(span.to(), known));
  }

  /** What a later run has found behind the span does not count; transactions tell it themselves. */
  private static Kept upTo(long last, Kept kept) {
    Finding all = kept.finding();
    Set<Long> credits =
        all.credits().stream().filter(height -> height <= last).collect(Collectors.toSet());
    return new Kept(kept.to(), new Finding(all.transactions(), credits, all.gaps(), all.tooBusy()));
  }

  private void keep(Address address, Span span, Kept kept) {
    Finding finding = kept.finding();
    store.note(
        name(address, span),
        MAPPER.writeValueAsString(
            Map.of(
                "to", kept.to(),
                "transactions", finding.transactions().stream().map(TxId::text).sorted().toList(),
                "credits", finding.credits().stream().sorted().toList(),
                "gaps", finding.gaps(),
                "tooBusy", finding.tooBusy())));
  }

  private Kept read(String note) {
    try {
      return read(MAPPER.readTree(note));
    } catch (RuntimeException e) {
      throw SpoorException.malformedData(
          "%s: what was found by %s is not as it was noted there".formatted(store, name()), e);
    }
  }

  private static Kept read(JsonNode json) {
    Set<TxId> transactions = new HashSet<>();
    json.get("transactions")
        .forEach(id -> transactions.add(new TxId(Chain.ETHEREUM, id.asString())));
    Set<Long> credits = new HashSet<>();
    json.get("credits").forEach(height -> credits.add(height.asLong()));
    List<String> gaps = json.get("gaps").valueStream().map(JsonNode::asString).toList();
    return new Kept(
        json.get("to").asLong(),
        new Finding(transactions, credits, gaps, json.get("tooBusy").asBoolean()));
  }
}
