package org.spoor.engine.pattern;

import java.util.List;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;

/** Whether a transaction is a CoinJoin, and why; reasons are in words, with figures. */
public sealed interface Verdict {

  /** The verdict on what has no such shape. */
  Plain PLAIN = new Plain();

  /**
   * A CoinJoin.
   *
   * @param scheme the most specific of those whose shape it has
   */
  record Mix(Scheme scheme, Confidence confidence, List<String> reasons) implements Verdict {

    public Mix {
      reasons = List.copyOf(reasons);
    }
  }

  /** A Whirlpool Tx0: one owner divides value into the equal inputs of later rounds. */
  record Premix(List<String> reasons) implements Verdict {

    public Premix {
      reasons = List.copyOf(reasons);
    }
  }

  /** The outputs of a CoinJoin, and inputs of which too little is known to say that it is one. */
  record Undecided(Scheme scheme, List<String> reasons) implements Verdict {

    public Undecided {
      reasons = List.copyOf(reasons);
    }
  }

  /** What speaks against a CoinJoin of that shape. */
  enum Veto {
    /** Exactly two equal outputs of three or four: one owner makes it look like two. */
    STONEWALL,
    /** An input is attributed to an exchange. */
    EXCHANGE
  }

  /**
   * The shape of a CoinJoin, and something that speaks against it.
   *
   * @param reasons the last one tells the veto
   */
  record Vetoed(Scheme scheme, Veto veto, List<String> reasons) implements Verdict {

    public Vetoed {
      reasons = List.copyOf(reasons);
    }
  }

  /** No CoinJoin. */
  record Plain() implements Verdict {}
}
