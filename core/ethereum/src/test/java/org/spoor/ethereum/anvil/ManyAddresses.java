package org.spoor.ethereum.anvil;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.spoor.ethereum.anvil.Anvil.Payment;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * Stolen ether that runs through many plain accounts, level by level: each account pays half of
 * what it gets to its own successor on the next level and half to its neighbour's, and keeps
 * nothing.
 *
 * @param theft of {@link #STOLEN} from {@link Cast#VICTIM}
 * @param attacker pays the accounts of the first level
 * @param levels all of one width
 * @param rest what each account of the last level is left with
 */
public record ManyAddresses(
    TxId theft, Address attacker, List<List<Address>> levels, BigInteger rest) {

  public static final BigInteger STOLEN =
      BigInteger.valueOf(9_000).multiply(BigInteger.TEN.pow(18));

  public ManyAddresses {
    levels = List.copyOf(levels);
  }

  /**
   * Plays it on a fresh node; all of it is finalised at the end.
   *
   * @param addresses in all levels, a multiple of {@code depth}
   * @param between empty blocks before each level's payments
   */
  public static ManyAddresses playedOn(Anvil anvil, int addresses, int depth, int between) {
    if (depth < 1 || addresses % depth != 0 || addresses / depth < 2) {
      throw new IllegalArgumentException(addresses + " addresses on " + depth + " levels");
    }
    List<List<Address>> levels =
        IntStream.range(0, depth).mapToObj(l -> level(l, addresses / depth)).toList();
    TxId theft = anvil.pay(Cast.VICTIM, Cast.THIEF, STOLEN);
    anvil.mine();
    BigInteger each = spread(anvil, levels.getFirst());
    for (int l = 1; l < depth; l++) {
      anvil.mine(between);
      each = passOn(anvil, levels.get(l - 1), levels.get(l), each);
    }
    anvil.mine(3);
    return new ManyAddresses(theft, Cast.THIEF, levels, each);
  }

  private static List<Address> level(int level, int width) {
    return IntStream.range(0, width)
        .mapToObj(i -> Cast.account("level " + level + ", account " + i))
        .toList();
  }

  /** Returns what each gets. */
  private static BigInteger spread(Anvil anvil, List<Address> to) {
    BigInteger width = BigInteger.valueOf(to.size());
    BigInteger each = STOLEN.divide(width).subtract(Anvil.PAYMENT_FEE);
    List<Payment> payments =
        IntStream.range(0, to.size())
            .mapToObj(i -> new Payment(Cast.THIEF, i, to.get(i), each))
            .toList();
    anvil.payAll(payments);
    anvil.mine();
    return each;
  }

  private static BigInteger passOn(
      Anvil anvil, List<Address> from, List<Address> to, BigInteger each) {
    BigInteger half = each.divide(BigInteger.TWO).subtract(Anvil.PAYMENT_FEE);
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      payments.add(new Payment(from.get(i), 0, to.get(i), half));
      payments.add(new Payment(from.get(i), 1, to.get((i + 1) % to.size()), half));
    }
    anvil.payAll(payments);
    anvil.mine();
    return half.add(half);
  }
}
