package org.spoor.bitcoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * What a trace has asked for and so rests on; what was only fetched ahead is none of it.
 * Thread-safe.
 */
final class Basis {

  private final Server server;
  private final Tip tip;
  private final NavigableMap<TxId, Read> transactions = new ConcurrentSkipListMap<>();
  private final NavigableMap<OutPoint, Fate> fates = new ConcurrentSkipListMap<>();
  private final NavigableMap<TxId, String> notAsked = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, String> blocksNotAsked = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, String> blocks = new ConcurrentSkipListMap<>();
  private final Map<OutPoint, TxId> spenders = new ConcurrentHashMap<>();

  Basis(Server server) {
    this.server = server;
    this.tip = server.tip();
  }

  /** Refuses a transaction that contradicts others on which the trace rests. */
  synchronized void rests(Read read) {
    UtxoTransaction transaction = read.transaction();
    transaction.inputs().forEach(input -> checkSpent(transaction.id(), input));
    for (int i = 0; i < transaction.outputs().size(); i++) {
      checkSpender(transaction, i);
    }
    transactions.putIfAbsent(transaction.id(), read);
    transaction.inputs().forEach(input -> spenders.put(input.spent(), transaction.id()));
  }

  /**
   * A whole block, of which the digest is kept, and who spends what is followed or made in it: all
   * of it would be too much.
   */
  synchronized void rests(long height, List<Read> block) {
    Set<TxId> made = new HashSet<>();
    StringBuilder lines = new StringBuilder();
    for (Read read : block) {
      UtxoTransaction transaction = read.transaction();
      made.add(transaction.id());
      transaction.inputs().forEach(input -> checkSpent(transaction.id(), input));
      transaction.inputs().stream()
          .map(Input::spent)
          .filter(spent -> made.contains(spent.tx()) || transactions.containsKey(spent.tx()))
          .forEach(spent -> spenders.put(spent, transaction.id()));
      lines.append(transaction).append('\n');
    }
    blocks.put(height, sha256(lines));
  }

  synchronized void rests(OutPoint output, Fate fate) {
    Optional.ofNullable(spenders.get(output)).ifPresent(by -> check(output, fate, by));
    fates.putIfAbsent(output, fate);
  }

  private void checkSpent(TxId by, Input input) {
    Optional.ofNullable(fates.get(input.spent())).ifPresent(fate -> check(input.spent(), fate, by));
    Optional.ofNullable(spenders.get(input.spent()))
        .filter(other -> !other.equals(by))
        .ifPresent(other -> {
          throw contradiction(
              input.spent(),
              by,
              "output %s is spent by %s and by %s".formatted(input.spent(), other, by));
        });
    Optional.ofNullable(transactions.get(input.spent().tx()))
        .ifPresent(parent -> check(parent.transaction(), input, by));
  }

  private void checkSpender(UtxoTransaction parent, int output) {
    OutPoint place = parent.outPoint(output);
    Optional.ofNullable(spenders.get(place))
        .flatMap(by -> Optional.ofNullable(transactions.get(by)))
        .map(Read::transaction)
        .ifPresent(by ->
            by.inputs().stream()
                .filter(input -> input.spent().equals(place))
                .forEach(input -> check(parent, input, by.id())));
  }

  private void check(UtxoTransaction parent, Input input, TxId by) {
    int index = input.spent().index();
    Output stated = new Output(input.owner(), input.value());
    if (index >= parent.outputs().size() || !parent.outputs().get(index).equals(stated)) {
      throw contradiction(
          input.spent(),
          by,
          "input %s is told otherwise than it was created".formatted(input.spent()));
    }
  }

  private void check(OutPoint output, Fate fate, TxId by) {
    switch (fate) {
      case Fate.Spent(TxId other) when !other.equals(by) ->
          throw contradiction(
              output,
              by,
              "output %s is said to be spent by %s, and %s spends it".formatted(output, other, by));
      case Fate.Unspent _, Fate.Pending _ ->
          throw contradiction(
              output,
              by,
              "output %s is said to be unspent, and %s spends it".formatted(output, by));
      case Fate.Spent _, Fate.Gone _, Fate.Unknown _ -> {}
    }
  }

  /** That the server contradicts itself: what it said of both is no longer believed. */
  SpoorException contradiction(OutPoint output, TxId by, String what) {
    doubt(output, by);
    return SpoorException.malformedData("%s: %s".formatted(server.name(), what));
  }

  /** That what the server said of a whole block may be wrong. */
  void doubt(long height) {
    server.doubt(height);
  }

  /** That what the server said of an output and of its spender may be wrong. */
  void doubt(OutPoint output, TxId by) {
    server.doubt(Stream.of(output.tx(), by).collect(Collectors.toSet()));
  }

  /**
   * Takes note of what could not be asked any more.
   *
   * @param why in words
   */
  void lacks(TxId id, String why) {
    notAsked.putIfAbsent(id, why);
  }

  /** The same of a whole block. */
  void lacks(long height, String why) {
    blocksNotAsked.putIfAbsent(height, why);
  }

  List<String> gaps(TxId id) {
    return Stream.ofNullable(notAsked.get(id)).map(why -> "not asked: " + why).toList();
  }

  Optional<String> cutShort() {
    return Stream.concat(notAsked.values().stream(), blocksNotAsked.values().stream())
        .findFirst()
        .map(why -> "the run was cut short: " + why);
  }

  /** The SHA-256 of tip, transactions, fates and blocks, lower-case hexadecimal. */
  String sha256() {
    StringBuilder lines = new StringBuilder(tip.height() + " " + tip.hash() + "\n");
    transactions.values().forEach(read -> lines.append(read.transaction()).append('\n'));
    fates.forEach((output, fate) -> lines.append(output).append(' ').append(fate).append('\n'));
    blocks.forEach(
        (height, digest) -> lines.append(height).append(' ').append(digest).append('\n'));
    return sha256(lines);
  }

  private static String sha256(StringBuilder lines) {
    return Sha256Hash.of(lines.toString().getBytes(UTF_8)).toString();
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>(cutShort().stream().toList());
    fates.forEach((output, fate) -> {
      switch (fate) {
        case Fate.Pending(TxId by) ->
            remarks.add(
                "output %s: spent by %s, which is in no block that counts: not part of the statement"
                    .formatted(output, by));
        case Fate.Gone(String why) -> remarks.add("output %s: %s".formatted(output, why));
        case Fate.Unknown(String why) -> remarks.add("output %s: %s".formatted(output, why));
        case Fate.Spent _, Fate.Unspent _ -> {}
      }
    });
    stated().ifPresent(remarks::add);
    return List.copyOf(remarks);
  }

  /** Which values are the server's word alone, for nobody has read what created them. */
  private Optional<String> stated() {
    long inputs =
        transactions.values().stream()
            .filter(Read::isStated)
            .flatMap(read -> read.transaction().inputs().stream())
            .filter(input -> !transactions.containsKey(input.spent().tx()))
            .count();
    return inputs == 0
        ? Optional.empty()
        : Optional.of(
            "%d input%s worth what %s says: the transactions that created them were not read"
                .formatted(inputs, inputs == 1 ? " is" : "s are", server.name()));
  }
}
