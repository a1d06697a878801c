package org.spoor.ethereum.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Rules;
import org.spoor.model.value.TxId;

/** Tells the native value that the transactions of whole blocks moved. */
public interface BlockInternals {

  /**
   * @param blocks the rules of each, by height
   * @return for each height the movements of its transactions in trace order, nothing from reverted
   *     calls; empty where it cannot be told
   */
  Map<Long, Optional<Map<TxId, List<Movement>>>> ofBlocks(Map<Long, Rules> blocks);
}
