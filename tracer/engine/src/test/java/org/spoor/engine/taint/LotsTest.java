package org.spoor.engine.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Amount;

/** The queue of lots against the plainest queue that does the same. */
class LotsTest {

  private record Lot(BigInteger amount, int origin) {}

  /** Lots of single pieces, joined only when they are read. */
  private static final class PlainLots {
    private final Deque<Lot> lots = new ArrayDeque<>();

    void move(BigInteger amount, boolean oldest, PlainLots into) {
      BigInteger rest = amount;
      while (rest.signum() > 0) {
        Lot lot = oldest ? lots.removeFirst() : lots.removeLast();
        BigInteger piece = lot.amount().min(rest);
        rest = rest.subtract(piece);
        into.lots.addLast(new Lot(piece, lot.origin()));
        Lot left = new Lot(lot.amount().subtract(piece), lot.origin());
        if (left.amount().signum() > 0 && oldest) {
          lots.addFirst(left);
        } else if (left.amount().signum() > 0) {
          lots.addLast(left);
        }
      }
    }

    List<Lot> joined() {
      List<Lot> joined = new ArrayList<>();
      for (Lot lot : lots) {
        if (lot.amount().signum() == 0) {
          continue;
        }
        if (!joined.isEmpty() && joined.getLast().origin() == lot.origin()) {
          Lot last = joined.removeLast();
          joined.add(new Lot(last.amount().add(lot.amount()), lot.origin()));
        } else {
          joined.add(lot);
        }
      }
      return joined;
    }

    BigInteger total() {
      return lots.stream().map(Lot::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigInteger dirty() {
      return lots.stream()
          .filter(lot -> Origins.isDirty(lot.origin()))
          .map(Lot::amount)
          .reduce(BigInteger.ZERO, BigInteger::add);
    }
  }

  private static List<Lot> read(Lots lots) {
    List<Lot> read = new ArrayList<>();
    for (int i = 0; i < lots.size(); i++) {
      read.add(new Lot(lots.amount(i).toBigInteger(), lots.origin(i)));
    }
    return read;
  }

  @Test
  void lots_randomMoves_doAsThePlainQueue() {
    for (long seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      int bits = new int[] {3, 40, 64, 100, 127, 128, 200}[random.nextInt(7)];
      Lots lots = new Lots();
      Lots out = new Lots();
      PlainLots plain = new PlainLots();
      PlainLots plainOut = new PlainLots();
      for (int i = 0; i < 60; i++) {
        BigInteger amount = new BigInteger(bits, random);
        int origin = random.nextInt(4);
        switch (random.nextInt(4)) {
          case 0 -> {
            lots.addNewest(Amount.of(amount), origin);
            plain.lots.addLast(new Lot(amount, origin));
          }
          case 1 -> {
            lots.addOldest(Amount.of(amount), origin);
            plain.lots.addFirst(new Lot(amount, origin));
          }
          case 2 -> {
            BigInteger part = random.nextInt(5) == 0 ? plain.total() : amount.min(plain.total());
            lots.moveOldest(Amount.of(part), out);
            plain.move(part, true, plainOut);
          }
          default -> {
            BigInteger part = random.nextInt(5) == 0 ? plain.total() : amount.min(plain.total());
            lots.moveNewest(Amount.of(part), out);
            plain.move(part, false, plainOut);
          }
        }
        String name = "seed %d step %d".formatted(seed, i);
        assertThat(read(lots)).as(name).isEqualTo(plain.joined());
        assertThat(lots.total().toBigInteger()).as(name).isEqualTo(plain.total());
        assertThat(lots.dirty().toBigInteger()).as(name).isEqualTo(plain.dirty());
        assertThat(lots.isDirty()).as(name).isEqualTo(plain.dirty().signum() > 0);
      }
      assertThat(read(out)).as("seed %d", seed).isEqualTo(plainOut.joined());
      Lots copy = new Lots();
      copy.addNewest(out);
      assertThat(read(copy)).as("seed %d", seed).isEqualTo(read(out));
      copy.clear();
      assertThat(copy.total().isZero()).isTrue();
      assertThat(copy.size()).isZero();
    }
  }
}
