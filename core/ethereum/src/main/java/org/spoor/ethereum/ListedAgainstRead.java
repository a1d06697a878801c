package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.ethereum.explorer.ExplorerRow;
import org.spoor.ethereum.explorer.SpotCheck;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * Compares what an explorer lists with what a node tells of the same transactions: block and
 * amounts.
 *
 * <p>The node is believed, but who is contradicted once may also have left something out. Tokens
 * that only the node shows are no contradiction: explorers list those alone that they know.
 */
final class ListedAgainstRead implements SpotCheck {

  private final String explorer;
  private final TransactionReader transactions;
  private final long head;

  /**
   * @param explorer how it is called
   * @param head the last final block
   */
  ListedAgainstRead(String explorer, TransactionReader transactions, long head) {
    this.explorer = explorer;
    this.transactions = transactions;
    this.head = head;
  }

  @Override
  public Map<Address, List<String>> contradictions(Map<Address, List<ExplorerRow.Moved>> rows) {
    Set<TxId> ids =
        rows.values().stream()
            .flatMap(List::stream)
            .map(ExplorerRow.Moved::tx)
            .collect(Collectors.toSet());
    Map<TxId, TransactionReader.Read> read = transactions.read(ids, head);
    Map<Address, List<String>> told = new LinkedHashMap<>();
    rows.forEach((address, listed) -> told.put(address, of(address, listed, read)));
    return told;
  }

  /** What the node does not know at all is told where it is read. */
  private List<String> of(
      Address address, List<ExplorerRow.Moved> listed, Map<TxId, TransactionReader.Read> read) {
    Map<TxId, List<ExplorerRow.Moved>> byTransaction =
        listed.stream()
            .filter(row -> read.containsKey(row.tx()))
            .collect(
                Collectors.groupingBy(ExplorerRow.Moved::tx, TreeMap::new, Collectors.toList()));
    return byTransaction.entrySet().stream()
        .flatMap(entry ->
            of(address, entry.getValue(), Objects.requireNonNull(read.get(entry.getKey()))))
        .toList();
  }

  private Stream<String> of(
      Address address, List<ExplorerRow.Moved> rows, TransactionReader.Read read) {
    Optional<String> elsewhere =
        rows.stream()
            .filter(row -> row.height() != read.height())
            .findFirst()
            .map(row ->
                "transaction %s is in block %d, but %s lists it in block %d"
                    .formatted(read.id(), read.height(), explorer, row.height()));
    List<Movement> listed = rows.stream().flatMap(row -> row.movement().stream()).toList();
    List<Movement> known = movements(address, read);
    Optional<String> tooMuch =
        without(listed, known)
            .filter(row -> read.isWhole() || !isEther(row.asset()))
            .findFirst()
            .map(row ->
                "transaction %s: %s lists %s, which the node does not have"
                    .formatted(read.id(), explorer, told(row)));
    Optional<String> tooLittle =
        without(known, listed)
            .filter(movement -> isEther(movement.asset()))
            .findFirst()
            .map(movement ->
                "transaction %s: the node has %s, which %s does not list"
                    .formatted(read.id(), told(movement), explorer));
    return Stream.of(elsewhere, tooMuch, tooLittle).flatMap(Optional::stream);
  }

  private static List<Movement> movements(Address address, TransactionReader.Read read) {
    return read.transfers().stream()
        .filter(transfer -> transfer.touches(address) && !transfer.isFee())
        .filter(transfer -> !isEther(transfer.asset()) || !transfer.amount().isZero())
        .map(ListedAgainstRead::movement)
        .toList();
  }

  private static Movement movement(Transfer transfer) {
    return new Movement(transfer.from(), transfer.to(), transfer.asset(), transfer.amount());
  }

  /** Each as often as it is there more often. */
  private static Stream<Movement> without(List<Movement> some, List<Movement> others) {
    List<Movement> rest = new ArrayList<>(some);
    others.forEach(rest::remove);
    return rest.stream();
  }

  private static boolean isEther(Asset asset) {
    return asset.equals(TransactionReader.ETHER);
  }

  private static String told(Movement movement) {
    return "%s %s from %s to %s"
        .formatted(
            movement.amount(),
            isEther(movement.asset()) ? "wei" : "of " + movement.asset().text(),
            told(movement.from()),
            told(movement.to()));
  }

  private static String told(Party party) {
    return party.text().isEmpty() ? "outside" : party.text();
  }
}
