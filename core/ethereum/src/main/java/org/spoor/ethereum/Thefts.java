package org.spoor.ethereum;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Collection<TxId> gains;
  private final FinalChain chain;

  /**
   * @param sources those on other chains do not count
   * @param gains transactions in which what was stolen elsewhere arrives
   */
  Thefts(Collection<TheftSource> sources, Collection<TxId> gains, FinalChain chain) {
    this.transfers = on(sources, StolenTransfer.class);
    this.holdings = on(sources, StolenHolding.class);
    this.gains = List.copyOf(gains);
    this.chain = chain;
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
  void refuseUnsettled() {
    for (StolenTransfer transfer : transfers) {
      if (chain.transaction(transfer.tx()) instanceof LookUp.Later(long block, long last)) {
        throw SpoorException.unavailable(
            "transaction %s is in block %d, which is not final yet, the last final one is %d"
                .formatted(transfer.tx(), block, last));
      }
    }
  }

  /** The first block that histories are wanted of; the last that is read if none is known. */
  long earliest() {
    long last = chain.head().height();
    return Stream.concat(
            Stream.concat(transfers.stream().map(StolenTransfer::tx), gains.stream())
                .flatMap(this::read)
                .map(TransactionReader.Read::height),
            holdings.stream().map(StolenHolding::block))
        .min(Long::compare)
        .map(first -> Math.min(first, last))
        .orElse(last);
  }

  /** Contracts of the tokens that were stolen. */
  Set<Address> tokens() {
    Stream<Asset> moved =
        transfers.stream()
            .map(StolenTransfer::tx)
            .flatMap(this::read)
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

  private Stream<TransactionReader.Read> read(TxId id) {
    return chain.transactions().read(Set.of(id), chain.head().height()).values().stream();
  }
}
