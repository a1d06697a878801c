package org.spoor.engine.taint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.spoor.model.incident.Origin;

/**
 * The numbers by which lots name their origins during one run: {@link #CLEAN}, {@link
 * #UNEXPLAINED}, then the theft sources in their order, then, under POISON, sets of them.
 */
public final class Origins {

  /** Value that no theft source accounts for. */
  public static final int CLEAN = 0;

  /** Value that was spent without having been seen to arrive; counts as clean. */
  public static final int UNEXPLAINED = 1;

  private static final int FIRST = 2;

  private final List<List<Origin>> sets = new ArrayList<>();
  private final Map<List<Origin>, Integer> numbers = new HashMap<>();

  public Origins(Collection<Origin> all) {
    sets.add(List.of());
    sets.add(List.of());
    new TreeSet<>(all).forEach(origin -> number(List.of(origin)));
  }

  public static boolean isDirty(int origin) {
    return origin >= FIRST;
  }

  /**
   * @throws IllegalArgumentException if the run does not know the origin
   */
  public int number(Origin origin) {
    Integer number = numbers.get(List.of(origin));
    if (number == null) {
      throw new IllegalArgumentException("unknown origin " + origin);
    }
    return number;
  }

  /** The number of all dirty lots, if there is one theft source only. */
  public OptionalInt onlyDirty() {
    return sets.size() == FIRST + 1 ? OptionalInt.of(FIRST) : OptionalInt.empty();
  }

  /** The theft sources behind a number, in order: none, one, or under POISON several. */
  public List<Origin> sources(int origin) {
    return sets.get(origin);
  }

  /** The origin that stands for both; clean value adds nothing. */
  int union(int a, int b) {
    if (a == b || !isDirty(b)) {
      return a;
    }
    if (!isDirty(a)) {
      return b;
    }
    TreeSet<Origin> both = new TreeSet<>(sets.get(a));
    both.addAll(sets.get(b));
    return number(List.copyOf(both));
  }

  private int number(List<Origin> set) {
    return numbers.computeIfAbsent(
        set,
        key -> {
          sets.add(key);
          return sets.size() - 1;
        });
  }
}
