package org.spoor.recorded;

import java.util.List;
import java.util.Optional;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.Asked;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;

/**
 * A ledger that answers as an endpoint may: one address is too busy, one history lacks an event of
 * which the history of the other side tells, one transaction could not be looked into.
 */
final class LiveStandIn extends ForwardingReader {

  static final int LIMIT = 100;

  private final Address busy;
  private final Address blind;
  private final Transfer unseen;
  private final RouterCall call;
  private final Asked asked = new Asked();

  /**
   * @param unseen what the history of {@code blind} lacks
   * @param call that the transaction of {@code unseen} is
   */
  LiveStandIn(MemoryLedger ledger, Address busy, Address blind, Transfer unseen, RouterCall call) {
    super(ledger);
    this.busy = busy;
    this.blind = blind;
    this.unseen = unseen;
    this.call = call;
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source("endpoint", asked.sha256()), new Source("other file", "a".repeat(64)));
  }

  @Override
  public List<String> remarks() {
    return asked.remarks();
  }

  @Override
  public List<Transfer> history(Address address) {
    List<Transfer> history =
        address.equals(busy)
            ? List.of()
            : super.history(address).stream()
                .filter(one -> !address.equals(blind) || !one.equals(unseen))
                .toList();
    asked.history(address, history, gaps(address));
    return history;
  }

  @Override
  public List<String> gaps(Address address) {
    if (address.equals(busy)) {
      return List.of("it has more transactions than are read");
    }
    return address.equals(blind) ? List.of("one is missing", "and \"another\", too") : List.of();
  }

  @Override
  public boolean isBusier(Address address, int most) {
    return address.equals(busy) || super.isBusier(address, most);
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    Optional<Amount> first = address.equals(busy) ? Optional.empty() : Optional.of(Amount.of(9));
    return Opening.before(before, address, asset, first, history(address));
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return gaps(address).isEmpty() ? Coverage.COMPLETE : Coverage.PARTIAL;
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    asked.transaction(id, gaps(id));
    return super.transaction(id);
  }

  @Override
  public List<String> gaps(TxId id) {
    return id.equals(unseen.tx()) ? List.of("not looked into") : List.of();
  }

  @Override
  public Optional<RouterCall> routerCall(TxId id) {
    return id.equals(unseen.tx()) ? Optional.of(call) : Optional.empty();
  }

  @Override
  public Optional<Amount> balance(Address address, Asset asset) {
    return address.equals(blind) ? Optional.of(Amount.of(7)) : Optional.empty();
  }
}
