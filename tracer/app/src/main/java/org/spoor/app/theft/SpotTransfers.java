package org.spoor.app.theft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.app.live.AsOf;
import org.spoor.app.live.LiveAccess;
import org.spoor.ethereum.LookUp;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/** What a transaction moved. */
record SpotTransfers(TxId tx, Optional<Address> to) implements SpotTheft {

  @Override
  public String words() {
    return "--theft-tx " + tx + to.map(address -> " --to " + address).orElse("");
  }

  @Override
  public Found find(LiveAccess access, AsOf asOf) {
    LookUp.Found found = asOf.found("--theft-tx " + tx, access.sources().transaction(tx));
    check(found, Paid.by(found.transaction()));
    return new Found(
        tx.text(),
        "transaction " + tx + to.map(address -> " to " + address).orElse(""),
        found.transaction().time(),
        this::source);
  }

  private void check(LookUp.Found found, Paid paid) {
    boolean pays = to.map(paid::pays).orElse(!paid.isNothing());
    if (!pays && !found.isWhole()) {
      throw SpoorException.unavailable(
          "--theft-tx %s: no endpoint shows what the calls inside it moved%s"
              .formatted(tx, to.map(address -> " to " + address).orElse("")));
    }
    if (!pays) {
      throw SpoorException.invalidInput("--theft-tx %s: %s".formatted(tx, why(found, paid)));
    }
  }

  private String why(LookUp.Found found, Paid paid) {
    if (!found.succeeded()) {
      return "the transaction failed and moved nothing but its fee";
    }
    return paid.isNothing()
        ? "the transaction moved nothing of value to any address"
        : "the transaction pays nothing to --to %s, but %s"
            .formatted(to.map(Address::text).orElse(""), paid.words());
  }

  private TheftSource source(Origin origin) {
    return new StolenTransfer(
        origin, tx, to, Optional.empty(), OptionalInt.empty(), Optional.empty(), List.of());
  }
}
