package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.ethereum.rpc.AnswerStore;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** What is kept of a search. */
final class FoundBeforeTest {

  private static final Address A = new Address(Chain.ETHEREUM, "0x" + "a".repeat(40));
  private static final Finding SEEN =
      new Finding(
          Set.of(new TxId(Chain.ETHEREUM, "0x" + "1".repeat(64))), List.of("pruned"), false);

  @TempDir private Path folder = Path.of("");
  private AnswerStore store;
  private final Told told = new Told();

  /** Finds what it is told to, and counts. */
  private static final class Told implements Finder {

    private Finding finding = SEEN;
    private int searches;

    @Override
    public String name() {
      return "told";
    }

    @Override
    public Map<Address, Finding> find(Set<Address> addresses, Span span) {
      searches++;
      Map<Address, Finding> found = new HashMap<>();
      addresses.forEach(address -> found.put(address, finding));
      return found;
    }
  }

  @BeforeEach
  void open() {
    store = AnswerStore.open(folder.resolve("answers.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Map<Address, Finding> find() {
    return new FoundBefore(told, store, "somehow").find(Set.of(A), new Span(1, 9));
  }

  @Test
  void find_again_asksNothing() {
    find();

    assertThat(find()).containsEntry(A, SEEN);
    assertThat(told.searches).isEqualTo(1);
  }

  @Test
  void find_gapThatMayPass_isLookedForAgain() {
    told.finding = new Finding(Set.of(), Set.of(), List.of("refused: odd"), false, false);
    assertThat(find()).containsEntry(A, told.finding);
    told.finding = SEEN;

    assertThat(find()).containsEntry(A, SEEN);
    assertThat(told.searches).isEqualTo(2);
  }

  @Test
  void find_noteThatIsNone_isOneLine() {
    store.note("found by told: %s from block 1, somehow".formatted(A.text()), "{");

    assertThatThrownBy(this::find)
        .isInstanceOf(SpoorException.class)
        .hasMessage("%s: what was found by told is not as it was noted there".formatted(store));
  }
}
