package org.spoor.engine.trace;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.trace.SwapDecoder.Trade;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;

/**
 * Finds the swaps whose gain goes to another than the seller: a decoded router call names him, and
 * the net positions of both bear it out (definitions, section 7).
 */
final class RouterSwaps {

  private static final String REASON =
      "net positions in one transaction; the router call names the recipient";

  private final Run run;
  private final Conversions asserted;
  private final Accounts accounts;
  private final SwapDecoder decoder;
  private final Exchanges exchanges;
  private final Map<TxId, @Nullable Conversion> decided = new HashMap<>();

  RouterSwaps(
      Run run, Conversions asserted, Accounts accounts, SwapDecoder decoder, Exchanges exchanges) {
    this.run = run;
    this.asserted = asserted;
    this.accounts = accounts;
    this.decoder = decoder;
    this.exchanges = exchanges;
  }

  /**
   * The swap that the address takes part in by the transaction of {@code transfer}. It is decided
   * when the first event of one of its parties is booked.
   */
  @Nullable Conversion of(Address address, Transfer transfer) {
    Optional<RouterCall> call =
        run.reader
            .routerCall(transfer.tx())
            .filter(RouterCall::isForAnother)
            .filter(one -> one.names(address));
    if (call.isEmpty()) {
      return null;
    }
    if (!decided.containsKey(transfer.tx())) {
      decided.put(transfer.tx(), decode(call.get(), transfer).orElse(null));
    }
    return decided.get(transfer.tx());
  }

  private Optional<Conversion> decode(RouterCall call, Transfer transfer) {
    Account seller = accounts.find(call.seller(), null);
    if (seller == null || isStated(call, transfer.tx())) {
      return Optional.empty();
    }
    List<Transfer> events = eventsOf(transfer.tx());
    Map<Asset, BigInteger> given = decoder.nets(call.seller(), events);
    Map<Asset, BigInteger> taken = decoder.nets(call.recipient(), events);
    Set<Asset> losses = ofSign(-1, given);
    Set<Asset> gains = ofSign(1, taken);
    boolean isForItself = !ofSign(1, given).isEmpty() && gains.isEmpty();
    if (isForItself || losses.stream().allMatch(lost -> seller.place(lost) == null)) {
      return Optional.empty();
    }
    Optional<String> obstacle = obstacle(given, taken);
    if (obstacle.isPresent()) {
      run.gap(
          DataGap.Kind.NOT_DECODED,
          call.seller(),
          Optional.empty(),
          "transaction %s: the router call names %s as recipient; %s"
              .formatted(transfer.tx(), call.recipient().text(), obstacle.get()));
      return Optional.empty();
    }
    Trade trade = new Trade(losses.iterator().next(), gains, Set.of(), REASON);
    return exchanges.begin(trade, transfer, seller, call.recipient(), events);
  }

  /** What somebody states of a party is not decoded again. */
  private boolean isStated(RouterCall call, TxId tx) {
    return asserted.speakOf(tx, call.seller())
        || asserted.gainedIn(tx).stream().anyMatch(one -> one.recipient.equals(call.recipient()));
  }

  private List<Transfer> eventsOf(TxId tx) {
    return run.reader
        .transaction(tx)
        .filter(AccountTransaction.class::isInstance)
        .map(AccountTransaction.class::cast)
        .map(AccountTransaction::transfers)
        .orElse(List.of());
  }

  /** Why the net positions do not show one asset given for what the recipient gains. */
  private static Optional<String> obstacle(
      Map<Asset, BigInteger> given, Map<Asset, BigInteger> taken) {
    Set<Asset> losses = ofSign(-1, given);
    Set<Asset> gains = ofSign(1, taken);
    if (!ofSign(1, given).isEmpty()) {
      return Optional.of("both gain, and only the seller's gain is followed");
    }
    if (losses.size() > 1) {
      return Optional.of(losses.size() + " assets given at once and no value at hand");
    }
    if (gains.isEmpty()) {
      return Optional.of("who gains nothing there");
    }
    if (!ofSign(-1, taken).isEmpty()) {
      return Optional.of("who gives something too");
    }
    return losses.stream().anyMatch(gains::contains)
        ? Optional.of("who gains the asset that is given")
        : Optional.empty();
  }

  private static Set<Asset> ofSign(int sign, Map<Asset, BigInteger> nets) {
    return nets.entrySet().stream()
        .filter(net -> net.getValue().signum() == sign)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
