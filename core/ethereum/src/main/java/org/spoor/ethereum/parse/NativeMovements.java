package org.spoor.ethereum.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/** The native value that one transaction moves, gathered in trace order. */
final class NativeMovements {

  private final boolean beforeCancun;
  private final List<Movement> movements = new ArrayList<>();
  private final Set<Address> created = new HashSet<>();

  NativeMovements(boolean beforeCancun) {
    this.beforeCancun = beforeCancun;
  }

  void call(Address from, Address to, Amount value) {
    add(Piece.giver(from), Piece.taker(to), value);
  }

  void creation(Address from, Address contract, Amount endowment) {
    created.add(contract);
    call(from, contract, endowment);
  }

  /** See {@link Traces} for one in favour of itself. */
  void selfDestruct(Address contract, Address heir, Amount balance) {
    if (!contract.equals(heir)) {
      call(contract, heir, balance);
    } else if (beforeCancun || created.contains(contract)) {
      add(contract, Outside.BURN, balance);
    }
  }

  void reward(Address author, Amount value) {
    add(Outside.ISSUANCE, Piece.taker(author), value);
  }

  private void add(Party from, Party to, Amount value) {
    if (!value.isZero()) {
      movements.add(new Movement(from, to, Piece.ETHER, value));
    }
  }

  List<Movement> inOrder() {
    return List.copyOf(movements);
  }
}
