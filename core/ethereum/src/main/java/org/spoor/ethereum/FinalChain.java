package org.spoor.ethereum;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;

/**
 * The chain as the chosen nodes tell it: single facts of it, of final blocks alone.
 *
 * @param head the last block that is read, which is final
 * @param transactions up to it, each read once
 */
record FinalChain(
    Choice choice,
    BlockHeader head,
    TransactionReader transactions,
    Balances balances,
    Views views) {

  /**
   * @param asOf the last block to read, if it is not the last final one
   * @throws SpoorException UNAVAILABLE if that is not final
   */
  static FinalChain of(Choice choice, OptionalLong asOf, Set<Address> wrappedEther) {
    BlockHeader head = asOf.isPresent() ? header(choice, asOf.getAsLong()) : choice.head();
    Node node = choice.first();
    Views views = new Views(node);
    return new FinalChain(
        choice,
        head,
        new TransactionReader(
            node,
            choice.internals(head.height()),
            wrappedEther,
            new Reach(choice.head().height(), Optional.of(head.hash()))),
        new Balances(node, views),
        views);
  }

  /** Who tells of single facts. */
  Node node() {
    return choice.first();
  }

  private static BlockHeader header(Choice choice, long height) {
    BlockHeader last = choice.head();
    if (height > last.height()) {
      throw SpoorException.unavailable(
          "block %d is not known to be final, the last one called so is %d"
              .formatted(height, last.height()));
    }
    return height == last.height()
        ? last
        : Calls.read(choice.first(), List.of(Calls.header(height)), Blocks::header).getFirst();
  }

  /** A transaction up to the last block that is read. */
  LookUp transaction(TxId id) {
    return transactions
        .receipt(id)
        .map(this::lookUp)
        .orElseGet(() -> new LookUp.Unknown(node().name(), head.height()));
  }

  private LookUp lookUp(Receipt receipt) {
    if (receipt.height() > head.height()) {
      return new LookUp.Later(receipt.height(), head.height());
    }
    TransactionReader.Read read =
        Objects.requireNonNull(
            transactions.read(Set.of(receipt.tx()), head.height()).get(receipt.tx()));
    return new LookUp.Found(
        new AccountTransaction(read.id(), read.transfers()), receipt.succeeded(), read.isWhole());
  }

  /**
   * What an address held after a block; nothing if the asset's contract does not tell.
   *
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  Optional<Amount> held(Address address, Asset asset, long height) {
    return balances.after(address, asset, header(choice, height).height());
  }

  /**
   * The last block that is not later.
   *
   * @throws SpoorException INVALID_INPUT if the chain began later
   */
  long heightAt(Instant time) {
    return new HeightSearch(node(), head).at(time);
  }

  /**
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  Instant timeAt(long height) {
    return header(choice, height).time();
  }
}
