package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Token;

/** Fake tokens, spam and addresses that look like others. */
class ScreenTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;
  private final Token fake = eth.token("FAKE");

  private void theft() {
    eth.tx("theft").move("victim", "thief", scene.usd, 100);
    scene.steal(
        eth.id("theft"),
        Optional.empty(),
        Optional.of(scene.usd),
        OptionalInt.empty(),
        Optional.empty());
    scene.ledger.calls(scene.usd, "USDT");
    scene.ledger.calls(fake, "U5DT");
    // Stands for the skeletons of UTS #39: here 5 is taken for S.
    scene.confusables = text -> text.replace('5', 'S');
  }

  @Test
  void trace_fakeTokenInASwap_isNeitherTaintNorNetted() {
    theft();
    eth.tx("swap")
        .move("thief", "dex", fake, 100)
        .move("thief", "dex", scene.usd, 60)
        .move("dex", "thief", fake, 5)
        .move("dex", "thief", 6);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex USD 60", "HELD thief USD 40", "HELD thief ETH 6");
    assertThat(graph.rejected())
        .hasSize(2)
        .allSatisfy(rejection -> {
          assertThat(rejection.transfer().asset()).isEqualTo(fake);
          assertThat(rejection.reason()).contains("U5DT").contains("imitates");
        });
    assertThat(graph.edges()).noneMatch(edge -> edge.asset().equals(fake));
  }

  @Test
  void trace_fakeNativeCoin_isRejected() {
    theft();
    Token ether = eth.token("ether");
    scene.ledger.calls(ether, "ETH.");
    eth.tx("spam").move("x", "thief", ether, 9);

    assertThat(scene.trace(TaintPolicy.FIFO).rejected()).hasSize(1);
  }

  @Test
  void trace_tokenThatTheIncidentNames_isNeverAnImitation() {
    theft();
    Token other = eth.token("other");
    scene.ledger.calls(other, "USDT");
    eth.tx("second").move("victim", "thief", other, 7);
    scene.steal(
        eth.id("second"),
        Optional.empty(),
        Optional.of(other),
        OptionalInt.empty(),
        Optional.empty());

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.rejected()).isEmpty();
    assertThat(graph.ends()).hasSize(2);
  }

  @Test
  void trace_zeroValueTokenTransfer_isRejected() {
    theft();
    eth.tx("poisoning").move("thief", "a", scene.usd, 0);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.rejected())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo("zero value"));
    assertThat(graph.edges()).hasSize(1);
  }

  @Test
  void trace_zeroValueCoinTransfer_isACallAndIgnored() {
    theft();
    eth.tx("call").move("thief", "a", 0);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.rejected()).isEmpty();
    assertThat(graph.edges()).hasSize(1);
  }

  @Test
  void trace_addressThatLooksLikeTheGenuineOne_isFollowedAndFlagged() {
    Address genuine =
        new Address(eth.at("a").chain(), "0x36ed3c0213565530c35115d93a80f9c04d94e4cb");
    Address twin = new Address(eth.at("a").chain(), "0x36ed762634b816913f465ef4a9c759ae3008e4cb");
    eth.tx("theft").add(eth.at("victim"), genuine, scene.coin, Amount.of(100));
    eth.tx("on").add(genuine, twin, scene.coin, Amount.of(60));
    scene.steal(eth.id("theft"));

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.flagged())
        .singleElement()
        .satisfies(flag -> assertThat(flag.place()).isEqualTo(twin))
        .satisfies(flag -> assertThat(flag.reason()).contains(genuine.text()));
    assertThat(graph.ends()).hasSize(2);
  }

  @Test
  void trace_remarksOfTheReader_areGaps() {
    theft();
    scene.ledger.remarks("order assumed");

    assertThat(scene.gaps(scene.trace(TaintPolicy.FIFO))).containsExactly("REMARK UNKNOWN ?");
  }

  @Test
  void feedHeap_severalFeeds_mergesThemByPosition() {
    eth.tx("1").move("a", "b", 1);
    eth.tx("2").move("b", "c", 1).move("a", "c", 1);
    eth.beside("3").move("c", "a", 1);
    FeedHeap heap = new FeedHeap();
    for (String name : List.of("a", "b", "c", "nobody")) {
      heap.add(new Feed(scene.ledger.history(eth.at(name))));
    }

    List<ChainPosition> seen = new ArrayList<>();
    while (!heap.isEmpty()) {
      seen.add(heap.first().next().position());
      heap.advanceFirst();
    }

    assertThat(seen).hasSize(8).isSorted();
  }
}
