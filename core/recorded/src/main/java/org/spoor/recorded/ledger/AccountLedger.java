package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** The recorded events of account chains. */
public final class AccountLedger {

  private final List<Transfer> transfers;
  private final Map<Address, List<Transfer>> histories = new HashMap<>();
  private final Map<TxId, Integer> firstOf = new HashMap<>();
  private final Map<Chain, List<Transfer>> chains = new EnumMap<>(Chain.class);
  private final Map<Chain, Head> heads = new EnumMap<>(Chain.class);

  /**
   * @param transfers in the order of chains and positions
   */
  public AccountLedger(List<Transfer> transfers) {
    this.transfers = transfers;
    for (int i = 0; i < transfers.size(); i++) {
      Transfer transfer = transfers.get(i);
      firstOf.putIfAbsent(transfer.tx(), i);
      enter(transfer.from(), transfer);
      if (!transfer.to().equals(transfer.from())) {
        enter(transfer.to(), transfer);
      }
      Chain chain = transfer.asset().chain();
      heads.put(chain, new Head(chain, transfer.position().height(), transfer.time()));
    }
    for (int from = 0, to = 1; to <= transfers.size(); to++) {
      Chain chain = transfers.get(from).asset().chain();
      if (to == transfers.size() || transfers.get(to).asset().chain() != chain) {
        chains.put(chain, Collections.unmodifiableList(transfers.subList(from, to)));
        from = to;
      }
    }
    histories.replaceAll((_, history) -> List.copyOf(history));
  }

  private void enter(Party party, Transfer transfer) {
    if (party instanceof Address address) {
      histories.computeIfAbsent(address, _ -> new ArrayList<>(2)).add(transfer);
    }
  }

  /** The last recorded block of each chain. */
  public Map<Chain, Head> heads() {
    return heads;
  }

  /** All recorded events of a chain. */
  public Optional<List<Transfer>> ofChain(Chain chain) {
    return Optional.ofNullable(chains.get(chain));
  }

  public List<Transfer> history(Address address) {
    return histories.getOrDefault(address, List.of());
  }

  Optional<Long> firstBlock(Address address, Asset asset) {
    return history(address).stream()
        .filter(t -> t.asset().equals(asset))
        .findFirst()
        .map(t -> t.position().height());
  }

  public Optional<AccountTransaction> transaction(TxId id) {
    Integer first = firstOf.get(id);
    return first == null
        ? Optional.empty()
        : Optional.of(new AccountTransaction(id, eventsOf(id, first)));
  }

  /** A transaction's events stand in one block, seldom with others between them. */
  private List<Transfer> eventsOf(TxId id, int first) {
    long height = transfers.get(first).position().height();
    List<Transfer> events = new ArrayList<>();
    for (int i = first; i < transfers.size(); i++) {
      Transfer transfer = transfers.get(i);
      if (transfer.position().height() != height || transfer.asset().chain() != id.chain()) {
        break;
      }
      if (transfer.tx().equals(id)) {
        events.add(transfer);
      }
    }
    return events;
  }
}
