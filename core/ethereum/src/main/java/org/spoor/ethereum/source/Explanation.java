package org.spoor.ethereum.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.Receipts;
import org.spoor.ethereum.parse.Rules;
import org.spoor.ethereum.parse.Transaction;
import org.spoor.ethereum.parse.Transactions;
import org.spoor.model.SpoorException;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Which transactions of its block explain the change of an account. */
final class Explanation {

  /** A block with its transactions has some 200 kB. */
  private static final int BLOCKS_AT_ONCE = 64;

  /** The traces of a block have some megabytes. */
  private static final int TRACED_AT_ONCE = 16;

  private final Node node;
  private final Internals internals;
  private final Optional<BlockInternals> blocks;
  private final long finalised;

  Explanation(Node node, Internals internals, Optional<BlockInternals> blocks, long finalised) {
    this.node = node;
    this.internals = internals;
    this.blocks = blocks;
    this.finalised = finalised;
  }

  /** Round trips: the blocks, the receipts, the internals, and where these fail whole blocks. */
  void of(List<Change> changes, Tally tally) {
    List<Account> accounts = accounts(changes);
    Map<TxId, Receipt> receipts = receipts(accounts);
    Map<TxId, List<Movement>> moved = moved(accounts, receipts);
    accounts.forEach(account -> account.countNamed(receipts, moved, tally));
    lookInside(accounts.stream().filter(a -> !a.isExplained()).toList(), receipts, tally);
  }

  private List<Account> accounts(List<Change> changes) {
    return byHeight(changes, Change::height, BLOCKS_AT_ONCE)
        .flatMap(some -> read(some).stream())
        .toList();
  }

  private List<Account> read(List<Change> changes) {
    Map<Long, Optional<Block>> read =
        Questions.ask(node, heights(changes, Change::height), this::block, Block::of);
    return changes.stream()
        .map(change -> {
          Block block =
              at(change.height(), read).orElseThrow(() -> lacks("block " + change.height()));
          return new Account(change, block.header(), block.transactions());
        })
        .toList();
  }

  private record Block(BlockHeader header, List<Transaction> transactions) {

    static Block of(JsonNode json) {
      return new Block(
          Blocks.header(json),
          new Answer("block", json)
              .at("transactions").items().stream().map(tx -> Transactions.of(tx.json())).toList());
    }
  }

  private static <K, T> T at(K key, Map<K, T> values) {
    return Objects.requireNonNull(values.get(key));
  }

  /** Parts of a list that lie in so many blocks at most. */
  private static <T> Stream<List<T>> byHeight(List<T> all, ToLongFunction<T> height, int blocks) {
    List<Long> heights = heights(all, height).stream().sorted().toList();
    Map<Long, List<T>> byHeight = all.stream().collect(Collectors.groupingBy(height::applyAsLong));
    return IntStream.range(0, (heights.size() + blocks - 1) / blocks)
        .mapToObj(i -> heights.subList(i * blocks, Math.min(heights.size(), (i + 1) * blocks)))
        .map(some -> some.stream().flatMap(h -> at(h, byHeight).stream()).toList());
  }

  private static <T> Set<Long> heights(List<T> all, ToLongFunction<T> height) {
    return all.stream().map(height::applyAsLong).collect(Collectors.toSet());
  }

  private Map<TxId, Receipt> receipts(List<Account> accounts) {
    Map<TxId, Transaction> named =
        accounts.stream()
            .flatMap(account -> account.candidates().stream())
            .collect(Collectors.toMap(Transaction::id, Function.identity(), (a, b) -> a));
    Map<TxId, Receipt> receipts = new HashMap<>();
    Map<TxId, Optional<JsonNode>> answers =
        Questions.ask(node, named.keySet(), tx -> receipt(at(tx, named)), Function.identity());
    answers.forEach((tx, json) -> {
      JsonNode answer = json.orElseThrow(() -> lacks("the receipt of " + tx));
      Transaction of = at(tx, named);
      receipts.put(tx, receipt(of).read(node.name(), () -> Receipts.of(answer, of)));
    });
    return receipts;
  }

  /** What the named transactions moved, as far as can be told. */
  private Map<TxId, List<Movement>> moved(List<Account> accounts, Map<TxId, Receipt> receipts) {
    Map<TxId, List<Movement>> moved = new HashMap<>();
    accounts.stream()
        .flatMap(account -> account.named(receipts))
        .forEach(tx -> moved.put(tx.id(), own(tx, receipts)));
    Map<TxId, Rules> running = new HashMap<>();
    accounts.forEach(account ->
        account
            .named(receipts)
            .filter(tx -> runs(Objects.requireNonNull(receipts.get(tx.id()))))
            .forEach(tx -> running.put(tx.id(), account.rules())));
    if (!running.isEmpty()) {
      internals.of(running).forEach((tx, all) -> all.ifPresent(list -> moved.put(tx, list)));
    }
    return moved;
  }

  private static boolean runs(Receipt receipt) {
    return receipt.succeeded() && !receipt.plain();
  }

  private static List<Movement> own(Transaction tx, Map<TxId, Receipt> receipts) {
    return tx.moved(Objects.requireNonNull(receipts.get(tx.id()))).stream().toList();
  }

  private void lookInside(List<Account> open, Map<TxId, Receipt> receipts, Tally tally) {
    blocks.ifPresent(tracing ->
        byHeight(open, Account::height, TRACED_AT_ONCE)
            .forEach(some -> lookInside(tracing, some, receipts, tally)));
    open.forEach(account -> account.tellRest(tally, blocks.isPresent()));
  }

  private static void lookInside(
      BlockInternals tracing, List<Account> open, Map<TxId, Receipt> receipts, Tally tally) {
    Map<Long, Optional<Map<TxId, List<Movement>>>> inside =
        tracing.ofBlocks(
            open.stream().collect(Collectors.toMap(Account::height, Account::rules, (a, b) -> a)));
    open.forEach(account ->
        at(account.height(), inside)
            .ifPresent(movements -> account.countAll(receipts, movements, tally)));
  }

  private Call block(long height) {
    return new Call(
        "eth_getBlockByNumber", List.of(Quantity.hex(height), true), height <= finalised);
  }

  private Call receipt(Transaction tx) {
    return new Call("eth_getTransactionReceipt", List.of(tx.id().text()), tx.height() <= finalised);
  }

  private SpoorException lacks(String what) {
    return SpoorException.unavailable(node.name() + ": does not have " + what);
  }
}
