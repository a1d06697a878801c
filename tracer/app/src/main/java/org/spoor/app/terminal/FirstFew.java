package org.spoor.app.terminal;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The first few of many, named in one line that says how many are not. */
public final class FirstFew {

  private FirstFew() {}

  public static <T> String of(Collection<T> all, int most, Function<? super T, String> name) {
    String named = all.stream().limit(most).map(name).collect(Collectors.joining(", "));
    int more = all.size() - most;
    return more > 0 ? "%s and %s more".formatted(named, AmountText.count(more)) : named;
  }
}
