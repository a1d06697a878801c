package org.spoor.recorded.recording;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.recorded.ledger.SideTables;
import org.spoor.recorded.ledger.TransfersFile;

/** The tables of a recording, row by row. */
public final class WrittenTables {

  private static final String NOBODY = "0x" + "0".repeat(40);

  private final Answers answers;
  private final List<Transfer> transfers;

  public WrittenTables(Answers answers) {
    this.answers = answers;
    this.transfers = answers.transfers();
  }

  /** Takes the rows of a table. */
  public interface Rows {
    void write(String name, List<String> columns, Consumer<Consumer<List<String>>> rows);
  }

  public static List<String> withChain(List<String> columns) {
    return Stream.concat(Stream.of("chain"), columns.stream()).toList();
  }

  public void write(Rows out) {
    out.write(
        TransfersFile.NAME,
        withChain(TransfersFile.COLUMNS),
        rows -> transfers.forEach(transfer -> rows.accept(row(transfer))));
    out.write(SideTables.OPENINGS, withChain(SideTables.OPENINGS_COLUMNS), this::openings);
    List<String> coverage =
        Stream.concat(SideTables.COVERAGE_COLUMNS.stream(), Stream.of(SideTables.GAP)).toList();
    out.write(SideTables.COVERAGE, withChain(coverage), this::coverage);
    out.write(
        RecordingTables.TRANSACTIONS, RecordingTables.TRANSACTIONS_COLUMNS, this::transactions);
    out.write(RecordingTables.UNSEEN, RecordingTables.UNSEEN_COLUMNS, this::unseen);
    out.write(RecordingTables.BUSY, RecordingTables.BUSY_COLUMNS, this::busy);
    out.write(RecordingTables.BALANCES, RecordingTables.BALANCES_COLUMNS, this::balances);
    out.write(
        RecordingTables.ROUTER_CALLS, RecordingTables.ROUTER_CALLS_COLUMNS, this::routerCalls);
    out.write(
        RecordingTables.TOKENS,
        withChain(SideTables.ASSETS_COLUMNS),
        rows -> answers.described().values().forEach(one -> rows.accept(row(one))));
  }

  private static List<String> row(Transfer transfer) {
    ChainPosition at = transfer.position();
    return List.of(
        transfer.asset().chain().id(),
        Long.toString(at.height()),
        Integer.toString(at.transaction()),
        Integer.toString(at.event()),
        transfer.time().toString(),
        transfer.tx().text(),
        text(transfer.from()),
        text(transfer.to()),
        transfer.asset().text(),
        transfer.amount().toString());
  }

  private static String text(Party party) {
    return party == Outside.BURN ? NOBODY : party.text();
  }

  public static List<String> row(AssetDescription description) {
    Asset asset = description.asset();
    return List.of(
        asset.chain().id(),
        asset.text(),
        description.symbol(),
        description.decimals().stream().mapToObj(Integer::toString).collect(Collectors.joining()));
  }

  private void openings(Consumer<List<String>> rows) {
    answers
        .histories()
        .forEach((address, history) ->
            sorted(history.before())
                .forEach(held ->
                    rows.accept(
                        List.of(
                            address.chain().id(),
                            address.text(),
                            held.getKey().text(),
                            Long.toString(Math.min(history.from(), earliest())),
                            held.getValue().toString()))));
  }

  private long earliest() {
    return transfers.isEmpty() ? 0 : transfers.getFirst().position().height();
  }

  private static Stream<Map.Entry<Asset, Amount>> sorted(Map<Asset, Amount> amounts) {
    return amounts.entrySet().stream().sorted(Map.Entry.comparingByKey());
  }

  private void coverage(Consumer<List<String>> rows) {
    answers
        .histories()
        .forEach((address, history) -> {
          List<String> gaps = history.isComplete() ? List.of("") : history.gaps();
          gaps.forEach(gap -> rows.accept(covered(address, history, gap)));
        });
  }

  private List<String> covered(Address address, HeldHistory history, String gap) {
    long head =
        answers.heads().stream()
            .filter(one -> one.chain() == address.chain())
            .mapToLong(one -> one.height().orElse(0))
            .findFirst()
            .orElse(0);
    return List.of(
        address.chain().id(),
        address.text(),
        "*",
        Long.toString(history.from()),
        Long.toString(Math.max(head, history.from())),
        gap);
  }

  private void transactions(Consumer<List<String>> rows) {
    answers
        .transactions()
        .forEach((id, held) -> {
          List<String> gaps = held.gaps().isEmpty() ? List.of("") : held.gaps();
          String known = Boolean.toString(held.whole().isPresent());
          gaps.forEach(gap -> rows.accept(List.of(id.chain().id(), id.text(), known, gap)));
        });
  }

  /** What one history shows of an address and its own does not. */
  private void unseen(Consumer<List<String>> rows) {
    Map<Address, Set<Transfer>> seen =
        answers.histories().entrySet().stream()
            .filter(entry -> entry.getValue().busierThan().isEmpty())
            .collect(
                Collectors.toMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue().transfers())));
    for (Transfer transfer : transfers) {
      Stream.of(transfer.from(), transfer.to())
          .distinct()
          .filter(party -> seen.containsKey(party) && !seen.get(party).contains(transfer))
          .forEach(party ->
              rows.accept(
                  List.of(
                      transfer.asset().chain().id(),
                      party.text(),
                      transfer.tx().text(),
                      Integer.toString(transfer.position().event()))));
    }
  }

  private void busy(Consumer<List<String>> rows) {
    answers
        .histories()
        .forEach((address, history) ->
            history
                .busierThan()
                .ifPresent(limit ->
                    rows.accept(
                        List.of(address.chain().id(), address.text(), Integer.toString(limit)))));
  }

  private void balances(Consumer<List<String>> rows) {
    answers
        .histories()
        .forEach((address, history) ->
            sorted(history.after())
                .forEach(held ->
                    rows.accept(
                        List.of(
                            address.chain().id(),
                            address.text(),
                            held.getKey().text(),
                            held.getValue().toString()))));
  }

  private void routerCalls(Consumer<List<String>> rows) {
    answers
        .routerCalls()
        .forEach((id, call) ->
            rows.accept(
                List.of(
                    id.chain().id(), id.text(), call.seller().text(), call.recipient().text())));
  }
}
