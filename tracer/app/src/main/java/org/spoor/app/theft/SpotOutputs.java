package org.spoor.app.theft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.app.live.AsOf;
import org.spoor.app.live.LiveAccess;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.TxId;

/**
 * Outputs of a transaction.
 *
 * @param index of one; absent: all of them
 */
record SpotOutputs(TxId tx, OptionalInt index) implements SpotTheft {

  @Override
  public String words() {
    return "--theft-tx " + named();
  }

  private String named() {
    return tx + index.stream().mapToObj(i -> ":" + i).findFirst().orElse("");
  }

  @Override
  public Found find(LiveAccess access, AsOf asOf) {
    UtxoTransaction found = found(access);
    if (index.orElse(0) >= found.outputs().size()) {
      throw SpoorException.invalidInput(
          "--theft-tx %s:%d: the transaction has %d outputs, counted from 0"
              .formatted(tx, index.orElse(0), found.outputs().size()));
    }
    return new Found(tx.text(), "transaction " + named(), found.time(), this::source);
  }

  private UtxoTransaction found(LiveAccess access) {
    BitcoinSources sources = access.bitcoin(tx.chain());
    return sources
        .reader(List.of(tx))
        .transaction(tx)
        .map(UtxoTransaction.class::cast)
        .orElseThrow(() ->
            SpoorException.unavailable(
                "--theft-tx %s: in no block of %s up to %d, the last one to read"
                    .formatted(tx, tx.chain(), sources.height())));
  }

  private TheftSource source(Origin origin) {
    return new StolenTransfer(
        origin, tx, Optional.empty(), Optional.empty(), index, Optional.empty(), List.of());
  }
}
