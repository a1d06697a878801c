package org.spoor.model.incident;

import java.util.List;

/** A published figure of what was lost, as its sources print it. */
public record Loss(String unit, String figure, List<String> statedBy, String note) {

  public Loss {
    statedBy = List.copyOf(statedBy);
  }

  /** Whether the figure is in US dollars. */
  public boolean isUsd() {
    return unit.equals("USD");
  }
}
