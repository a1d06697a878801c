package org.spoor.engine.pattern;

import java.util.List;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;

/**
 * That a transaction has the shape of a scheme, or may have it.
 *
 * @param sure whether it has it whatever the inputs spend of which that is not known
 */
record Fit(Scheme scheme, Confidence confidence, List<String> reasons, boolean sure) {

  Fit {
    reasons = List.copyOf(reasons);
  }

  /** Whether exchanges make transactions of that shape too, so that their tag speaks against it. */
  boolean isLikeExchanges() {
    return switch (scheme) {
      case WASABI_1, JOINMARKET -> true;
      case WHIRLPOOL, WASABI_2 -> false;
    };
  }
}
