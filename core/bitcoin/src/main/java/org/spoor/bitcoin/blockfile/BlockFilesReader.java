package org.spoor.bitcoin.blockfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.blockfile.StoredTransactions.Stored;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** The history that block files hold, up to the tip of their best chain. */
final class BlockFilesReader implements UtxoReader {

  private final Network network;
  private final BestChain chain;
  private final StoredTransactions stored;
  private final String name;
  private final List<String> remarks;
  private final List<Long> missing;
  private final Recent<ChainPosition, Optional<UtxoTransaction>> recent =
      new Recent<>(found -> found.map(BlockFilesReader::parts).orElse(1));

  /**
   * @param name of the folder
   */
  BlockFilesReader(
      Network network,
      BestChain chain,
      StoredTransactions stored,
      String name,
      List<String> remarks) {
    this.network = network;
    this.chain = chain;
    this.stored = stored;
    this.name = name;
    this.remarks = List.copyOf(remarks);
    this.missing = List.copyOf(chain.missing());
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head(network.chain(), chain.tipHeight(), chain.tip().header().time()));
  }

  /** The tip's hash stands for all blocks below it, in whatever files they are. */
  @Override
  public List<Source> sources() {
    String content =
        "%s %d %s without %s"
            .formatted(network.chain(), chain.tipHeight(), chain.tip().header().hash(), missing);
    return List.of(new Source(name, Sha256Hash.of(content.getBytes(UTF_8)).toString()));
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return isCovered(from) ? Coverage.COMPLETE : Coverage.PARTIAL;
  }

  /** Whether all blocks are there from a position on. */
  private boolean isCovered(ChainPosition from) {
    return missing.isEmpty() || missing.getLast() < from.height();
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return named(id).reversed().stream().findFirst().flatMap(this::whole);
  }

  private List<Stored> named(TxId id) {
    return id.chain() == network.chain() && id.isHash() ? stored.named(id) : List.of();
  }

  /** With what its inputs are worth, if the blocks that say so are there. */
  private Optional<UtxoTransaction> whole(Stored found) {
    return recent.get(found.position(), () -> whole(found, Map.of()));
  }

  private static int parts(UtxoTransaction transaction) {
    return 1 + transaction.inputs().size() + transaction.outputs().size();
  }

  /**
   * @param beside transactions of the same block
   */
  private Optional<UtxoTransaction> whole(Stored found, Map<TxId, Stored> beside) {
    Map<TxId, Optional<Stored>> parents = new HashMap<>();
    List<Output> worth = new ArrayList<>();
    for (OutPoint spent : found.transaction().spent()) {
      parents
          .computeIfAbsent(spent.tx(), id -> parent(id, found.position(), beside))
          .map(parent -> parent.transaction().outputs())
          .filter(outputs -> spent.index() < outputs.size())
          .ifPresent(outputs -> worth.add(outputs.get(spent.index())));
    }
    return worth.size() < found.transaction().spent().size()
        ? Optional.empty()
        : Optional.of(found.transaction().with(found.position(), found.time(), worth));
  }

  /** The last of that name before a position. */
  private Optional<Stored> parent(TxId id, ChainPosition before, Map<TxId, Stored> beside) {
    return Optional.ofNullable(beside.get(id))
        .or(() ->
            named(id).reversed().stream()
                .filter(other -> other.position().compareTo(before) < 0)
                .findFirst());
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    List<Stored> named = named(output.tx());
    if (named.stream().noneMatch(creates(output))) {
      return new Spend.Unknown();
    }
    Optional<Stored> successor =
        named.stream().filter(other -> other.position().height() > created.height()).findFirst();
    return stored.spending(output).stream()
        .filter(spender -> spender.position().compareTo(created) > 0)
        .filter(spender -> successor.stream().noneMatch(next -> isBefore(next, spender)))
        .findFirst()
        .map(this::by)
        .orElseGet(() -> unspent(created, successor.isPresent()));
  }

  private static Predicate<Stored> creates(OutPoint output) {
    return found -> output.index() < found.transaction().outputs().size();
  }

  private static boolean isBefore(Stored one, Stored other) {
    return one.position().compareTo(other.position()) < 0;
  }

  private Spend by(Stored spender) {
    return whole(spender).<Spend>map(Spend.By::new).orElseGet(Spend.Unknown::new);
  }

  private Spend unspent(ChainPosition created, boolean replaced) {
    if (!isCovered(created)) {
      return new Spend.Unknown();
    }
    return replaced ? new Spend.Overwritten() : new Spend.None();
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain asked, long height) {
    return Optional.of(asked)
        .filter(network.chain()::equals)
        .flatMap(_ -> chain.at(height))
        .flatMap(row -> block(row, height));
  }

  private Optional<List<UtxoTransaction>> block(Row row, long height) {
    BareBlock block = new Blocks(network).read(stored.bytes(row), "block " + row.header().hash());
    Map<TxId, Stored> beside = new HashMap<>();
    List<UtxoTransaction> all = new ArrayList<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      Stored each =
          new Stored(block.transactions().get(i), new ChainPosition(height, i, 0), block.time());
      whole(each, beside).ifPresent(all::add);
      beside.put(each.transaction().id(), each);
    }
    return all.size() < block.transactions().size()
        ? Optional.empty()
        : Optional.of(List.copyOf(all));
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return asset instanceof Coin coin && coin.chain() == network.chain()
        ? Optional.of(AssetDescription.of(coin))
        : Optional.empty();
  }
}
