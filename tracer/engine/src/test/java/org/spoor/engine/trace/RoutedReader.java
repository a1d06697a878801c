package org.spoor.engine.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** A chain reader that knows router calls. */
final class RoutedReader extends ForwardingReader {

  private final Map<TxId, RouterCall> calls;

  RoutedReader(ChainReader source, Map<TxId, RouterCall> calls) {
    super(source);
    this.calls = new HashMap<>(calls);
  }

  @Override
  public Optional<RouterCall> routerCall(TxId id) {
    return Optional.ofNullable(calls.get(id));
  }

  @Override
  public Optional<List<Transfer>> ledger(Chain chain) {
    return source.ledger(chain);
  }
}
