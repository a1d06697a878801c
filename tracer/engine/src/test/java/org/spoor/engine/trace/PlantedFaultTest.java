package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Pool;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Amount;

/** A pool that is off by one unit fails the run at the first event at which it is. */
class PlantedFaultTest {

  private static final Amount ONE = Amount.of(1);

  private final Scene scene = new Scene();

  /** Does wrong when it withdraws 40. */
  enum Fault {
    LOSES_A_UNIT {
      @Override
      void spoil(Lots right, Lots out) {
        right.moveOldest(right.total().minus(ONE), out);
      }
    },
    MAKES_A_UNIT {
      @Override
      void spoil(Lots right, Lots out) {
        int origin = right.origin(0);
        out.addNewest(right);
        out.addNewest(ONE, origin);
      }
    },
    MAKES_A_DIRTY_UNIT_CLEAN {
      @Override
      void spoil(Lots right, Lots out) {
        right.moveOldest(right.total().minus(ONE), out);
        out.addNewest(ONE, Origins.CLEAN);
      }
    };

    abstract void spoil(Lots right, Lots out);
  }

  private record FaultyPool(Pool pool, Fault fault) implements Pool {

    @Override
    public Amount balance() {
      return pool.balance();
    }

    @Override
    public Amount dirty() {
      return pool.dirty();
    }

    @Override
    public void deposit(Lots lots) {
      pool.deposit(lots);
    }

    @Override
    public void depositOldest(Amount amount, int origin) {
      pool.depositOldest(amount, origin);
    }

    @Override
    public void withdraw(Amount amount, Lots out) {
      Lots right = new Lots();
      pool.withdraw(amount, right);
      if (amount.equals(Amount.of(40))) {
        fault.spoil(right, out);
      } else {
        out.addNewest(right);
      }
    }

    @Override
    public void copyTo(Lots out) {
      pool.copyTo(out);
    }
  }

  @BeforeEach
  void tell() {
    scene.eth.opens("victim", scene.coin, 100).tx("theft").move("victim", "thief", 100);
    scene.eth.tx("well").move("thief", "a", 50);
    scene.eth.tx("wrong").move("a", "b", 40);
    scene.eth.tx("later").move("b", "c", 40);
    scene.steal(scene.eth.id("theft"));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void trace_poolOffByOne_namesTheFirstBadEvent(Fault fault) {
    for (TaintPolicy policy : List.of(TaintPolicy.FIFO, TaintPolicy.HAIRCUT, TaintPolicy.TIHO)) {
      assertThatExceptionOfType(SpoorException.class)
          .as("%s under %s", fault, policy)
          .isThrownBy(() ->
              scene.trace(
                  List.of(scene.incident()),
                  policy,
                  scene.ledger,
                  (right, origins) -> new FaultyPool(right.newPool(origins), fault)))
          .withMessageContaining("transaction wrong at 3/0/0")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.NOT_CONSERVED));
    }
  }

  /** Nothing dirty is touched: the amount of what moved tells. */
  @Test
  void trace_cleanUnitLost_namesTheFirstBadEvent() {
    Scene other = new Scene();
    other.eth.opens("a", other.coin, 90).tx("theft").move("victim", "a", 10);
    other.eth.tx("wrong").move("a", "b", 40);
    other.steal(other.eth.id("theft"));

    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() ->
            other.trace(
                List.of(other.incident()),
                TaintPolicy.FIFO,
                other.ledger,
                (right, origins) -> new FaultyPool(right.newPool(origins), Fault.LOSES_A_UNIT)))
        .withMessageContaining("transaction wrong at 2/0/0");
  }

  @Test
  void trace_samePoolsWithoutTheFault_addsUp() {
    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD c ETH 40", "HELD a ETH 10", "HELD thief ETH 50");
  }
}
