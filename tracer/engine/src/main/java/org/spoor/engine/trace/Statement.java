package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Shares;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** Draws up the conservation statement of a run (definitions, section 4). */
final class Statement {

  private record Key(String incident, Asset asset) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byIncident = incident.compareTo(other.incident);
      return byIncident != 0 ? byIncident : asset.compareTo(other.asset);
    }
  }

  private static final class Line {
    private Amount seeded = Amount.ZERO;
    private Amount convertedIn = Amount.ZERO;
    private final Map<EndKind, Amount> ended = new EnumMap<>(EndKind.class);
  }

  private final Origins origins;
  private final boolean conserves;
  private final Map<Key, Line> lines = new TreeMap<>();

  Statement(Origins origins, boolean conserves) {
    this.origins = origins;
    this.conserves = conserves;
  }

  /**
   * @throws SpoorException NOT_CONSERVED if a line does not add up
   */
  List<Conservation> of(Books books) {
    books.seeded().forEach((asset, shares) -> seed(asset, shares));
    books.convertedIn().forEach((asset, shares) -> convert(asset, shares));
    books.forEachEnd(this::end);
    List<Conservation> statement = new ArrayList<>();
    lines.forEach((key, line) -> statement.add(checked(conservation(key, line))));
    return statement;
  }

  private void seed(Asset asset, Shares shares) {
    forEachIncident(asset, shares, (line, amount) -> line.seeded = line.seeded.plus(amount));
  }

  private void convert(Asset asset, Shares shares) {
    forEachIncident(
        asset, shares, (line, amount) -> line.convertedIn = line.convertedIn.plus(amount));
  }

  private interface Booking {
    void book(Line line, Amount amount);
  }

  private void forEachIncident(Asset asset, Shares shares, Booking booking) {
    for (int i = 0; i < shares.size(); i++) {
      Amount amount = shares.amount(i);
      origins.sources(shares.origin(i)).stream()
          .map(Origin::incident)
          .distinct()
          .forEach(incident -> booking.book(line(incident, asset), amount));
    }
  }

  private void end(EndKind kind, Asset asset, Shares shares) {
    forEachIncident(asset, shares, (line, amount) -> line.ended.merge(kind, amount, Amount::plus));
  }

  private Line line(String incident, Asset asset) {
    return lines.computeIfAbsent(new Key(incident, asset), key -> new Line());
  }

  private Conservation conservation(Key key, Line line) {
    Amount tainted = line.ended.values().stream().reduce(Amount.ZERO, Amount::plus);
    return new Conservation(
        key.incident(),
        key.asset(),
        line.seeded,
        line.convertedIn,
        line.ended,
        conserves ? Optional.empty() : Optional.of(tainted));
  }

  private Conservation checked(Conservation line) {
    if (conserves && !line.isExact()) {
      throw SpoorException.notConserved(
          "%s, %s: seeded %s and converted in %s, but %s not followed and %s ended"
              .formatted(
                  line.incident(),
                  line.asset().text(),
                  line.seeded(),
                  line.convertedIn(),
                  line.notFollowed(),
                  line.ended()));
    }
    return line;
  }
}
