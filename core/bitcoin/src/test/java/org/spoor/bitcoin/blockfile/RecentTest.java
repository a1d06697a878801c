package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentTest {

  private final List<Integer> made = new ArrayList<>();
  private final Recent<Integer, Integer> recent = new Recent<>(parts -> parts);

  private int get(int key) {
    return recent.get(
        key,
        () -> {
          made.add(key);
          return key;
        });
  }

  @Test
  void get_again_isNotMadeAgain() {
    assertThat(get(5) + get(7) + get(5)).isEqualTo(17);
    assertThat(made).containsExactly(5, 7);
  }

  @Test
  void get_moreThanItHolds_dropsTheLeastRecent() {
    get(90_000);
    get(80_000);
    get(90_000);
    get(50_000);

    get(90_000);
    get(80_000);

    assertThat(made).containsExactly(90_000, 80_000, 50_000, 80_000);
  }

  @Test
  void get_largerThanItHolds_isKeptAlone() {
    get(10);
    get(900_000);
    get(900_000);
    get(10);

    assertThat(made).containsExactly(10, 900_000, 10);
  }
}
