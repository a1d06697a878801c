package org.spoor.model.chain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Port: the confirmed history of one or several chains, from a node, an explorer, or a record.
 *
 * <p>Answers depend on the arguments alone, never on the order of the questions. Questions may come
 * from several threads. A source out of reach answers with a {@link org.spoor.model.SpoorException}
 * of kind UNAVAILABLE, one that contradicts itself with MALFORMED_DATA.
 */
public interface ChainReader {

  /** How far a source's records of one place reach. */
  enum Coverage {
    /** Every event from the asked position up to the head. */
    COMPLETE,
    /** Some events. */
    PARTIAL
  }

  /** One head for every chain that the source can read, in the order of chains. */
  List<Head> heads();

  /** What the records rest on. */
  List<Source> sources();

  /** What a reader of results has to know of the records: assumed order, inferred positions. */
  List<String> remarks();

  /**
   * What could not be seen of an address's history, in words; {@link #remarks} has it once asked.
   * Histories that were asked for contradict each other as they come, so that this and {@link
   * #coverage} are best asked at last.
   */
  default List<String> gaps(Address address) {
    return List.of();
  }

  /** What could not be seen of a transaction, in words; {@link #remarks} has it once asked. */
  default List<String> gaps(TxId id) {
    return List.of();
  }

  /** Every known transfer from or to an address of an account chain, in order of position. */
  List<Transfer> history(Address address);

  /**
   * Whether more than {@code most} transactions move value from or to an address of an account
   * chain. Not their transfers: anybody can write many into one, and any number of nothing.
   */
  default boolean isBusier(Address address, int most) {
    return history(address).stream()
            .filter(transfer -> !transfer.amount().isZero())
            .map(Transfer::tx)
            .distinct()
            .count()
        > most;
  }

  /**
   * All events of an account chain in order of position, if the source has them at hand: reading
   * them once through is then quicker than merging histories. It must agree with {@link #history}.
   */
  default Optional<List<Transfer>> ledger(Chain chain) {
    return Optional.empty();
  }

  /** Whether it makes use of {@link #expect} and {@link #expectSpends}. */
  default boolean readsAhead() {
    return false;
  }

  /** Says that these histories may be asked for soon, most useful first. */
  default void expect(Collection<Address> addresses) {}

  /** Says that the fate of these outputs, all of one transaction, may be asked for soon. */
  default void expectSpends(Collection<OutPoint> outputs, ChainPosition created) {}

  /** What the address held of the asset just before {@code before}. */
  Opening opening(Address address, Asset asset, ChainPosition before);

  /** Whether all events of the place from {@code from} up to the head are known. */
  Coverage coverage(Address address, Asset asset, ChainPosition from);

  /**
   * The real balance at the head, where the source can tell it apart from the sum of events: the
   * difference is a discrepancy (rebasing, a fee on transfer).
   */
  default Optional<Amount> balance(Address address, Asset asset) {
    return Optional.empty();
  }

  /** One transaction with all its events. */
  Optional<ChainTransaction> transaction(TxId id);

  /**
   * The router call that a transaction of an account chain is, if the source knows calls and can
   * decode this one. Asked for each event of a followed place, so the source has to have the answer
   * at hand once it gave a history that shows the transaction.
   */
  default Optional<RouterCall> routerCall(TxId id) {
    return Optional.empty();
  }

  /** What became of an output that was created at {@code created}. */
  Spend spend(OutPoint output, ChainPosition created);

  /**
   * All transactions of a block of a UTXO chain, in block order, the coinbase first, if the source
   * holds the whole block.
   */
  Optional<List<UtxoTransaction>> block(Chain chain, long height);

  /** What a token's contract says of itself. */
  Optional<AssetDescription> describe(Asset asset);
}
