package org.spoor.engine.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Amount;

/** How the inputs of a transaction are divided among its outputs and its fee. */
class SplitTest {

  private static final int CLEAN = Origins.CLEAN;
  private static final int A = 2;
  private static final int B = 3;

  private final Origins origins =
      new Origins(List.of(new Origin("heist", 1), new Origin("heist", 2), new Origin("heist", 3)));

  private static Lots lots(long... amountsAndOrigins) {
    Lots lots = new Lots();
    for (int i = 0; i < amountsAndOrigins.length; i += 2) {
      lots.addNewest(Amount.of(amountsAndOrigins[i]), (int) amountsAndOrigins[i + 1]);
    }
    return lots;
  }

  private List<String> split(TaintPolicy policy, Lots inputs, long fee, long... outputs) {
    return policy
        .split(
            inputs, LongStream.of(outputs).mapToObj(Amount::of).toList(), Amount.of(fee), origins)
        .stream()
        .map(Lots::toString)
        .toList();
  }

  /** Inputs: 40 clean, 40 of A, 20 clean. Outputs: 33, 50, 16; fee 1. */
  private List<String> mapped(TaintPolicy policy) {
    return split(policy, lots(40, CLEAN, 40, A, 20, CLEAN), 1, 33, 50, 16);
  }

  @Test
  void split_fifo_cutsInOutputOrder() {
    assertThat(mapped(TaintPolicy.FIFO))
        .containsExactly("[33 of 0]", "[7 of 0, 40 of 2, 3 of 0]", "[16 of 0]", "[1 of 0]");
  }

  @Test
  void split_lifo_reversesTheLots() {
    assertThat(mapped(TaintPolicy.LIFO))
        .containsExactly("[20 of 0, 13 of 2]", "[27 of 2, 23 of 0]", "[16 of 0]", "[1 of 0]");
  }

  @Test
  void split_tiho_servesTheLargestOutputFirst() {
    assertThat(mapped(TaintPolicy.TIHO))
        .containsExactly("[33 of 0]", "[40 of 2, 10 of 0]", "[16 of 0]", "[1 of 0]");
  }

  @Test
  void split_tihoWithEqualOutputs_servesTheLowerIndexFirst() {
    assertThat(split(TaintPolicy.TIHO, lots(5, CLEAN, 5, A), 0, 5, 5))
        .containsExactly("[5 of 2]", "[5 of 0]", "[]");
  }

  @Test
  void split_libr_spendsCleanFirst() {
    assertThat(mapped(TaintPolicy.LIBR))
        .containsExactly("[33 of 0]", "[27 of 0, 23 of 2]", "[16 of 2]", "[1 of 2]");
  }

  /** 13.2, 20 and 6.4 of 40: 13 + 20 + 6, the one that is left is the fee's. */
  @Test
  void split_haircut_givesTheRestToTheFee() {
    assertThat(mapped(TaintPolicy.HAIRCUT))
        .containsExactly(
            "[13 of 2, 20 of 0]", "[20 of 2, 30 of 0]", "[6 of 2, 10 of 0]", "[1 of 2]");
  }

  @Test
  void split_haircutWithoutFee_givesTheUnitToTheLargestRemainder() {
    assertThat(split(TaintPolicy.HAIRCUT, lots(1, A, 1, CLEAN), 0, 1, 1))
        .containsExactly("[1 of 2]", "[1 of 0]", "[]");
    assertThat(split(TaintPolicy.HAIRCUT, lots(2, A, 3, CLEAN), 0, 1, 3, 1))
        .containsExactly("[1 of 2]", "[1 of 2, 2 of 0]", "[1 of 0]", "[]");
  }

  /** Of 5 the outputs get 1 each and the fee 1; the one that is left is the first output's. */
  @Test
  void split_haircutWithTinyFee_overflowsIntoTheOutputs() {
    assertThat(split(TaintPolicy.HAIRCUT, lots(5, A, 2, CLEAN), 1, 2, 2, 2))
        .containsExactly("[2 of 2]", "[1 of 2, 1 of 0]", "[1 of 2, 1 of 0]", "[1 of 2]");
  }

  @Test
  void split_poison_makesEverythingDirty() {
    assertThat(mapped(TaintPolicy.POISON))
        .containsExactly("[33 of 2]", "[50 of 2]", "[16 of 2]", "[1 of 2]");
    assertThat(split(TaintPolicy.POISON, lots(40, CLEAN), 0, 40))
        .containsExactly("[40 of 0]", "[]");
  }

  @Test
  void split_zeroOutputs_getNothing() {
    for (TaintPolicy policy : TaintPolicy.values()) {
      assertThat(split(policy, lots(4, A), 0, 0, 4, 0))
          .as("%s", policy)
          .containsExactly("[]", "[4 of 2]", "[]", "[]");
      assertThat(split(policy, new Lots(), 0, 0)).as("%s", policy).containsExactly("[]", "[]");
    }
  }

  @Test
  void split_lifoTwice_cutsTheNewestFirst() {
    Lots once =
        TaintPolicy.LIFO
            .split(lots(3, A, 3, B), List.of(Amount.of(6)), Amount.ZERO, origins)
            .getFirst();

    assertThat(once).hasToString("[3 of 3, 3 of 2]");
    assertThat(split(TaintPolicy.LIFO, once, 0, 3, 3))
        .containsExactly("[3 of 2]", "[3 of 3]", "[]");
  }

  @Test
  void split_randomTransactions_keepsEveryOriginsValue() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int bits = new int[] {4, 50, 130}[random.nextInt(3)];
      Lots inputs = new Lots();
      for (int i = random.nextInt(6); i >= 0; i--) {
        inputs.addNewest(Amount.of(new BigInteger(bits, random)), random.nextInt(5));
      }
      List<Amount> outputs = new ArrayList<>();
      Amount rest = inputs.total();
      for (int i = random.nextInt(5); i > 0; i--) {
        Amount output = rest.timesOver(Amount.of(random.nextInt(11)), Amount.of(10));
        outputs.add(output);
        rest = rest.minus(output);
      }
      for (TaintPolicy policy : TaintPolicy.values()) {
        String name = "%s seed %d".formatted(policy, seed);
        List<Lots> parts = policy.split(inputs, outputs, rest, origins);
        Lots all = new Lots();
        for (int j = 0; j < parts.size(); j++) {
          Amount value = j < outputs.size() ? outputs.get(j) : rest;
          assertThat(parts.get(j).total()).as(name).isEqualTo(value);
          all.addNewest(parts.get(j));
        }
        if (policy.conserves()) {
          assertThat(byOrigin(all)).as(name).isEqualTo(byOrigin(inputs));
        }
      }
    }
  }

  private static String byOrigin(Lots lots) {
    Lots shares = new Lots();
    Shares.of(lots).copyTo(shares);
    return shares.toString();
  }

  /** An output gets its even share, or one unit more. */
  @Test
  void split_haircut_givesEachOutputItsEvenShareOrAUnitMore() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      Lots inputs = lots(random.nextInt(9), A, random.nextInt(9), CLEAN, random.nextInt(9), B);
      List<Amount> outputs = new ArrayList<>();
      long rest = Long.parseLong(inputs.total().toString());
      while (rest > 0 && random.nextInt(5) > 0) {
        long output = random.nextLong(rest + 1);
        outputs.add(Amount.of(output));
        rest -= output;
      }
      List<Lots> parts = TaintPolicy.HAIRCUT.split(inputs, outputs, Amount.of(rest), origins);
      for (int j = 0; j < outputs.size(); j++) {
        long even =
            inputs.total().isZero()
                ? 0
                : Long.parseLong(
                    outputs.get(j).timesOver(inputs.dirty(), inputs.total()).toString());
        assertThat(Long.parseLong(parts.get(j).dirty().toString()))
            .as("seed %d output %d", seed, j)
            .isBetween(even, even + 1);
      }
    }
  }
}
