package org.spoor.app.theft;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.spoor.app.live.AsOf;
import org.spoor.app.live.LiveAccess;
import org.spoor.app.live.LiveSources;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** What an address held. */
record SpotHolding(Address address, Asset asset, At at) implements SpotTheft {

  @Override
  public String words() {
    return "--holding %s --asset %s --at %s"
        .formatted(
            address,
            asset.text(),
            switch (at) {
              case At.Block(long height) -> Long.toString(height);
              case At.Time(Instant time) -> time.toString();
            });
  }

  @Override
  public Found find(LiveAccess access, AsOf asOf) {
    LiveSources sources = access.sources();
    long block =
        switch (at) {
          case At.Block(long height) -> asOf.checked("--at " + height, height);
          case At.Time(Instant time) -> asOf.height("--at " + time, time, sources);
        };
    Instant time = sources.timeAt(block);
    check(sources.held(address, asset, block), block, time);
    return new Found(
        address.text(),
        "%s of %s after block %d".formatted(asset.text(), address, block),
        time,
        origin -> new StolenHolding(origin, address, asset, block, List.of()));
  }

  private void check(Optional<Amount> held, long block, Instant time) {
    if (held.isEmpty()) {
      throw SpoorException.invalidInput(
          "--asset %s: no token whose contract tells holdings after block %d of %s"
              .formatted(asset.text(), block, time));
    }
    if (held.get().isZero()) {
      throw SpoorException.invalidInput(
          "--holding %s: held no %s after block %d of %s"
              .formatted(address, asset.text(), block, time));
    }
  }

  /** When an address held something. */
  sealed interface At {

    /** After all events of a block. */
    record Block(long height) implements At {}

    /** After all events up to a time, in whole seconds as times of blocks are. */
    record Time(Instant time) implements At {}
  }
}
