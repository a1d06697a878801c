package org.spoor.recorded.recording;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.model.chain.Asked;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.RouterCall;
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
import org.spoor.model.value.TxId;
import org.spoor.recorded.ledger.AccountLedger;
import org.spoor.recorded.recording.HeldOutputs.HeldSpend;

/**
 * Answers as another source once gave them. What nobody asked it then is known in part at most, and
 * said to be.
 */
public final class AnsweringReader implements ChainReader {

  private static final List<String> NOT_HELD = List.of("the recording does not hold it");
  private static final List<String> HISTORY_NOT_HELD =
      List.of("the recording does not hold its history");

  private final Answers answers;
  private final AccountLedger ledger;
  private final Asked asked = new Asked();

  /**
   * @param ledger all events of the answers
   */
  public AnsweringReader(Answers answers, AccountLedger ledger) {
    this.answers = answers;
    this.ledger = ledger;
  }

  public Answers answers() {
    return answers;
  }

  @Override
  public List<Head> heads() {
    return answers.heads();
  }

  @Override
  public List<Source> sources() {
    return answers.inputs().stream().map(input -> input.source(asked)).toList();
  }

  @Override
  public List<String> remarks() {
    return Stream.concat(answers.remarks().stream(), asked.remarks().stream()).toList();
  }

  /** Nothing has to be fetched: what is asked for is what a trace rests on. */
  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public List<Transfer> history(Address address) {
    return held(address).map(HeldHistory::transfers).orElseGet(() -> ledger.history(address));
  }

  @Override
  public List<String> gaps(Address address) {
    return held(address).map(HeldHistory::gaps).orElse(HISTORY_NOT_HELD);
  }

  private Optional<HeldHistory> held(Address address) {
    Optional<HeldHistory> held = Optional.ofNullable(answers.histories().get(address));
    asked.history(
        address,
        held.map(HeldHistory::transfers).orElseGet(() -> ledger.history(address)),
        held.map(HeldHistory::gaps).orElse(HISTORY_NOT_HELD));
    return held;
  }

  @Override
  public boolean isBusier(Address address, int most) {
    return held(address).filter(history -> history.wasBusier(most)).isPresent()
        || ChainReader.super.isBusier(address, most);
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    Optional<Amount> first = held(address).map(history -> history.before().get(asset));
    return Opening.before(before, address, asset, first, history(address));
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return held(address)
            .filter(history -> history.isComplete() && history.from() <= from.height())
            .isPresent()
        ? Coverage.COMPLETE
        : Coverage.PARTIAL;
  }

  @Override
  public Optional<Amount> balance(Address address, Asset asset) {
    return held(address).map(history -> history.after().get(asset));
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    if (isOfAccounts(id)) {
      asked.transaction(id, gaps(id));
    }
    return Optional.ofNullable(answers.transactions().get(id)).flatMap(HeldTransaction::whole);
  }

  /** What could not be seen of others is told where it matters, and not among the remarks. */
  public static boolean isOfAccounts(TxId id) {
    return id.chain().model() == LedgerModel.ACCOUNT;
  }

  @Override
  public List<String> gaps(TxId id) {
    return Optional.ofNullable(answers.transactions().get(id))
        .map(HeldTransaction::gaps)
        .or(() -> spends(id).map(held -> held.gaps()).findFirst())
        .orElse(NOT_HELD);
  }

  @Override
  public Optional<RouterCall> routerCall(TxId id) {
    return Optional.ofNullable(answers.routerCalls().get(id));
  }

  private Stream<HeldSpend> spends(TxId id) {
    return answers
        .outputs()
        .spends()
        .tailMap(new HeldOutputs.Created(new OutPoint(id, 0), 0))
        .entrySet()
        .stream()
        .takeWhile(held -> held.getKey().output().tx().equals(id))
        .map(Map.Entry::getValue);
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return Optional.ofNullable(
            answers.outputs().spends().get(new HeldOutputs.Created(output, created.height())))
        .map(HeldSpend::spend)
        .orElseGet(Spend.Unknown::new);
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return Optional.ofNullable(answers.outputs().blocks().get(new HeldOutputs.Block(chain, height)))
        .flatMap(whole -> whole);
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return Optional.ofNullable(answers.described().get(asset))
        .or(() ->
            asset instanceof Coin coin ? Optional.of(AssetDescription.of(coin)) : Optional.empty());
  }
}
