package org.spoor.ethereum;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.spoor.endpoint.store.AnswerKey;
import org.spoor.endpoint.store.AnswerStore;
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
 *
 * <p>With a finding it is noted which raw answers it rests on. One of which some are not kept any
 * more is not believed.
 *
 * <p>It finds what a single search of all blocks finds, to the letter. Gaps name the blocks that
 * were searched: a search with gaps is kept for its own blocks and endpoints alone, and is never
 * gone on from.
 */
final class FoundBefore implements Finder {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * @param to the last block that was searched
   * @param rests names of the answers that it rests on, search by search
   */
  private record Kept(long to, Finding finding, Set<String> rests) {

    Kept {
      rests = Set.copyOf(rests);
    }
  }

  /**
   * What one search found.
   *
   * @param rest the name of the answers that it rests on
   */
  private record Searched(Map<Address, Finding> findings, String rest) {

    Finding of(Address address) {
      return Objects.requireNonNull(findings.get(address));
    }
  }

  private final Finder finder;
  private final AnswerStore store;
  private final String how;
  private final String who;
  private final int limit;

  /**
   * @param how what a finding depends on beside the address and the blocks: one that was made
   *     otherwise is not taken for it
   * @param who what gaps depend on beside that: another endpoint may not have them
   * @param limit transactions beyond which the finder may give an address up
   */
  FoundBefore(Finder finder, AnswerStore store, String how, String who, int limit) {
    this.finder = finder;
    this.store = store;
    this.how = how;
    this.who = who;
    this.limit = limit;
  }

  @Override
  public String name() {
    return finder.name();
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Map<Address, Kept> found = new HashMap<>();
    Map<Address, Kept> begun = new HashMap<>();
    Map<Long, Set<Address>> open = new TreeMap<>();
    for (Address address : addresses) {
      Optional<Kept> before = kept(address, span);
      before
          .filter(known -> reaches(known, span))
          .ifPresent(known -> found.put(address, upTo(span.to(), known)));
      if (!found.containsKey(address)) {
        before.ifPresent(known -> begun.put(address, known));
        long from = before.map(known -> known.to() + 1).orElse(span.from());
        open.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(address);
      }
    }
    Set<Address> again = new LinkedHashSet<>();
    open.forEach((from, group) -> {
      Searched searched = search(group, new Span(from, span.to()));
      group.forEach(address ->
          joined(Optional.ofNullable(begun.get(address)), searched, address, span.to())
              .ifPresentOrElse(all -> found.put(address, all), () -> again.add(address)));
    });
    if (!again.isEmpty()) {
      Searched searched = search(again, span);
      again.forEach(address -> found.put(address, of(searched, address, span.to())));
    }
    open.values().stream()
        .flatMap(Set::stream)
        .forEach(address -> keep(address, span, Objects.requireNonNull(found.get(address))));
    Map<Address, Finding> findings = new HashMap<>();
    found.forEach((address, known) -> findings.put(address, known.finding()));
    return findings;
  }

  private Searched search(Set<Address> group, Span span) {
    Set<AnswerKey> given = ConcurrentHashMap.newKeySet();
    Map<Address, Finding> findings = store.noting(given, () -> finder.find(group, span));
    return new Searched(findings, store.rest(given));
  }

  private static Kept of(Searched searched, Address address, long to) {
    return new Kept(to, searched.of(address), Set.of(searched.rest()));
  }

  /** Who is too busy stays so. */
  private static boolean reaches(Kept kept, Span span) {
    return kept.to() >= span.to() || kept.finding().tooBusy();
  }

  /** Nothing where a single search might word or weigh it otherwise. */
  private Optional<Kept> joined(
      Optional<Kept> before, Searched searched, Address address, long to) {
    Finding found = searched.of(address);
    if (before.isEmpty() || found.tooBusy()) {
      return Optional.of(of(searched, address, to));
    }
    Finding first = before.orElseThrow().finding();
    Set<TxId> transactions = new HashSet<>(first.transactions());
    transactions.addAll(found.transactions());
    Set<Long> credits = new HashSet<>(first.credits());
    credits.addAll(found.credits());
    Set<String> rests = new HashSet<>(before.orElseThrow().rests());
    rests.add(searched.rest());
    boolean isOne = found.gaps().isEmpty() && transactions.size() + credits.size() <= limit;
    Finding all = new Finding(transactions, credits, List.of(), false, found.isLasting());
    return isOne ? Optional.of(new Kept(to, all, rests)) : Optional.empty();
  }

  private String name(Address address, Span span) {
    return "found by %s (5): %s from block %d, %s"
        .formatted(name(), address.text(), span.from(), how);
  }

  private String nameOfGaps(Address address, Span span) {
    return "%s, to block %d, asking %s".formatted(name(address, span), span.to(), who);
  }

  /** Without gaps, else with those of exactly these blocks, else of the first of them. */
  private Optional<Kept> kept(Address address, Span span) {
    Optional<Kept> whole =
        whole(address, span)
            .filter(known -> known.to() <= span.to() || !known.finding().tooBusy())
            .filter(this::isProven);
    return whole
        .filter(known -> reaches(known, span))
        .or(() -> store.noted(nameOfGaps(address, span)).map(this::read).filter(this::isProven))
        .or(() -> whole);
  }

  private boolean isProven(Kept known) {
    return known.rests().stream().allMatch(store::restOn);
  }

  private Optional<Kept> whole(Address address, Span span) {
    return store
        .noted(name(address, span))
        .map(this::read)
        .filter(known -> known.finding().gaps().isEmpty());
  }

  /** What a later run has found behind the span does not count; transactions tell it themselves. */
  private static Kept upTo(long last, Kept known) {
    Finding all = known.finding();
    Set<Long> credits =
        all.credits().stream().filter(height -> height <= last).collect(Collectors.toSet());
    return new Kept(
        known.to(),
        new Finding(all.transactions(), credits, all.gaps(), all.tooBusy()),
        known.rests());
  }

  private void keep(Address address, Span span, Kept found) {
    Finding finding = found.finding();
    if (!finding.isLasting()) {
      return;
    }
    boolean isLater =
        whole(address, span)
            .filter(this::isProven)
            .map(known -> known.to() < span.to())
            .orElse(true);
    if (!finding.gaps().isEmpty()) {
      note(nameOfGaps(address, span), found);
    } else if (isLater) {
      note(name(address, span), found);
    }
  }

  private void note(String name, Kept kept) {
    Finding finding = kept.finding();
    store.note(
        name,
        MAPPER.writeValueAsString(
            Map.of(
                "to", kept.to(),
                "transactions", finding.transactions().stream().map(TxId::text).sorted().toList(),
                "credits", finding.credits().stream().sorted().toList(),
                "gaps", finding.gaps(),
                "tooBusy", finding.tooBusy(),
                "rests", kept.rests().stream().sorted().toList())));
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
    Set<String> rests =
        json.get("rests").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    return new Kept(
        json.get("to").asLong(),
        new Finding(transactions, credits, gaps, json.get("tooBusy").asBoolean()),
        rests);
  }
}
