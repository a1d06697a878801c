package org.spoor.bitcoin.core;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.parse.Transactions;
import org.spoor.bitcoin.source.Tip;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Reads what Bitcoin Core answers, and believes no name that bytes contradict. */
final class CoreReading {

  /**
   * A transaction as it is told.
   *
   * @param bare from its bytes
   * @param stated the outputs that it spends; absent if they are not told
   * @param block the hash of its block, if that is part of the chain
   */
  record Told(BareTransaction bare, Optional<List<Output>> stated, Optional<String> block) {}

  /**
   * What a block is said to hold.
   *
   * @param ids of its transactions, in their order
   */
  record Listed(List<TxId> ids) {}

  /**
   * The outputs that the transactions of a block are said to spend.
   *
   * @param stated of the transactions of which they are told
   */
  record Spendings(long height, Map<TxId, List<Output>> stated) {}

  private final Network network;
  private final Transactions transactions;
  private final Blocks blocks;

  CoreReading(Network network) {
    this.network = network;
    this.transactions = new Transactions(network);
    this.blocks = new Blocks(network);
  }

  Told transaction(TxId asked, CoreAnswer answer) {
    BareTransaction bare = transactions.read(answer.at("hex").hex(), asked);
    return new Told(bare, stated(bare, answer), block(answer));
  }

  /** A block that is no part of the chain any more is told with no confirmations. */
  private static Optional<String> block(CoreAnswer answer) {
    CoreAnswer hash = answer.at("blockhash");
    return hash.isThere() && answer.at("confirmations").number() > 0
        ? Optional.of(hash.hash())
        : Optional.empty();
  }

  private Optional<List<Output>> stated(BareTransaction bare, CoreAnswer answer) {
    if (bare.isCoinbase()) {
      return Optional.of(List.of());
    }
    List<CoreAnswer> inputs = answer.at("vin").items();
    List<OutPoint> spent = inputs.stream().map(this::spent).toList();
    if (!spent.equals(bare.spent())) {
      throw SpoorException.malformedData(
          "the inputs that are told of %s are not those of its bytes".formatted(bare.id()));
    }
    return inputs.stream().noneMatch(input -> input.at("prevout").isThere())
        ? Optional.empty()
        : Optional.of(
            inputs.stream().map(input -> output(spent(input), input.at("prevout"))).toList());
  }

  private OutPoint spent(CoreAnswer input) {
    return new OutPoint(id(input.at("txid")), input.at("vout").number());
  }

  private TxId id(CoreAnswer hash) {
    return new TxId(network.chain(), hash.hash());
  }

  /** An output with its script and value. */
  Output output(OutPoint place, CoreAnswer told) {
    return transactions.output(
        place, told.at("value").satoshi(), told.at("scriptPubKey").at("hex").hex());
  }

  /** Of a block of which the ids of its transactions are told. */
  Listed listed(String asked, CoreAnswer answer) {
    same(asked, answer.at("hash").hash());
    return new Listed(answer.at("tx").items().stream().map(this::id).toList());
  }

  BareHeader header(String asked, CoreAnswer answer) {
    return BareHeader.read(answer.hex(), asked, network);
  }

  /** The height of a block; nothing if it is no part of the node's chain. */
  Optional<Long> standing(String asked, CoreAnswer header) {
    same(asked, header.at("hash").hash());
    return isInChain(header) ? Optional.of((long) header.at("height").number()) : Optional.empty();
  }

  /** A block off the chain is told with minus one confirmation. */
  static boolean isInChain(CoreAnswer header) {
    return header.at("confirmations").json().asInt(-1) > 0;
  }

  /** Of a block of which the outputs are told that its transactions spend. */
  Spendings spendings(String asked, CoreAnswer answer) {
    same(asked, answer.at("hash").hash());
    Map<TxId, List<Output>> stated = new HashMap<>();
    for (CoreAnswer each : answer.at("tx").items()) {
      Told told = transaction(id(each.at("txid")), each);
      told.stated().ifPresent(outputs -> stated.put(told.bare().id(), outputs));
    }
    return new Spendings(answer.at("height").number(), stated);
  }

  /** A block from its bytes. */
  BareBlock bytes(String asked, CoreAnswer answer) {
    BareBlock block = blocks.read(raw(asked, answer.hex()), "block " + asked);
    same(asked, block.hash());
    return block;
  }

  private static byte[] raw(String asked, String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw SpoorException.malformedData("block %s: no hexadecimal bytes".formatted(asked));
    }
  }

  /** The last block that counts, by its header. */
  Tip tip(String asked, CoreAnswer header) {
    same(asked, header.at("hash").hash());
    return new Tip(header.at("height").number(), asked, header.at("time").time());
  }

  /** Transactions that wait for a block, by the outputs that they spend. */
  Map<OutPoint, TxId> waiting(CoreAnswer answer) {
    Map<OutPoint, TxId> waiting = new HashMap<>();
    for (CoreAnswer each : answer.items()) {
      CoreAnswer by = each.at("spendingtxid");
      if (by.isThere()) {
        waiting.put(spent(each), id(by));
      }
    }
    return waiting;
  }

  /** The blocks that a scan names; nothing if it was broken off. */
  Optional<List<String>> relevant(long from, long to, CoreAnswer answer) {
    if (!answer.at("completed").flag()) {
      return Optional.empty();
    }
    if (answer.at("from_height").number() != from || answer.at("to_height").number() != to) {
      throw SpoorException.malformedData(
          "the scan is of other blocks than %d to %d".formatted(from, to));
    }
    return Optional.of(
        answer.at("relevant_blocks").items().stream().map(CoreAnswer::hash).toList());
  }

  private static void same(String asked, String found) {
    if (!found.equals(asked)) {
      throw SpoorException.malformedData("the answer is of block " + found);
    }
  }
}
