package org.spoor.app.trace;

import java.util.Optional;
import org.spoor.engine.trace.ReadAhead;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.value.LedgerModel;

/**
 * The chain reader of a trace, which all of its runs share.
 *
 * @param ahead what {@code reader} is, where it fetches ahead of the trace
 */
record TraceReader(ChainReader reader, Optional<ReadAhead> ahead) implements AutoCloseable {

  private static final int AT_ONCE = 32;

  /**
   * A history that is at hand is read as it is: fetching ahead would only add threads. One that has
   * to be asked for, from a node or an explorer, takes a round trip per question, and is asked
   * ahead of the trace, unless the source does so itself.
   */
  static TraceReader of(ChainReader source) {
    if (source.readsAhead() || isAtHand(source)) {
      return new TraceReader(source, Optional.empty());
    }
    ReadAhead ahead = new ReadAhead(source, AT_ONCE);
    return new TraceReader(ahead, Optional.of(ahead));
  }

  private static boolean isAtHand(ChainReader source) {
    return source.heads().stream()
        .map(Head::chain)
        .filter(chain -> chain.model() == LedgerModel.ACCOUNT)
        .allMatch(chain -> source.ledger(chain).isPresent());
  }

  @Override
  public void close() {
    ahead.ifPresent(ReadAhead::close);
  }
}
