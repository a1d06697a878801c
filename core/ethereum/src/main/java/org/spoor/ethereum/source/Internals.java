package org.spoor.ethereum.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Rules;
import org.spoor.model.value.TxId;

/** Tells the native value that a transaction moved, its own and that of the calls inside it. */
public interface Internals {

  /**
   * @param transactions with the rules of their blocks
   * @return for each transaction its movements in trace order, nothing from reverted calls; empty
   *     where it cannot be told
   */
  Map<TxId, Optional<List<Movement>>> of(Map<TxId, Rules> transactions);
}
