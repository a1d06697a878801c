package org.spoor.model.incident;

import java.util.List;

/** Who is said to have done it, by whom. */
public record ActorStatement(
    String actor, String name, String by, String date, List<String> statedBy) {

  public ActorStatement {
    statedBy = List.copyOf(statedBy);
  }
}
