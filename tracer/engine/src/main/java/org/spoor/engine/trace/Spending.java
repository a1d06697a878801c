package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/** One transaction of a UTXO chain while it is divided. */
final class Spending {

  final UtxoTransaction transaction;
  final Lots inputs = new Lots();
  final List<OutPoint> dirtyInputs = new ArrayList<>();

  /** The owner of the first dirty input, else of the first. */
  Party from;

  /** The smallest hop of its dirty inputs. */
  int hop;

  /** Behind a CoinJoin it is a guess which output holds what. */
  boolean guessed;

  Spending(UtxoTransaction transaction, int hop) {
    this.transaction = transaction;
    this.hop = hop;
    this.from = transaction.isCoinbase() ? Outside.ISSUANCE : owner(transaction);
  }

  private static Party owner(UtxoTransaction transaction) {
    return transaction.inputs().getFirst().owner();
  }

  /** Takes in the lots of an input: what was followed until here, or clean value. */
  void add(Input input, Optional<Unspent.Entry> followed) {
    if (followed.isEmpty()) {
      inputs.addNewest(input.value(), Origins.CLEAN);
      return;
    }
    Unspent.Entry entry = followed.get();
    if (dirtyInputs.isEmpty()) {
      from = input.owner();
    }
    hop = dirtyInputs.isEmpty() ? entry.hop() : Math.min(hop, entry.hop());
    dirtyInputs.add(input.spent());
    inputs.addNewest(entry.lots());
  }
}
