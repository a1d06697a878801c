package org.spoor.endpoint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Json;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

class RememberingNodeTest {

  @TempDir private Path folder;

  private final Meter meter = Asking.meter();
  private AnswerStore store;

  @BeforeEach
  void open() {
    store = AnswerStore.open(folder.resolve("answers.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A node that records what it is asked. */
  private record Recording(Function<Call, Reply> replies, List<List<Call>> asked) implements Node {

    static Recording of(Function<Call, Reply> replies) {
      return new Recording(replies, new CopyOnWriteArrayList<>());
    }

    @Override
    public String name() {
      return "mine";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      asked.add(calls);
      return calls.stream().map(replies).toList();
    }
  }

  private RememberingNode remembering(Node node) {
    return RememberingNode.of(node, store, "1", meter, RememberingNodeTest::fault);
  }

  private static Optional<String> fault(Call call, JsonNode answer) {
    return answer.asString("").equals("other") ? Optional.of("of another") : Optional.empty();
  }

  private static Reply echo(Call call) {
    return new Reply.Result(Json.MAPPER.valueToTree(call.params()));
  }

  @Test
  void forget_ofWhatWasKept_asksForItAgain() {
    var node = Recording.of(RememberingNodeTest::echo);
    remembering(node).ask(Asking.calls(4));
    remembering(node).forget(List.of(Asking.call(1), Asking.call(3)));

    assertThat(remembering(node).ask(Asking.calls(4))).hasSize(4);

    assertThat(node.asked().getLast()).containsExactly(Asking.call(1), Asking.call(3));
  }

  /** A node that makes a call of its own each time gets room for it. */
  @Test
  void ask_budgetThatEnds_leavesRoomForTheCallsBeside() {
    Meter scarce = Meter.of(Budget.of(OptionalLong.of(6)));
    List<Integer> asked = new CopyOnWriteArrayList<>();
    Node node =
        new Node() {
          @Override
          public String name() {
            return "mine";
          }

          @Override
          public int beside() {
            return 1;
          }

          @Override
          public List<Reply> ask(List<Call> calls) {
            scarce.sending(calls.size() + 1);
            asked.add(calls.size());
            return calls.stream().map(RememberingNodeTest::echo).toList();
          }
        };

    assertThatThrownBy(() ->
            RememberingNode.of(node, store, "1", scarce, (_, _) -> Optional.empty())
                .ask(Asking.calls(9)))
        .isInstanceOfSatisfying(SpoorException.class, e -> assertThat(Budget.isSpent(e)).isTrue());
    assertThat(asked).containsExactly(5);
    assertThat(store.size().entries()).isEqualTo(5);
  }

  @Test
  void ask_someKnown_asksTheOthersAlone() {
    var node = Recording.of(RememberingNodeTest::echo);
    remembering(node).ask(List.of(Asking.call(1), Asking.call(3)));
    List<Reply> replies = remembering(node).ask(Asking.calls(4));
    assertThat(replies).isEqualTo(Asking.calls(4).stream().map(RememberingNodeTest::echo).toList());
    assertThat(node.asked().getLast()).containsExactly(Asking.call(0), Asking.call(2));
    assertThat(meter.usage().remembered()).isEqualTo(2);
  }

  @Test
  void ask_allKnown_asksNothing() {
    var node = Recording.of(RememberingNodeTest::echo);
    remembering(node).ask(Asking.calls(4));
    remembering(node).ask(Asking.calls(4));
    assertThat(node.asked()).hasSize(1);
  }

  @Test
  void ask_sameCallTwiceAtOnce_asksItOnce() {
    var node = Recording.of(RememberingNodeTest::echo);
    assertThat(remembering(node).ask(List.of(Asking.call(1), Asking.call(1)))).hasSize(2);
    assertThat(node.asked()).containsExactly(List.of(Asking.call(1)));
  }

  @Test
  void ask_unsettledNullOrRefused_isNotKept() {
    var unsettled = new Call("eth_blockNumber", List.of(), false);
    var node =
        Recording.of(call ->
            switch (call.method()) {
              case "unknown" -> new Reply.Refusal(-32601, "no such method");
              case "nothing" -> new Reply.Result(Json.MAPPER.nullNode());
              default -> echo(call);
            });
    List<Call> calls =
        List.of(
            unsettled, new Call("unknown", List.of(), true), new Call("nothing", List.of(), true));
    remembering(node).ask(calls);
    remembering(node).ask(calls);
    assertThat(node.asked()).containsExactly(calls, calls);
    assertThat(store.size().entries()).isZero();
  }

  private static Reply refused(Call call) {
    return switch (call.method()) {
      case "busy" -> new Reply.Refusal(-32005, "too many requests");
      case "odd" -> new Reply.Refusal(-32000, "boom");
      default -> new Reply.Refusal(-32601, "no such method");
    };
  }

  private RememberingNode remembering(Node node, String endpoint) {
    return RememberingNode.of(node, store, "1", endpoint, meter, RememberingNodeTest::fault);
  }

  @Test
  void ask_refusedForGood_isKeptOfThatEndpointAlone() {
    var node = Recording.of(RememberingNodeTest::refused);
    List<Call> calls = List.of(Asking.call(1));
    List<Reply> first = remembering(node, "one").ask(calls);

    assertThat(remembering(node, "one").ask(calls)).isEqualTo(first);
    assertThat(OfflineNode.of("mine", store, "1", "one", meter).ask(calls)).isEqualTo(first);
    assertThat(node.asked()).hasSize(1);
    assertThat(store.used())
        .singleElement()
        .extracting(AnswerStore.Used::key)
        .hasToString("eth_getStorageAt (refused) [\"0x1\"]");
    remembering(node, "two").ask(calls);
    assertThat(node.asked()).hasSize(2);
  }

  @Test
  void ask_refusedForTheMomentOrTheAmount_isAskedAgain() {
    var node = Recording.of(RememberingNodeTest::refused);
    List<Call> calls =
        List.of(
            new Call("busy", List.of(), true),
            new Call("odd", List.of(), true),
            new Call("unsettled", List.of(), false),
            Call.ofRange("range", List.of(), true));
    remembering(node, "one").ask(calls);
    remembering(node, "one").ask(calls);

    assertThat(node.asked()).containsExactly(calls, calls);
    assertThat(store.size().entries()).isZero();
  }

  @Test
  void ask_unknownUpToABlock_isKeptForThatBlockAlone() {
    var node = Recording.of(_ -> new Reply.Result(Json.MAPPER.nullNode()));
    List<Call> calls = List.of(pinned("0xa"));
    List<Reply> first = remembering(node, "one").ask(calls);

    assertThat(remembering(node, "one").ask(calls)).isEqualTo(first);
    assertThat(OfflineNode.of("mine", store, "1", "one", meter).ask(calls)).isEqualTo(first);
    assertThat(node.asked()).hasSize(1);
    remembering(node, "one").ask(List.of(pinned("0xb")));
    remembering(node, "two").ask(calls);
    assertThat(node.asked()).hasSize(3);
  }

  private static Call pinned(String hash) {
    return Call.upTo(100, Optional.of(hash), "eth_getTransactionByHash", List.of("0x1"));
  }

  @Test
  void ask_transactionNotFinalYet_isKeptOnceItIs() {
    var heights = new ArrayDeque<>(List.of("null", "\"0x65\"", "\"0x64\""));
    var node =
        Recording.of(_ ->
            new Reply.Result(
                Json.MAPPER.readTree(
                    "{\"hash\":\"0x1\",\"blockNumber\":" + heights.removeFirst() + "}")));
    var call = Call.upTo(100, "eth_getTransactionByHash", List.of("0x1"));
    for (int i = 0; i < 4; i++) {
      remembering(node).ask(List.of(call));
    }
    assertThat(node.asked()).hasSize(3);
  }

  @Test
  void ask_settledOnceDeep_isKeptWhenItTellsThatItIs() {
    List<String> told = new ArrayList<>(List.of("null", "\"many\"", "5", "6", "1"));
    var node =
        Recording.of(_ ->
            new Reply.Result(
                Json.MAPPER.readTree("{\"confirmations\":" + told.removeFirst() + "}")));
    var call = Call.settledOnceDeep("getrawtransaction", List.of("ab"), 6);
    for (int i = 0; i < 6; i++) {
      remembering(node).ask(List.of(call));
    }
    assertThat(node.asked()).hasSize(4);
  }

  @Test
  void ask_largeQuestion_keepsTheBatchesThatCameWhenOneFails() {
    var node =
        Recording.of(call -> {
          if (call.equals(Asking.call(150))) {
            throw SpoorException.unavailable("mine: gone");
          }
          return echo(call);
        });
    assertThatThrownBy(() -> remembering(node).ask(Asking.calls(300))).hasMessage("mine: gone");
    assertThat(store.size().entries()).isEqualTo(200);
  }

  @Test
  void ask_afterAFailure_asksAgain() {
    List<Call> failed = new ArrayList<>();
    var node =
        Recording.of(call -> {
          if (failed.isEmpty()) {
            failed.add(call);
            throw SpoorException.unavailable("mine: gone");
          }
          return echo(call);
        });
    RememberingNode remembering = remembering(node);
    assertThatThrownBy(() -> remembering.ask(Asking.calls(2))).hasMessage("mine: gone");
    assertThat(remembering.ask(Asking.calls(2))).hasSize(2);
  }

  @Test
  void ask_whileTheSameIsOnItsWay_waitsForThatReply() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var node =
        Recording.of(call -> {
          begun.countDown();
          await(goOn);
          return echo(call);
        });
    RememberingNode remembering = remembering(node);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> remembering.ask(Asking.calls(2)));
      begun.await();
      var second = threads.submit(() -> remembering.ask(List.of(Asking.call(1), Asking.call(2))));
      while (node.asked().size() < 2) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertThat(second.get().getFirst()).isEqualTo(first.get().getLast());
    }
    assertThat(node.asked()).containsExactly(Asking.calls(2), List.of(Asking.call(2)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void offline_known_answersWithoutANode() {
    remembering(Recording.of(RememberingNodeTest::echo)).ask(Asking.calls(3));
    assertThat(OfflineNode.of("mine", store, "1", meter).ask(Asking.calls(3)))
        .isEqualTo(Asking.calls(3).stream().map(RememberingNodeTest::echo).toList());
  }

  @Test
  void offline_unknown_namesTheCall() {
    var unknown = new Call("eth_getLogs", List.of("0x" + "f".repeat(5000)), true);
    SpoorException failure =
        catchThrowableOfType(
            SpoorException.class,
            () -> OfflineNode.of("mine", store, "1", meter).ask(List.of(unknown)));
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure.getMessage())
        .startsWith("offline: mine was never asked eth_getLogs [\"0xffff")
        .endsWith("...")
        .hasSizeLessThan(300);
  }

  @Test
  void ask_answerToSomethingElse_isRefusedAndNotKept() {
    var node = Recording.of(_ -> new Reply.Result(Json.MAPPER.valueToTree("other")));
    var call = new Call("eth_getCode", List.of("0x1"), true);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> remembering(node).ask(List.of(call)))
          .isInstanceOf(SpoorException.class)
          .hasMessageContaining("eth_getCode")
          .hasMessageEndingWith("of another");
    }
    assertThat(node.asked()).hasSize(2);
  }
}
