package org.spoor.recorded.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Table;
import org.spoor.recorded.ledger.Holding;
import org.spoor.recorded.ledger.SideTables;

/**
 * The tables that only a recording has.
 *
 * @param tables the smaller ones that every case folder may have
 * @param files the recording's, by name
 */
public record RecordingTables(SideTables tables, Function<String, CaseFile> files) {

  public static final String TRANSACTIONS = "transactions.csv";
  static final String UNSEEN = "unseen.csv";
  static final String BUSY = "busy.csv";
  static final String BALANCES = "balances.csv";
  static final String TOKENS = "tokens.csv";
  static final String ROUTER_CALLS = "router-calls.csv";
  public static final String ANSWERS = "answers.csv";

  static final List<String> TRANSACTIONS_COLUMNS = List.of("chain", "tx", "known", "gap");
  static final List<String> UNSEEN_COLUMNS = List.of("chain", "address", "tx", "event_index");
  static final List<String> BUSY_COLUMNS = List.of("chain", "address", "more_than");
  static final List<String> BALANCES_COLUMNS = List.of("chain", "address", "asset", "amount");
  static final List<String> ROUTER_CALLS_COLUMNS = List.of("chain", "tx", "seller", "recipient");
  public static final List<String> ANSWERS_COLUMNS = List.of("chain", "method", "params", "sha256");

  /** An event of a transaction. */
  public record Event(TxId tx, int index) {}

  /** What was said of a transaction. */
  public record Stated(boolean known, List<String> gaps) {}

  /** The transactions that were asked for. */
  public SortedMap<TxId, Stated> transactions() {
    SortedMap<TxId, Stated> stated = new TreeMap<>();
    forEach(TRANSACTIONS, TRANSACTIONS_COLUMNS, row -> add(row, stated));
    return stated;
  }

  private void add(Table.Row row, SortedMap<TxId, Stated> stated) {
    Field field = row.field("tx");
    boolean known = row.field("known").yes();
    String gap = row.field("gap").text();
    List<String> gaps = gap.isEmpty() ? List.of() : List.of(gap);
    Stated one = new Stated(known, gaps);
    stated.merge(
        field.transaction(tables.chain(row)),
        one,
        (before, more) -> {
          if (before.known() != more.known() || before.gaps().isEmpty() || gaps.isEmpty()) {
            throw field.wrong("new: a line above says otherwise");
          }
          return new Stated(known, joined(before.gaps(), gaps));
        });
  }

  private static List<String> joined(List<String> before, List<String> more) {
    return Stream.concat(before.stream(), more.stream()).toList();
  }

  /** Events that the history of an address, as it was read, did not show. */
  public Map<Address, Set<Event>> unseen() {
    Map<Address, Set<Event>> unseen = new HashMap<>();
    forEach(
        UNSEEN,
        UNSEEN_COLUMNS,
        row -> {
          Chain chain = tables.chain(row);
          Field tx = row.field("tx");
          Event event = new Event(tx.transaction(chain), row.field("event_index").index());
          if (!unseen
              .computeIfAbsent(row.field("address").address(chain), _ -> new HashSet<>())
              .add(event)) {
            throw tx.wrong("new: a line above names the event");
          }
        });
    return unseen;
  }

  /** The addresses that were too busy, each with the limit. */
  public Map<Address, Integer> busy() {
    Map<Address, Integer> busy = new HashMap<>();
    forEach(
        BUSY,
        BUSY_COLUMNS,
        row -> {
          Field address = row.field("address");
          put(busy, address, address.address(tables.chain(row)), row.field("more_than").index());
        });
    return busy;
  }

  /** What is held at the head. */
  public Map<Holding, Amount> balances() {
    Map<Holding, Amount> balances = new HashMap<>();
    forEach(
        BALANCES,
        BALANCES_COLUMNS,
        row -> {
          Chain chain = tables.chain(row);
          Field address = row.field("address");
          Holding holding = new Holding(address.address(chain), row.field("asset").asset(chain));
          put(balances, address, holding, row.field("amount").amount());
        });
    return balances;
  }

  /** What contracts say of themselves. */
  public SortedMap<Asset, AssetDescription> tokens() {
    SortedMap<Asset, AssetDescription> tokens = new TreeMap<>();
    List<String> columns = WrittenTables.withChain(SideTables.ASSETS_COLUMNS);
    forEach(TOKENS, columns, row -> tables.describe(row, tokens));
    return tokens;
  }

  public SortedMap<TxId, RouterCall> routerCalls() {
    SortedMap<TxId, RouterCall> calls = new TreeMap<>();
    forEach(
        ROUTER_CALLS,
        ROUTER_CALLS_COLUMNS,
        row -> {
          Chain chain = tables.chain(row);
          Field tx = row.field("tx");
          RouterCall call =
              new RouterCall(
                  row.field("seller").address(chain), row.field("recipient").address(chain));
          put(calls, tx, tx.transaction(chain), call);
        });
    return calls;
  }

  /** Checks the list of raw answers; a trace does not need it. */
  public void checkAnswers() {
    forEach(
        ANSWERS,
        ANSWERS_COLUMNS,
        row -> {
          row.field("chain").chain();
          row.field("method").required();
          row.field("params").required();
          row.field("sha256").sha256();
        });
  }

  private static <K, V> void put(Map<K, V> all, Field field, K key, V value) {
    if (all.putIfAbsent(key, value) != null) {
      throw field.wrong("new: a line above has it");
    }
  }

  private void forEach(String name, List<String> columns, Consumer<Table.Row> each) {
    new Table(files.apply(name), tables.values(), columns, List.of()).forEach(each);
  }
}
