package org.spoor.model.flow;

import java.time.Instant;
import java.util.List;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * A transaction in which several people mix their value, as far as its shape shows (definitions,
 * section 9), and that dirty value came to.
 *
 * @param scheme whose shape it has; what is asserted is the confidence, not the scheme's name
 * @param reasons in words, with figures
 * @param candidates outputs that cannot be told apart, a group for each value, most outputs first
 * @param unmatched spendable outputs of a value of their own: change of one participant or another
 * @param entered the dirty outputs that it spends
 * @param followed whether the trail goes on through it, over its candidates
 */
public record CoinJoin(
    TxId tx,
    Instant time,
    Scheme scheme,
    Confidence confidence,
    List<String> reasons,
    List<Candidates> candidates,
    int unmatched,
    List<OutPoint> entered,
    boolean followed) {

  /** A way in which CoinJoins are made, told by the shape of the transactions. */
  public enum Scheme {
    WHIRLPOOL("Whirlpool"),
    WASABI_1("Wasabi 1"),
    WASABI_2("Wasabi 2"),
    JOINMARKET("JoinMarket-like");

    private final String title;

    Scheme(String title) {
      this.title = title;
    }

    /** As people write it. */
    public String title() {
      return title;
    }
  }

  /** How rarely a transaction that is no CoinJoin has such a shape. */
  public enum Confidence {
    HIGH,
    MEDIUM,
    LOW
  }

  /** One output that may hold a share of the mix. */
  public record Candidate(OutPoint output, Party owner) {}

  /**
   * Outputs of one value: that a share of the mix is in a certain one is a guess of 1 in their
   * number.
   */
  public record Candidates(Amount value, List<Candidate> outputs) {

    public Candidates {
      outputs = List.copyOf(outputs);
      if (outputs.size() < 2) {
        throw new IllegalArgumentException("an output of a value of its own is no candidate");
      }
    }

    /** Of finding the right one by chance, as a fraction. */
    public String odds() {
      return "1/" + outputs.size();
    }
  }

  public CoinJoin {
    reasons = List.copyOf(reasons);
    candidates = List.copyOf(candidates);
    entered = List.copyOf(entered);
  }

  /** How many outputs are candidates, whatever their value. */
  public int candidateCount() {
    return candidates.stream().mapToInt(group -> group.outputs().size()).sum();
  }
}
