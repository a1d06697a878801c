package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.value.Address;

/** What reading ahead does when the source fails. */
class ReadAheadTest {

  private final Scene scene = new Scene();
  private final Address asked = scene.eth.at("a");
  private final AtomicInteger questions = new AtomicInteger();
  private final CountDownLatch failed = new CountDownLatch(1);

  /** Fails the first questions for a history, then answers. */
  private ChainReader failing(int times) {
    return (ChainReader)
        Proxy.newProxyInstance(
            ChainReader.class.getClassLoader(),
            new Class<?>[] {ChainReader.class},
            (proxy, method, arguments) -> {
              if (questions.incrementAndGet() <= times) {
                failed.countDown();
                throw SpoorException.unavailable("out of reach");
              }
              return scene.ledger.history((Address) arguments[0]);
            });
  }

  @Test
  void history_expectedFetchFailed_isAskedOnceMore() throws InterruptedException {
    scene.eth.tx("x").move("x", "a", 1);
    try (ReadAhead reader = new ReadAhead(failing(1), 1)) {
      reader.expect(List.of(asked));
      failed.await();

      assertThat(reader.history(asked)).hasSize(1);
      assertThat(reader.history(asked)).hasSize(1);
      assertThat(questions).hasValue(2);
    }
  }

  @Test
  void history_ownFetchFails_isTheAnswerAndNotKept() {
    try (ReadAhead reader = new ReadAhead(failing(1), 1)) {
      assertThatExceptionOfType(SpoorException.class).isThrownBy(() -> reader.history(asked));
      assertThat(reader.history(asked)).isEmpty();
    }
  }

  @Test
  void history_failsTwice_fails() throws InterruptedException {
    try (ReadAhead reader = new ReadAhead(failing(2), 1)) {
      reader.expect(List.of(asked));
      failed.await();

      assertThatExceptionOfType(SpoorException.class).isThrownBy(() -> reader.history(asked));
    }
  }
}
