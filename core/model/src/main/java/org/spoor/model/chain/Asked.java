package org.spoor.model.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/**
 * What a trace has asked of a source and so rests on; what was only fetched ahead is none of it.
 * Thread-safe.
 */
public final class Asked {

  private record History(List<Transfer> transfers, List<String> gaps) {}

  /**
   * What {@link #lacking} says.
   *
   * @param asOf how much had been noted then
   */
  private record Lacking(int asOf, Map<Address, String> words) {}

  private final NavigableMap<Address, History> histories = new ConcurrentSkipListMap<>();
  private final NavigableMap<TxId, List<String>> transactions = new ConcurrentSkipListMap<>();
  private final Map<Address, Set<Asset>> followed = new ConcurrentHashMap<>();
  private final AtomicInteger changes = new AtomicInteger();
  private volatile Lacking lacking = new Lacking(0, Map.of());

  /**
   * Takes note of a history that was given.
   *
   * @param gaps what could not be seen of it, in words
   */
  public void history(Address address, List<Transfer> transfers, List<String> gaps) {
    if (!histories.containsKey(address)) {
      histories.putIfAbsent(address, new History(List.copyOf(transfers), List.copyOf(gaps)));
      changes.incrementAndGet();
    }
  }

  /** Takes note of an asset that is followed at an address. */
  public void followed(Address address, Asset asset) {
    if (followed.computeIfAbsent(address, key -> ConcurrentHashMap.newKeySet()).add(asset)) {
      changes.incrementAndGet();
    }
  }

  /**
   * What shows that a history was not whole, in words: a transaction of another history moves an
   * asset that is followed at the address, and its own does not have it. Only what was asked for so
   * far is compared, and nothing of a history of which it is known that it is not whole.
   */
  public Optional<String> lacking(Address address) {
    Lacking known = lacking;
    int now = changes.get();
    if (known.asOf() != now) {
      known = new Lacking(now, compared());
      lacking = known;
    }
    return Optional.ofNullable(known.words().get(address));
  }

  private Map<Address, String> compared() {
    Map<Address, String> words = new HashMap<>();
    histories.forEach((address, history) ->
        history.transfers().stream()
            .filter(transfer -> !transfer.amount().isZero())
            .forEach(transfer ->
                other(transfer, address)
                    .filter(other -> lacks(other, transfer))
                    .ifPresent(other ->
                        words.putIfAbsent(
                            other,
                            "transaction %s is in the history of %s, and not in its own"
                                .formatted(transfer.tx(), address.text())))));
    return words;
  }

  private static Optional<Address> other(Transfer transfer, Address one) {
    return Stream.of(transfer.from(), transfer.to())
        .filter(party -> !party.equals(one))
        .filter(Address.class::isInstance)
        .map(Address.class::cast)
        .findFirst();
  }

  private boolean lacks(Address address, Transfer transfer) {
    History own = histories.get(address);
    return own != null
        && own.gaps().isEmpty()
        && followed.getOrDefault(address, Set.of()).contains(transfer.asset())
        && Collections.binarySearch(
                own.transfers(), transfer, Comparator.comparing(Transfer::position))
            < 0;
  }

  /**
   * Takes note of a transaction that was asked for.
   *
   * @param gaps what could not be seen of it, in words
   */
  public void transaction(TxId id, List<String> gaps) {
    transactions.putIfAbsent(id, List.copyOf(gaps));
  }

  /**
   * The SHA-256 of the histories' events, address by address, lower-case hexadecimal.
   *
   * <p>An event is a line of UTF-8, ended by a line feed, of fields between tabs: height, index of
   * the transaction, index of the event, time (ISO 8601, UTC), transaction, from, to, asset, amount
   * in base units. What is no address is ISSUANCE, FEE, BURN or UNKNOWN.
   */
  public String sha256() {
    MessageDigest digest = newDigest();
    histories.values().stream()
        .flatMap(history -> history.transfers().stream())
        .map(Asked::line)
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String line(Transfer event) {
    return Stream.of(
            event.position().height(),
            event.position().transaction(),
            event.position().event(),
            event.time(),
            event.tx().text(),
            name(event.from()),
            name(event.to()),
            event.asset().text(),
            event.amount())
        .map(String::valueOf)
        .collect(Collectors.joining("\t"));
  }

  private static String name(Party party) {
    return switch (party) {
      case Outside outside -> outside.name();
      case Address address -> address.text();
      case Script script -> script.text();
    };
  }

  /** What could not be seen, a sentence each: of transactions, then of histories. */
  public List<String> remarks() {
    Stream<String> ofTransactions =
        transactions.entrySet().stream()
            .flatMap(entry ->
                entry.getValue().stream().map(gap -> "transaction " + entry.getKey() + ": " + gap));
    Stream<String> ofHistories =
        histories.entrySet().stream()
            .flatMap(entry ->
                Stream.concat(entry.getValue().gaps().stream(), lacking(entry.getKey()).stream())
                    .map(gap -> entry.getKey().text() + ": " + gap));
    return Stream.concat(ofTransactions, ofHistories).toList();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
