package org.spoor.model.incident;

/**
 * The name of a theft source: where a piece of dirty value came from. Ordered by incident id, then
 * number.
 *
 * @param number from 1, in the order in which the incident lists its sources
 */
public record Origin(String incident, int number) implements Comparable<Origin> {

  public Origin {
    if (incident.isBlank() || number < 1) {
      throw new IllegalArgumentException("origin " + incident + "#" + number);
    }
  }

  @Override
  public int compareTo(Origin other) {
    int byIncident = incident.compareTo(other.incident);
    return byIncident != 0 ? byIncident : Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return incident + "#" + number;
  }
}
