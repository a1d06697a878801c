package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spoor.engine.pattern.PeelChains.Fate;
import org.spoor.kit.LedgerWriter;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.flow.PeelChain.Stop;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;

/** Chains over transactions written by name; payments are round, remainders are not. */
class PeelChainsTest {

  private static final long START = 9_000_000_000L;

  private final MemoryLedger ledger = new MemoryLedger();
  private final LedgerWriter btc = new LedgerWriter(ledger, Chain.BITCOIN_REGTEST);
  private final Reached reached = new Reached();
  private final Map<OutPoint, Fate> fates = new HashMap<>();
  private String last = "theft:0";
  private long left = START;

  private UtxoTransaction tx(String name, List<String> inputs, List<String> outputs) {
    return btc.tx(name).spends(inputs, outputs);
  }

  private void reach(String name, List<String> inputs, List<String> outputs) {
    reached.add(tx(name, inputs, outputs), true);
  }

  /** The remainder as an input. */
  private String rest() {
    return last + "=" + left;
  }

  /** One hop: a hundredth of a coin, and the fee. */
  private void peel(int number) {
    String before = rest();
    left -= 1_000_010;
    String name = "peel" + number;
    reach(
        name, List.of(before), List.of("shop" + number + "=1000000", "own" + number + "=" + left));
    last = name + ":1";
  }

  private void peel(int from, int to) {
    for (int number = from; number < to; number++) {
      peel(number);
    }
  }

  private List<PeelChain> chains() {
    return reached
        .patterns(output -> fates.getOrDefault(output, Fate.NOT_KNOWN), false)
        .peelChains();
  }

  @Test
  void chains_fiveThousandHops_needNoDeepStack() throws InterruptedException {
    peel(0, 5_000);
    List<PeelChain> found = new ArrayList<>();
    Thread shallow = new Thread(null, () -> found.addAll(chains()), "shallow", 1 << 17);
    shallow.start();
    shallow.join();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().hops()).hasSize(5_000);
  }

  private PeelChain only() {
    assertThat(chains()).hasSize(1);
    return chains().getFirst();
  }

  private OutPoint lastOutput() {
    return new OutPoint(btc.id(last.replaceAll(":.*", "")), 1);
  }

  @Test
  void chain_threeHops_isOne() {
    peel(0, 3);
    fates.put(lastOutput(), Fate.UNSPENT);

    PeelChain chain = only();
    assertThat(chain.stop()).isEqualTo(Stop.UNSPENT);
    assertThat(chain.stoppedBy()).isEmpty();
    assertThat(chain.peeled()).isEqualTo(Amount.of(3_000_000));
    assertThat(chain.hops())
        .extracting(Hop::to)
        .extracting(Object::toString)
        .containsExactly("shop0", "shop1", "shop2");
    assertThat(chain.hops().getLast().remaining()).isEqualTo(Amount.of(left));
  }

  @Test
  void chain_twoHops_isNone() {
    peel(0, 2);

    assertThat(chains()).isEmpty();
  }

  @Test
  void chain_remainderNotLookedUp_stopsAsNotFollowed() {
    peel(0, 3);

    assertThat(only().stop()).isEqualTo(Stop.NOT_FOLLOWED);
  }

  @Test
  void chain_remainderWithACustodian_stopsAsService() {
    peel(0, 3);
    fates.put(lastOutput(), Fate.SERVICE);

    assertThat(only().stop()).isEqualTo(Stop.SERVICE);
  }

  @Test
  void chain_remainderSpentWithOthers_stopsAsMerge() {
    peel(0, 3);
    Input own = btc.input(rest());
    Input others = new Input(new OutPoint(btc.id("else"), 0), btc.at("somebody"), Amount.of(50));
    UtxoTransaction merge = tx("merge", List.of(rest()), List.of("a=1000000", "b=77"));
    reached.add(
        new UtxoTransaction(
            merge.id(), merge.position(), merge.time(), List.of(own, others), merge.outputs()),
        true);

    assertThat(only().stop()).isEqualTo(Stop.MERGE);
    assertThat(only().stoppedBy()).contains(btc.id("merge"));
  }

  @Test
  void chain_severalInputsOfOneOwner_goOn() {
    peel(0, 3);
    reach("more", List.of(rest(), "else:0=50"), List.of("a=1000000", "b=" + (left - 1_000_000)));

    assertThat(only().hops()).hasSize(4);
  }

  @Test
  void chain_remainderThatGrows_stopsAsMerge() {
    peel(0, 3);
    List<String> inputs = List.of(rest(), "else:0=600000", "else:1=600000");
    reach("more", inputs, List.of("a=1000000", "b=" + (left + 1)));

    assertThat(only().hops()).hasSize(3);
    assertThat(only().stop()).isEqualTo(Stop.MERGE);
  }

  @Test
  void chain_voteWithoutWinner_stopsAsAmbiguous() {
    peel(0, 3);
    reach("split", List.of(rest()), List.of("a=2000001", "b=3000001"));

    assertThat(only().stop()).isEqualTo(Stop.AMBIGUOUS);
    assertThat(only().stoppedBy()).contains(btc.id("split"));
  }

  @Test
  void chain_sweptOrFannedOut_stopsAsOtherShape() {
    peel(0, 3);
    reach("sweep", List.of(rest()), List.of("a=" + left));

    assertThat(only().stop()).isEqualTo(Stop.OTHER_SHAPE);
  }

  @Test
  void chain_remainderInACoinJoin_stopsThere() {
    peel(0, 3);
    UtxoTransaction mix = tx("mix", List.of(rest()), List.of("a=2000001", "b=3000001"));
    reached.add(
        mix,
        new Verdict.Mix(Scheme.JOINMARKET, Confidence.LOW, List.of("so it is")),
        List.of(lastOutput()),
        false);

    assertThat(only().stop()).isEqualTo(Stop.COINJOIN);
  }

  @Test
  void chain_5000Hops_isOne() {
    peel(0, 5_000);

    assertThat(only().hops()).hasSize(5_000);
  }

  /** The payment's recipient peels on by himself: two chains, each with its own hops. */
  @Test
  void chain_startedFromAPeeledOutput_isItsOwn() {
    peel(0, 3);
    reach("other0", List.of("peel0:0=1000000"), List.of("x=10000", "y=990000"));
    assertThat(chains()).hasSize(1);
  }

  @Test
  void shapes_thatAreNone_areNotTaken() {
    reach("chain0", List.of("theft:0=90"), List.of("a=80"));
    reach("chain1", List.of("chain0:0=80"), List.of("b=70"));
    reach("chain2", List.of("chain1:0=70"), List.of("c=60"));
    reach("fan", List.of("chain2:0=60"), List.of("d=10", "e=10", "f=10", "g=10"));

    assertThat(chains()).isEmpty();
  }

  @Test
  void chain_cleanTransactions_areNoHops() {
    reached.add(tx("theft", List.of("victim:0=" + START), List.of("a=" + START)), false);
    peel(0, 3);

    assertThat(only().hops()).hasSize(3);
  }
}
