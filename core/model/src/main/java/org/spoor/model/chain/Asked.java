package org.spoor.model.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.value.Address;
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

  private final NavigableMap<Address, History> histories = new ConcurrentSkipListMap<>();
  private final NavigableMap<TxId, List<String>> transactions = new ConcurrentSkipListMap<>();

  /**
   * Takes note of a history that was given.
   *
   * @param gaps what could not be seen of it, in words
   */
  public void history(Address address, List<Transfer> transfers, List<String> gaps) {
    if (!histories.containsKey(address)) {
      histories.putIfAbsent(address, new History(List.copyOf(transfers), List.copyOf(gaps)));
    }
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
                entry.getValue().gaps().stream().map(gap -> entry.getKey().text() + ": " + gap));
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
