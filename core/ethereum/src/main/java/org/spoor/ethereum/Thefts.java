package org.spoor.ethereum;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

/** What is known of the thefts on the chain before anything of their trails is read. */
final class Thefts {

  private final List<StolenTransfer> transfers;
  private final List<StolenHolding> holdings;
  private final TransactionReader transactions;
  private final BlockHeader head;

  /**
   * @param sources those on other chains do not count
   * @param head the last block that is read
   */
  Thefts(Collection<TheftSource> sources, TransactionReader transactions, BlockHeader head) {
    this.transfers = on(sources, StolenTransfer.class);
    this.holdings = on(sources, StolenHolding.class);
    this.transactions = transactions;
    this.head = head;
  }

  private static <T extends TheftSource> List<T> on(
      Collection<TheftSource> sources, Class<T> kind) {
    return sources.stream()
        .filter(theft -> theft.chain() == Chain.ETHEREUM)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /**
   * @throws SpoorException UNAVAILABLE if one is in a block that may still be replaced
   */
  void refuseUnsettled(Node node) {
    for (StolenTransfer transfer : transfers) {
      if (read(transfer).isEmpty()) {
        Finality.check(node, transfer.tx(), head);
      }
    }
  }

  /** The first block that histories are wanted of; the last that is read if none is known. */
  long earliest() {
    Stream<Long> moved =
        transfers.stream()
            .flatMap(transfer -> read(transfer).values().stream())
            .map(TransactionReader.Read::height);
    return Stream.concat(moved, holdings.stream().map(StolenHolding::block))
        .min(Long::compare)
        .map(first -> Math.min(first, head.height()))
        .orElse(head.height());
  }

  /** Contracts of the tokens that were stolen. */
  Set<Address> tokens() {
    Stream<Asset> moved =
        transfers.stream()
            .flatMap(transfer -> read(transfer).values().stream())
            .flatMap(read -> read.transfers().stream())
            .map(Transfer::asset);
    return Stream.concat(moved, holdings.stream().map(StolenHolding::asset))
        .filter(Token.class::isInstance)
        .map(asset -> ((Token) asset).contract())
        .collect(Collectors.toSet());
  }

  /** What is stolen of those who may not have moved it since. */
  Map<Address, Set<Asset>> holdings() {
    return holdings.stream()
        .collect(
            Collectors.groupingBy(
                StolenHolding::address,
                Collectors.mapping(StolenHolding::asset, Collectors.toSet())));
  }

  private Map<TxId, TransactionReader.Read> read(StolenTransfer transfer) {
    return transactions.read(Set.of(transfer.tx()), head.height());
  }
}
