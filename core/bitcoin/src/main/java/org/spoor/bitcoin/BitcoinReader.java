package org.spoor.bitcoin;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Server;
import org.spoor.endpoint.Budget;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Bitcoin up to the last block that counts, as one server tells it.
 *
 * <p>It reads ahead: once an output is expected to be asked for, its spender is fetched, side by
 * side with all others that are.
 */
public final class BitcoinReader implements UtxoReader, AutoCloseable {

  private final Server server;
  private final Network network;
  private final Valuation valuation;
  private final Basis basis;
  private final Groups<TxId, Optional<Read>> transactions;
  private final Groups<OutPoint, Fate> fates;

  public BitcoinReader(Server server, Network network) {
    this.server = server;
    this.network = network;
    this.valuation = new Valuation(server);
    this.basis = new Basis(server);
    this.transactions =
        new Groups<>(
            Grouping.TRANSACTIONS,
            this::read,
            found -> found.map(Read::parts).orElse(1),
            (id, found) -> {});
    this.fates =
        new Groups<>(
            Grouping.ofFates(server.search()),
            server::fates,
            fate -> 1,
            (output, fate) -> expectSpender(fate));
  }

  private Map<TxId, Optional<Read>> read(Set<TxId> ids) {
    Map<TxId, Optional<Read>> found = new HashMap<>();
    ids.forEach(id -> found.put(id, Optional.empty()));
    valuation
        .of(server.transactions(ids).values())
        .forEach(read -> found.replace(read.transaction().id(), Optional.of(read)));
    return found;
  }

  private void expectSpender(Fate fate) {
    if (fate instanceof Fate.Spent(TxId by)) {
      transactions.expect(Set.of(by));
    }
  }

  /** Says that these transactions will be asked for. */
  public void expectTransactions(Collection<TxId> ids) {
    transactions.expect(ids.stream().filter(this::isOfChain).toList());
  }

  private boolean isOfChain(TxId id) {
    return id.chain() == network.chain() && id.isHash();
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head(network.chain(), server.tip().height(), server.tip().time()));
  }

  /** One source: what was asked for of transactions, fates and blocks, up to the tip's hash. */
  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "%s, up to block %d".formatted(server.name(), server.tip().height()), basis.sha256()));
  }

  @Override
  public List<String> remarks() {
    return basis.remarks();
  }

  @Override
  public List<String> gaps(TxId id) {
    return basis.gaps(id);
  }

  /** That a limit of calls did not suffice for all that was wanted, in words. */
  public Optional<String> cutShort() {
    return basis.cutShort();
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public void expectSpends(Collection<OutPoint> outputs, ChainPosition created) {
    fates.expect(outputs.stream().filter(output -> isOfChain(output.tx())).toList());
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return isOfChain(id)
        ? withinBudget(
                why -> basis.lacks(id, why),
                () -> found(id).map(Read::transaction),
                Optional.empty())
            .map(ChainTransaction.class::cast)
        : Optional.empty();
  }

  /** A transaction on which the trace rests from now on. */
  private Optional<Read> found(TxId id) {
    Optional<Read> found = transactions.get(id);
    found.ifPresent(basis::rests);
    return found;
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return isOfChain(output.tx())
        ? withinBudget(
            why -> basis.lacks(output.tx(), why), () -> fate(output, created), new Spend.Unknown())
        : new Spend.Unknown();
  }

  private static <T> T withinBudget(Consumer<String> lacking, Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (SpoorException e) {
      if (!Budget.isSpent(e)) {
        throw e;
      }
      lacking.accept(String.valueOf(e.getMessage()).replaceFirst(": .*", ""));
      return otherwise;
    }
  }

  private Spend fate(OutPoint output, ChainPosition created) {
    Optional<UtxoTransaction> creator = transactions.get(output.tx()).map(Read::transaction);
    if (creator.filter(known -> output.index() < known.outputs().size()).isEmpty()) {
      return new Spend.Unknown();
    }
    if (creator.get().position().height() > created.height()) {
      return new Spend.Overwritten();
    }
    Fate fate = fates.get(output);
    basis.rests(output, fate);
    return switch (fate) {
      case Fate.Spent(TxId by) -> new Spend.By(spender(output, by));
      case Fate.Unspent _, Fate.Pending _ -> new Spend.None();
      case Fate.Gone _, Fate.Unknown _ -> new Spend.Unknown();
    };
  }

  private UtxoTransaction spender(OutPoint output, TxId by) {
    UtxoTransaction spender =
        believed(() -> basis.doubt(output, by), () -> found(by))
            .map(Read::transaction)
            .orElseThrow(
                () -> contradiction(output, by, "which is in no block up to the last one"));
    if (spender.inputs().stream().noneMatch(input -> input.spent().equals(output))) {
      throw contradiction(output, by, "which does not spend it");
    }
    return spender;
  }

  /**
   * @param doubting what may be wrong where the answer cannot be: where a spender is, the server
   *     has said with the output, and what a block's inputs are worth with the block
   */
  private static <T> T believed(Runnable doubting, Supplier<T> question) {
    try {
      return question.get();
    } catch (SpoorException e) {
      if (e.kind() == SpoorException.Kind.MALFORMED_DATA) {
        doubting.run();
      }
      throw e;
    }
  }

  private SpoorException contradiction(OutPoint output, TxId by, String what) {
    return basis.contradiction(
        output, by, "output %s is said to be spent by %s, %s".formatted(output, by, what));
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain asked, long height) {
    if (asked != network.chain()) {
      return Optional.empty();
    }
    return withinBudget(
        why -> basis.lacks(height, why),
        () -> believed(() -> basis.doubt(height), () -> block(height)),
        Optional.empty());
  }

  private Optional<List<UtxoTransaction>> block(long height) {
    Optional<List<Read>> block = server.block(height).map(valuation::of);
    block.ifPresent(all -> basis.rests(height, all));
    return block.map(all -> all.stream().map(Read::transaction).toList());
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return asset.chain() == network.chain() ? Coverage.COMPLETE : Coverage.PARTIAL;
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return asset instanceof Coin coin && coin.chain() == network.chain()
        ? Optional.of(AssetDescription.of(coin))
        : Optional.empty();
  }

  /** Stops fetching what nobody has asked for. */
  @Override
  public void close() {
    fates.close();
    transactions.close();
  }
}
