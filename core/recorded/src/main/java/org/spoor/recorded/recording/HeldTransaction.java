package org.spoor.recorded.recording;

import java.util.List;
import java.util.Optional;
import org.spoor.model.chain.ChainTransaction;

/**
 * What a source has answered to the question for one transaction.
 *
 * @param whole with all its events; none if the source does not know it
 * @param gaps what could not be seen of it, in words
 */
public record HeldTransaction(Optional<ChainTransaction> whole, List<String> gaps) {

  public HeldTransaction {
    gaps = List.copyOf(gaps);
  }
}
