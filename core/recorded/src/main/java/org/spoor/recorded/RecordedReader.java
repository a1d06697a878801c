package org.spoor.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;
import org.spoor.recorded.ledger.AccountLedger;
import org.spoor.recorded.ledger.CompleteHistories;
import org.spoor.recorded.ledger.Holding;
import org.spoor.recorded.ledger.UtxoLedger;

/**
 * The history that a case folder records.
 *
 * @param openings what was held before the first recorded event, where the folder says so
 */
record RecordedReader(
    AccountLedger accounts,
    UtxoLedger outputs,
    Map<Holding, Amount> openings,
    CompleteHistories covered,
    Map<Asset, AssetDescription> assets,
    List<Head> heads,
    List<Source> sources,
    List<String> remarks)
    implements ChainReader {

  RecordedReader {
    openings = Map.copyOf(openings);
    heads = List.copyOf(heads);
    sources = List.copyOf(sources);
    remarks = List.copyOf(remarks);
  }

  /** How far the records reach: to the last event, or to the last block that counts as covered. */
  static List<Head> heads(AccountLedger accounts, UtxoLedger outputs, CompleteHistories covered) {
    List<Head> heads = new ArrayList<>();
    for (Chain chain : Chain.values()) {
      Optional.ofNullable(accounts.heads().get(chain))
          .or(() -> outputs.head(chain))
          .map(head -> reaching(head, covered))
          .ifPresent(heads::add);
    }
    return heads;
  }

  private static Head reaching(Head recorded, CompleteHistories covered) {
    OptionalLong height =
        LongStream.concat(recorded.height().stream(), covered.last(recorded.chain()).stream())
            .max();
    return new Head(recorded.chain(), height, recorded.time());
  }

  @Override
  public List<Transfer> history(Address address) {
    return accounts.history(address);
  }

  @Override
  public Optional<List<Transfer>> ledger(Chain chain) {
    return accounts.ofChain(chain);
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    Optional<Amount> first =
        Optional.ofNullable(openings.get(new Holding(address, asset)))
            .or(() -> covered.isEverything() ? Optional.of(Amount.ZERO) : Optional.empty());
    return Opening.before(before, address, asset, first, accounts.history(address));
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return isCovered(address, asset, from) ? Coverage.COMPLETE : Coverage.PARTIAL;
  }

  private boolean isCovered(Address address, Asset asset, ChainPosition from) {
    return heads.stream()
        .filter(head -> head.chain() == asset.chain())
        .anyMatch(head -> covered.spans(address, asset, from.height(), head.height().orElse(0)));
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return switch (id.chain().model()) {
      case ACCOUNT -> accounts.transaction(id).map(ChainTransaction.class::cast);
      case UTXO -> outputs.transaction(id).map(ChainTransaction.class::cast);
    };
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return outputs.spend(output, created).orElseGet(() -> unspent(output, created));
  }

  private Spend unspent(OutPoint output, ChainPosition created) {
    return outputs.owner(output).filter(owner -> isCovered(owner, created, output)).isPresent()
        ? new Spend.None()
        : new Spend.Unknown();
  }

  private boolean isCovered(Party owner, ChainPosition created, OutPoint output) {
    return switch (owner) {
      case Address address -> isCovered(address, new Coin(output.tx().chain()), created);
      case Script _, Outside _ -> covered.isEverything();
    };
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return covered.isEverything() && chain.model() == LedgerModel.UTXO
        ? outputs.block(chain, height)
        : Optional.empty();
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return Optional.ofNullable(assets.get(asset))
        .or(() ->
            asset instanceof Coin coin ? Optional.of(AssetDescription.of(coin)) : Optional.empty());
  }
}
