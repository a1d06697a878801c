package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Neighbours in a sorted list that a table may tell in one row. */
record Alike<T>(List<T> members) {

  private static final int WORTH_FOLDING = 3;

  Alike {
    members = List.copyOf(members);
  }

  /**
   * @param fold whether members may share a row at all
   */
  static <T> List<Alike<T>> of(List<T> sorted, BiPredicate<T, T> alike, boolean fold) {
    List<Alike<T>> groups = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || !alike.test(sorted.get(start), sorted.get(i))) {
        add(groups, sorted.subList(start, i), fold);
        start = i;
      }
    }
    return groups;
  }

  private static <T> void add(List<Alike<T>> groups, List<T> members, boolean fold) {
    if (fold && members.size() >= WORTH_FOLDING) {
      groups.add(new Alike<>(members));
    } else {
      members.forEach(member -> groups.add(new Alike<>(List.of(member))));
    }
  }

  T first() {
    return members.getFirst();
  }

  int size() {
    return members.size();
  }
}
