package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.RememberingNode;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;

/** The nodes one over the other, as a run uses them. */
class ResumedRunTest {

  @TempDir private Path folder;

  private static Node node(StandInRpc endpoint, AnswerStore store, Meter meter) {
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    var http = new HttpNode(Asking.endpoint(endpoint.url()), meter, client, 100, 1_000_000);
    var time = new StoodTime();
    var bucket = TokenBucket.full(1000, time);
    var patient = new PatientNode("mine", http, bucket, time, Duration.ofSeconds(5));
    return RememberingNode.of(patient, store, "1", meter, (_, _) -> Optional.empty());
  }

  @Test
  void ask_moreThanTheBudgetAllows_asksAndKeepsThePartThatFits() {
    try (var endpoint = StandInRpc.echo();
        AnswerStore store = AnswerStore.open(folder.resolve("answers.db"))) {
      Meter meter = Meter.of(Budget.of(OptionalLong.of(30)));
      SpoorException failure =
          catchThrowableOfType(
              SpoorException.class, () -> node(endpoint, store, meter).ask(Asking.calls(80)));
      assertThat(failure).hasMessage("the budget of 30 calls was spent: 30 made, 50 more wanted");
      assertThat(Budget.isSpent(failure)).isTrue();
      assertThat(endpoint.visits()).extracting(StandInRpc.Visit::calls).containsExactly(30);
      assertThat(store.size().entries()).isEqualTo(30);
    }
  }

  @Test
  void ask_networkCutInMidRun_keepsWhatIsDoneAndGoesOnFromThere() {
    List<Call> calls = Asking.calls(300);
    try (var endpoint = StandInRpc.echo();
        AnswerStore store = AnswerStore.open(folder.resolve("answers.db"))) {
      endpoint.then(StandInRpc::right, StandInRpc::right).always(StandInRpc::dropped);
      SpoorException failure =
          catchThrowableOfType(
              SpoorException.class, () -> node(endpoint, store, Asking.meter()).ask(calls));
      assertThat(failure.getMessage())
          .startsWith("mine: eth_getStorageAt and 99 more: gave up after")
          .contains("connection lost");
      assertThat(store.size().entries()).isEqualTo(200);

      endpoint.always(StandInRpc::right);
      Meter resumed = Asking.meter();
      assertThat(node(endpoint, store, resumed).ask(calls))
          .extracting(Asking::number)
          .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
      assertThat(resumed.usage().calls()).isEqualTo(100);
      assertThat(resumed.usage().roundTrips()).isEqualTo(1);
      assertThat(resumed.usage().remembered()).isEqualTo(200);

      Meter again = Asking.meter();
      node(endpoint, store, again).ask(calls);
      assertThat(again.usage()).isEqualTo(new Usage(0, 0, 0, 300));
      assertThat(store.used()).hasSize(300);
    }
  }
}
