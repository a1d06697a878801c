package org.spoor.model.flow;

import java.util.List;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Amount;

/** A dirty amount and the theft sources that it came from. */
public sealed interface Taint {

  /** All of it. */
  Amount total();

  /** Its parts in the order of origins. Under POISON parts overlap and are not to be added. */
  List<Share> shares();

  /** What came from one origin. */
  record Share(Origin origin, Amount amount) implements Taint {

    @Override
    public Amount total() {
      return amount;
    }

    @Override
    public List<Share> shares() {
      return List.of(this);
    }
  }

  /** What came from several origins, or from none. */
  record Mixed(Amount total, List<Share> shares) implements Taint {

    public Mixed {
      shares = List.copyOf(shares);
    }
  }
}
