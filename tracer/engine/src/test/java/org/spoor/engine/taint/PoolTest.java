package org.spoor.engine.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Amount;

/** Which lots leave a pool, policy by policy (definitions, section 2). */
class PoolTest {

  private static final int CLEAN = Origins.CLEAN;
  private static final int A = 2;
  private static final int B = 3;

  private final Origins origins =
      new Origins(List.of(new Origin("heist", 1), new Origin("heist", 2), new Origin("heist", 3)));

  private static Lots lots(Object... amountsAndOrigins) {
    Lots lots = new Lots();
    for (int i = 0; i < amountsAndOrigins.length; i += 2) {
      lots.addNewest(Amount.of((int) amountsAndOrigins[i]), (int) amountsAndOrigins[i + 1]);
    }
    return lots;
  }

  private Pool pool(TaintPolicy policy, Object... amountsAndOrigins) {
    Pool pool = policy.newPool(origins);
    pool.deposit(lots(amountsAndOrigins));
    return pool;
  }

  private static String withdraw(Pool pool, long amount) {
    Lots out = new Lots();
    pool.withdraw(Amount.of(amount), out);
    return out.toString();
  }

  /** 30 clean, 20 of A, 10 clean, 40 of B: out of these leaves 55. */
  private String leave(TaintPolicy policy) {
    return withdraw(pool(policy, 30, CLEAN, 20, A, 10, CLEAN, 40, B), 55);
  }

  @Test
  void withdraw_fifo_takesTheOldest() {
    assertThat(leave(TaintPolicy.FIFO)).isEqualTo("[30 of 0, 20 of 2, 5 of 0]");
  }

  @Test
  void withdraw_lifo_takesTheNewestNewestFirst() {
    assertThat(leave(TaintPolicy.LIFO)).isEqualTo("[40 of 3, 10 of 0, 5 of 2]");
  }

  @Test
  void withdraw_tiho_takesDirtyOldestFirst() {
    assertThat(leave(TaintPolicy.TIHO)).isEqualTo("[20 of 2, 35 of 3]");
  }

  @Test
  void withdraw_libr_takesCleanOldestFirst() {
    assertThat(leave(TaintPolicy.LIBR)).isEqualTo("[40 of 0, 15 of 2]");
  }

  /** floor(55 * 60 / 100) = 33 dirty: 11 of A, 22 of B; then 22 clean. */
  @Test
  void withdraw_haircut_takesItsProportion() {
    assertThat(leave(TaintPolicy.HAIRCUT)).isEqualTo("[11 of 2, 22 of 3, 22 of 0]");
  }

  @Test
  void withdraw_poison_takesOnlyDirty() {
    Lots out = new Lots();
    pool(TaintPolicy.POISON, 30, CLEAN, 20, A, 10, CLEAN, 40, B).withdraw(Amount.of(55), out);

    assertThat(out.size()).isEqualTo(1);
    assertThat(out.dirty()).isEqualTo(Amount.of(55));
    assertThat(origins.sources(out.origin(0)))
        .containsExactly(new Origin("heist", 1), new Origin("heist", 2));
  }

  @Test
  void withdraw_poison_isDirtyUntilItIsEmpty() {
    Pool pool = pool(TaintPolicy.POISON, 5, CLEAN);
    assertThat(withdraw(pool, 2)).isEqualTo("[2 of 0]");
    pool.deposit(lots(1, A));
    assertThat(withdraw(pool, 3)).isEqualTo("[3 of 2]");
    pool.deposit(lots(7, CLEAN));
    assertThat(withdraw(pool, 8)).isEqualTo("[8 of 2]");
    pool.deposit(lots(7, CLEAN));
    assertThat(withdraw(pool, 7)).isEqualTo("[7 of 0]");
  }

  @Test
  void deposit_zeroDirtyValue_poisonsNothing() {
    Pool pool = pool(TaintPolicy.POISON, 5, CLEAN);
    pool.deposit(lots(0, A));

    assertThat(withdraw(pool, 5)).isEqualTo("[5 of 0]");
  }

  @Test
  void withdraw_haircutOfEverything_takesAllThatIsDirty() {
    assertThat(withdraw(pool(TaintPolicy.HAIRCUT, 3, CLEAN, 4, A), 7))
        .isEqualTo("[4 of 2, 3 of 0]");
  }

  @Test
  void withdraw_haircutBelowAUnit_takesClean() {
    Pool pool = pool(TaintPolicy.HAIRCUT, 99, CLEAN, 1, A);

    assertThat(withdraw(pool, 50)).isEqualTo("[50 of 0]");
    assertThat(withdraw(pool, 50)).isEqualTo("[1 of 2, 49 of 0]");
  }

  /** 2 of 5 dirty leave: 0.8 of A and 1.2 of B, so A has the larger remainder. */
  @Test
  void withdraw_haircutOfSeveralOrigins_givesTheUnitToTheLargestRemainder() {
    assertThat(withdraw(pool(TaintPolicy.HAIRCUT, 2, A, 3, B), 2)).isEqualTo("[1 of 2, 1 of 3]");
  }

  @Test
  void withdraw_haircutWithEqualRemainders_givesTheUnitToTheFirstOrigin() {
    assertThat(withdraw(pool(TaintPolicy.HAIRCUT, 5, B, 5, A), 1)).isEqualTo("[1 of 2]");
    assertThat(withdraw(pool(TaintPolicy.HAIRCUT, 1, 4, 1, B, 1, A), 2))
        .isEqualTo("[1 of 2, 1 of 3]");
  }

  @Test
  void depositOldest_fifo_leavesFirst() {
    Pool pool = pool(TaintPolicy.FIFO, 5, A);
    pool.depositOldest(Amount.of(3), Origins.UNEXPLAINED);

    assertThat(withdraw(pool, 8)).isEqualTo("[3 of 1, 5 of 2]");
  }

  @Test
  void copyTo_sortedPools_keepTheOrderOfArrival() {
    for (TaintPolicy policy : List.of(TaintPolicy.TIHO, TaintPolicy.LIBR)) {
      Pool pool = pool(policy, 3, CLEAN, 4, A, 5, CLEAN, 6, A, 1, B);
      pool.depositOldest(Amount.of(2), A);
      Lots all = new Lots();
      pool.copyTo(all);

      assertThat(all)
          .as("%s", policy)
          .hasToString("[2 of 2, 3 of 0, 4 of 2, 5 of 0, 6 of 2, 1 of 3]");
    }
  }

  private static Amount random(Random random) {
    return Amount.of(new BigInteger(random.nextInt(140), random));
  }

  private Lots randomLots(Random random) {
    Lots lots = new Lots();
    for (int i = random.nextInt(8); i >= 0; i--) {
      lots.addNewest(random(random), random.nextInt(5));
    }
    return lots;
  }

  @Test
  void withdraw_randomPools_movesExactlyTheAmount() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      for (TaintPolicy policy : TaintPolicy.values()) {
        Pool pool = policy.newPool(origins);
        for (int step = 0; step < 8; step++) {
          pool.deposit(randomLots(random));
          Amount before = pool.balance();
          Amount dirty = pool.dirty();
          Amount amount = before.min(random(random));
          Lots out = new Lots();
          pool.withdraw(amount, out);
          String name = "%s seed %d step %d".formatted(policy, seed, step);
          assertThat(out.total()).as(name).isEqualTo(amount);
          assertThat(pool.balance().plus(amount)).as(name).isEqualTo(before);
          assertThat(pool.dirty().plus(out.dirty())).as(name).isEqualTo(dirty);
          Lots left = new Lots();
          pool.copyTo(left);
          assertThat(left.total()).as(name).isEqualTo(pool.balance());
          assertThat(left.dirty()).as(name).isEqualTo(pool.dirty());
        }
      }
    }
  }

  @Test
  void withdraw_samePool_tihoTakesAtLeastAndLibrAtMostAsMuchTaint() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      Lots held = randomLots(random);
      Amount amount = held.total().min(random(random));
      Amount most = taken(TaintPolicy.TIHO, held, amount);
      Amount least = taken(TaintPolicy.LIBR, held, amount);
      for (TaintPolicy policy :
          Stream.of(TaintPolicy.values()).filter(TaintPolicy::conserves).toList()) {
        assertThat(taken(policy, held, amount))
            .as("%s seed %d: %s of %s", policy, seed, amount, held)
            .isBetween(least, most);
      }
      assertThat(taken(TaintPolicy.POISON, held, amount))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(most);
    }
  }

  private Amount taken(TaintPolicy policy, Lots held, Amount amount) {
    Pool pool = policy.newPool(origins);
    pool.deposit(held);
    Lots out = new Lots();
    pool.withdraw(amount, out);
    return out.dirty();
  }

  /** Largest remainders by the book, on plain integers. */
  @Test
  void withdraw_haircutOfSeveralOrigins_isDividedByLargestRemainders() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      long[] has = {random.nextInt(30), random.nextInt(30), random.nextInt(30)};
      long clean = random.nextInt(40);
      long dirty = has[0] + has[1] + has[2];
      long amount = random.nextLong(dirty + clean + 1);
      long part = dirty == 0 ? 0 : amount * dirty / (dirty + clean);
      long[] gives = largestRemainders(part, has, dirty);
      Lots expected = new Lots();
      for (int i = 0; i < 3; i++) {
        expected.addNewest(Amount.of(gives[i]), A + i);
      }
      expected.addNewest(Amount.of(amount - part), CLEAN);
      Pool pool =
          pool(
              TaintPolicy.HAIRCUT,
              (int) clean,
              CLEAN,
              (int) has[2],
              4,
              (int) has[0],
              A,
              (int) has[1],
              B);

      assertThat(withdraw(pool, amount)).as("seed %d", seed).isEqualTo(expected.toString());
    }
  }

  private static long[] largestRemainders(long part, long[] has, long all) {
    long[] gives = new long[has.length];
    List<Integer> order = new ArrayList<>();
    long left = part;
    for (int i = 0; i < has.length; i++) {
      gives[i] = all == 0 ? 0 : part * has[i] / all;
      left -= gives[i];
      order.add(i);
    }
    order.sort((a, b) -> Long.compare(part * has[b] % all, part * has[a] % all));
    for (int i = 0; i < left; i++) {
      gives[order.get(i)]++;
    }
    return gives;
  }

  @Test
  void steal_cleanLots_takeTheSourceAndDirtyOnesKeepTheirs() {
    Lots lots = lots(5, CLEAN, 3, A, 2, Origins.UNEXPLAINED);

    assertThat(TaintPolicy.FIFO.steal(lots, B, origins)).isEqualTo(Amount.of(7));
    assertThat(lots).hasToString("[5 of 3, 3 of 2, 2 of 3]");
  }

  @Test
  void steal_poison_unitesTheSources() {
    Lots lots = lots(5, A);

    assertThat(TaintPolicy.POISON.steal(lots, B, origins)).isEqualTo(Amount.of(5));
    assertThat(origins.sources(lots.origin(0)))
        .containsExactly(new Origin("heist", 1), new Origin("heist", 2));
  }
}
