package org.spoor.bitcoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.source.Fate;
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

  private final String server;
  private final Tip tip;
  private final NavigableMap<TxId, Read> transactions = new ConcurrentSkipListMap<>();
  private final NavigableMap<OutPoint, Fate> fates = new ConcurrentSkipListMap<>();
  private final NavigableMap<TxId, String> notAsked = new ConcurrentSkipListMap<>();

  Basis(String server, Tip tip) {
    this.server = server;
    this.tip = tip;
  }

  void rests(Read read) {
    transactions.putIfAbsent(read.transaction().id(), read);
  }

  void rests(OutPoint output, Fate fate) {
    fates.putIfAbsent(output, fate);
  }

  /**
   * Takes note of what could not be asked any more.
   *
   * @param why in words
   */
  void lacks(TxId id, String why) {
    notAsked.putIfAbsent(id, why);
  }

  List<String> gaps(TxId id) {
    return Stream.ofNullable(notAsked.get(id)).map(why -> "not asked: " + why).toList();
  }

  Optional<String> cutShort() {
    return notAsked.values().stream().findFirst().map(why -> "the run was cut short: " + why);
  }

  /** The SHA-256 of tip, transactions and fates, lower-case hexadecimal. */
  String sha256() {
    StringBuilder lines = new StringBuilder(tip.height() + " " + tip.hash() + "\n");
    transactions.values().forEach(read -> lines.append(read.transaction()).append('\n'));
    fates.forEach((output, fate) -> lines.append(output).append(' ').append(fate).append('\n'));
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
            .filter(input -> !isRead(input))
            .count();
    return inputs == 0
        ? Optional.empty()
        : Optional.of(
            "%d input%s worth what %s says: the transactions that created them were not read"
                .formatted(inputs, inputs == 1 ? " is" : "s are", server));
  }

  private boolean isRead(Input input) {
    Read parent = transactions.get(input.spent().tx());
    if (parent == null) {
      return false;
    }
    List<Output> outputs = parent.transaction().outputs();
    int index = input.spent().index();
    Output stated = new Output(input.owner(), input.value());
    if (index >= outputs.size() || !outputs.get(index).equals(stated)) {
      throw SpoorException.malformedData(
          "%s: input %s is told otherwise than it was created".formatted(server, input.spent()));
    }
    return true;
  }

  /** Refuses a spender whose inputs are told otherwise than what was read of their creators. */
  void check(UtxoTransaction transaction) {
    transaction.inputs().forEach(this::isRead);
  }
}
