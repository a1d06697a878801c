package org.spoor.engine.taint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.spoor.model.value.Amount;

/** Which lots leave first when value is withdrawn (definitions, section 2). */
public enum TaintPolicy {
  /** Any dirty value makes all of a pool dirty. */
  POISON {
    @Override
    public Pool newPool(Origins origins) {
      return new PoisonPool(origins);
    }

    @Override
    public Amount steal(Lots lots, int source, Origins origins) {
      int all = source;
      for (int i = 0; i < lots.size(); i++) {
        all = origins.union(all, lots.origin(i));
      }
      Amount stolen = lots.total();
      lots.clear();
      lots.addNewest(stolen, all);
      return stolen;
    }

    @Override
    public List<Lots> split(Lots inputs, List<Amount> outputs, Amount fee, Origins origins) {
      int all = Origins.CLEAN;
      for (int i = 0; i < inputs.size(); i++) {
        all = origins.union(all, inputs.origin(i));
      }
      List<Lots> parts = new ArrayList<>();
      for (Amount output : outputs) {
        parts.add(Lots.of(output, all));
      }
      parts.add(Lots.of(fee, all));
      return parts;
    }

    @Override
    public boolean conserves() {
      return false;
    }
  },
  /** Rolling pari passu: each withdrawal takes its proportion. */
  HAIRCUT {
    @Override
    public Pool newPool(Origins origins) {
      return new HaircutPool();
    }

    @Override
    public List<Lots> split(Lots inputs, List<Amount> outputs, Amount fee, Origins origins) {
      return HaircutSplit.of(inputs, outputs, fee);
    }
  },
  /** Oldest lots first: Clayton's Case. */
  FIFO {
    @Override
    public Pool newPool(Origins origins) {
      return new QueuePool(true);
    }
  },
  /** Newest lots first. */
  LIFO {
    @Override
    public Pool newPool(Origins origins) {
      return new QueuePool(false);
    }
  },
  /** Taint in, highest out: dirty lots first. */
  TIHO {
    @Override
    public Pool newPool(Origins origins) {
      return new SortedPool(true);
    }

    @Override
    List<Integer> order(List<Amount> outputs) {
      return super.order(outputs).stream()
          .sorted(Comparator.<Integer, Amount>comparing(outputs::get).reversed())
          .toList();
    }
  },
  /** Lowest intermediate balance: clean lots first. */
  LIBR {
    @Override
    public Pool newPool(Origins origins) {
      return new SortedPool(false);
    }
  };

  /** An empty pool that obeys this policy. */
  public abstract Pool newPool(Origins origins);

  /**
   * Makes the clean ones among {@code lots} stolen from {@code source}; lots that already carry a
   * source keep it, under POISON the sources are united.
   *
   * @return what was clean and is now dirty; under POISON all of it
   */
  public Amount steal(Lots lots, int source, Origins origins) {
    Amount fresh = lots.total().minus(lots.dirty());
    Lots before = new Lots();
    before.addNewest(lots);
    lots.clear();
    for (int i = 0; i < before.size(); i++) {
      int origin = before.origin(i);
      lots.addNewest(before.amount(i), Origins.isDirty(origin) ? origin : source);
    }
    return fresh;
  }

  /**
   * Divides the inputs of a transaction on a UTXO chain.
   *
   * @param inputs the inputs' lots, concatenated in input order, worth {@code outputs} and {@code
   *     fee} together
   * @return the lots of each output, in output order, then those of the fee
   */
  public List<Lots> split(Lots inputs, List<Amount> outputs, Amount fee, Origins origins) {
    Pool pool = newPool(origins);
    pool.deposit(inputs);
    List<Lots> parts = new ArrayList<>();
    IntStream.rangeClosed(0, outputs.size()).forEach(i -> parts.add(new Lots()));
    for (int j : order(outputs)) {
      pool.withdraw(outputs.get(j), parts.get(j));
    }
    pool.withdraw(fee, parts.getLast());
    return parts;
  }

  /** The order in which outputs take their lots. */
  List<Integer> order(List<Amount> outputs) {
    return IntStream.range(0, outputs.size()).boxed().toList();
  }

  /** Whether what it calls dirty adds up to what was stolen. */
  public boolean conserves() {
    return true;
  }
}
