package org.spoor.engine.taint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.spoor.model.value.Amount;

/** HAIRCUT on the outputs and the fee of one transaction on a UTXO chain. */
final class HaircutSplit {

  private final Amount dirty;
  private final Amount whole;
  private final List<Amount> outputs;
  private final Amount fee;

  private HaircutSplit(Amount dirty, Amount whole, List<Amount> outputs, Amount fee) {
    this.dirty = dirty;
    this.whole = whole;
    this.outputs = outputs;
    this.fee = fee;
  }

  static List<Lots> of(Lots inputs, List<Amount> outputs, Amount fee) {
    Shares shares = Shares.of(inputs);
    Amount[] weights = shares.weights();
    Lots clean = cleanOf(inputs);
    List<Amount> dirtyParts =
        new HaircutSplit(inputs.dirty(), inputs.total(), outputs, fee).dirtyParts();
    List<Lots> parts = new ArrayList<>();
    for (int j = 0; j <= outputs.size(); j++) {
      Amount value = j < outputs.size() ? outputs.get(j) : fee;
      Lots part = new Lots();
      if (!dirtyParts.get(j).isZero()) {
        shares.move(dirtyParts.get(j), weights, part);
      }
      clean.moveOldest(value.minus(dirtyParts.get(j)), part);
      parts.add(part);
    }
    return parts;
  }

  private static Lots cleanOf(Lots inputs) {
    Lots clean = new Lots();
    for (int i = 0; i < inputs.size(); i++) {
      if (!Origins.isDirty(inputs.origin(i))) {
        clean.addNewest(inputs.amount(i), inputs.origin(i));
      }
    }
    return clean;
  }

  /** floor(o_j * T / S) for each output; the rest is the fee's, what does not fit the outputs'. */
  private List<Amount> dirtyParts() {
    List<Amount> parts = new ArrayList<>();
    for (Amount output : outputs) {
      parts.add(whole.isZero() ? Amount.ZERO : output.timesOver(dirty, whole));
    }
    Amount rest = dirty.minus(parts.stream().reduce(Amount.ZERO, Amount::plus));
    Amount over = rest.minusOrZero(fee);
    if (!over.isZero()) {
      spread(over.toBigInteger().intValueExact(), parts);
    }
    parts.add(rest.minus(over));
    return parts;
  }

  /** Every output with a remainder has room for one more unit, and there are enough of them. */
  private void spread(int units, List<Amount> parts) {
    List<Amount> remainders = outputs.stream().map(o -> o.remainderOver(dirty, whole)).toList();
    IntStream.range(0, outputs.size())
        .boxed()
        .sorted(Comparator.<Integer, Amount>comparing(remainders::get).reversed())
        .filter(j -> parts.get(j).compareTo(outputs.get(j)) < 0)
        .limit(units)
        .forEach(j -> parts.set(j, parts.get(j).plus(Amount.of(1))));
  }
}
