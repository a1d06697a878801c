package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.Receipts;
import org.spoor.ethereum.parse.RouterCalls;
import org.spoor.ethereum.parse.Rules;
import org.spoor.ethereum.parse.Transaction;
import org.spoor.ethereum.parse.Transactions;
import org.spoor.ethereum.source.Internals;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Reads whole transactions in two round trips: what they were and what became of them, then their
 * blocks and what moved inside them.
 */
final class TransactionReader {

  private static final Pattern HEX = Pattern.compile("0x(?:[0-9a-fA-F]{2})+");

  static final Asset ETHER = new Coin(Chain.ETHEREUM);

  /**
   * A transaction with all events that could be seen.
   *
   * @param transfers the fee, native value in trace order, tokens in log order
   * @param isWhole whether the calls inside it could be seen
   */
  record Read(TxId id, long height, List<Transfer> transfers, boolean isWhole) {

    Read {
      transfers = List.copyOf(transfers);
    }

    boolean touches(Address address) {
      return transfers.stream().anyMatch(transfer -> transfer.touches(address));
    }
  }

  private record Known(Receipt receipt, Transaction transaction) {

    List<Movement> own() {
      return transaction.moved(receipt).map(List::of).orElse(List.of());
    }
  }

  private final Node node;
  private final Internals internals;
  private final Set<Address> wrappedEther;
  private final Reach reach;
  private final Map<TxId, RouterCall> routerCalls = new ConcurrentHashMap<>();
  private final Set<TxId> unknown = ConcurrentHashMap.newKeySet();

  TransactionReader(Node node, Internals internals, Set<Address> wrappedEther, Reach reach) {
    this.node = node;
    this.internals = internals;
    this.wrappedEther = Set.copyOf(wrappedEther);
    this.reach = reach;
  }

  /**
   * @return those of them that the node knows, up to {@code head}
   */
  Map<TxId, Read> read(Set<TxId> ids, long head) {
    List<Known> known =
        receipts(List.copyOf(new TreeSet<>(ids))).stream()
            .filter(one -> one.receipt().height() <= head)
            .toList();
    Map<Long, BlockHeader> headers =
        Calls.headers(node, known.stream().map(one -> one.receipt().height()).distinct().toList());
    Map<TxId, Optional<List<Movement>>> inside = internals.of(withCode(known, headers));
    Map<TxId, Read> read = new LinkedHashMap<>();
    for (Known one : known) {
      BlockHeader header = at(one.receipt().height(), headers);
      read.put(one.receipt().tx(), assemble(one, header, inside));
    }
    return read;
  }

  /** What became of one, in whatever block it is. */
  Optional<Receipt> receipt(TxId id) {
    return receipts(List.of(id)).stream().map(Known::receipt).findFirst();
  }

  private List<Known> receipts(List<TxId> ids) {
    List<Call> calls = new ArrayList<>();
    ids.forEach(id -> {
      calls.add(Calls.receipt(id, reach));
      calls.add(Calls.body(id, reach));
    });
    List<JsonNode> answers = new ArrayList<>(Calls.results(node, calls));
    askAgain(ids, answers);
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      JsonNode receipt = answers.get(2 * i);
      JsonNode body = answers.get(2 * i + 1);
      if (!receipt.isNull() && !body.isNull()) {
        Transaction transaction =
            calls.get(2 * i + 1).read(node.name(), () -> Transactions.of(body));
        Receipt read =
            calls
                .get(2 * i)
                .read(node.name(), () -> Receipts.of(receipt, transaction, wrappedEther));
        Known one = new Known(read, transaction);
        known.add(one);
        remember(one, body.path("input").asString(""));
        unknown.remove(ids.get(i));
      } else {
        unknown.add(ids.get(i));
      }
    }
    return known;
  }

  /** Receipts that were not there when they were asked for, of what has got into a block since. */
  private void askAgain(List<TxId> ids, List<JsonNode> answers) {
    List<Integer> late =
        IntStream.range(0, ids.size())
            .filter(i -> answers.get(2 * i).isNull())
            .filter(i -> answers.get(2 * i + 1).hasNonNull("blockNumber"))
            .boxed()
            .toList();
    List<Call> calls =
        late.stream().map(i -> Calls.receipt(ids.get(i), Reach.of(reach.finalised()))).toList();
    List<JsonNode> receipts = Calls.results(node, calls);
    for (int i = 0; i < late.size(); i++) {
      answers.set(2 * late.get(i), receipts.get(i));
    }
  }

  private void remember(Known one, String input) {
    if (one.receipt().succeeded() && HEX.matcher(input).matches()) {
      RouterCalls.recipient(HexFormat.of().parseHex(input.substring(2)))
          .ifPresent(recipient ->
              routerCalls.put(one.receipt().tx(), new RouterCall(one.receipt().from(), recipient)));
    }
  }

  /** Whether the node did not know a transaction that was to be read. */
  boolean isUnknown(TxId id) {
    return unknown.contains(id);
  }

  /** Whom a transaction that was read names as recipient of a swap. */
  Optional<RouterCall> routerCall(TxId id) {
    return Optional.ofNullable(routerCalls.get(id));
  }

  private static Map<TxId, Rules> withCode(List<Known> known, Map<Long, BlockHeader> headers) {
    return known.stream()
        .map(Known::receipt)
        .filter(receipt -> receipt.succeeded() && !receipt.plain())
        .collect(
            Collectors.toMap(
                Receipt::tx, receipt -> at(receipt.height(), headers).rules(), (a, b) -> a));
  }

  private static BlockHeader at(long height, Map<Long, BlockHeader> headers) {
    return Objects.requireNonNull(headers.get(height));
  }

  private Read assemble(Known one, BlockHeader header, Map<TxId, Optional<List<Movement>>> inside) {
    Receipt receipt = one.receipt();
    if (!receipt.blockHash().equals(header.hash())) {
      throw SpoorException.malformedData(
          "%s: transaction %s is in block %s, but block %d is %s"
              .formatted(
                  node.name(), receipt.tx(), receipt.blockHash(), receipt.height(), header.hash()));
    }
    Optional<List<Movement>> told =
        receipt.plain() || !receipt.succeeded()
            ? Optional.of(one.own())
            : inside.getOrDefault(receipt.tx(), Optional.empty());
    List<Movement> movements = new ArrayList<>();
    movements.add(new Movement(receipt.from(), Outside.FEE, ETHER, receipt.fee()));
    movements.addAll(told.orElseGet(one::own));
    movements.addAll(receipt.movements());
    return new Read(
        receipt.tx(),
        receipt.height(),
        new Happening(
                new ChainPosition(receipt.height(), receipt.index(), 0),
                header.time(),
                receipt.tx())
            .transfers(movements),
        told.isPresent());
  }
}
