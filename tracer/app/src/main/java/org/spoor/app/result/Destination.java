package org.spoor.app.result;

import java.util.Comparator;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/** Where trails end for one reason: a place, an asset, and why. */
public record Destination(EndKind kind, Party place, Asset asset)
    implements Comparable<Destination> {

  private static final Comparator<Destination> ORDER =
      Comparator.comparing(Destination::asset)
          .thenComparing(Destination::kind)
          .thenComparingInt(d -> placeOrder(d.place))
          .thenComparing(d -> d.place.toString());

  static Destination of(TraceEnd end) {
    return new Destination(end.kind(), end.place(), end.asset());
  }

  private static int placeOrder(Party place) {
    return switch (place) {
      case Address address -> 0;
      case Script script -> 1;
      case Outside outside -> 2;
    };
  }

  @Override
  public int compareTo(Destination other) {
    return ORDER.compare(this, other);
  }
}
