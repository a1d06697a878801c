package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.endpoint.AnswerStore;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

final class FoundBeforeTest {

  private static final Address ACCOUNT = address("a");
  private static final Address CONTRACT = address("c");
  private static final Address BUSY = address("b");
  private static final Set<Address> ALL = Set.of(ACCOUNT, CONTRACT, BUSY);
  private static final int LIMIT = 60;

  /**
   * Finds a transaction in every tenth block, and a credit; of the busy address in every block. A
   * contract it does not see whole.
   */
  private static final class Tenths implements Finder {

    private final List<Span> asked = new ArrayList<>();

    @Override
    public String name() {
      return "tenths";
    }

    @Override
    public Map<Address, Finding> find(Set<Address> addresses, Span span) {
      asked.add(span);
      Map<Address, Finding> findings = new HashMap<>();
      addresses.forEach(address -> findings.put(address, finding(address, span)));
      return findings;
    }

    private static Finding finding(Address address, Span span) {
      Set<Long> heights =
          LongStream.rangeClosed(span.from(), span.to())
              .filter(height -> address.equals(BUSY) || height % 10 == 0)
              .boxed()
              .collect(Collectors.toSet());
      if (heights.size() > LIMIT) {
        return new Finding(Set.of(), List.of(), true);
      }
      List<String> gaps =
          address.equals(CONTRACT)
              ? List.of("blocks %d-%d: not seen whole".formatted(span.from(), span.to()))
              : List.of();
      Set<TxId> transactions =
          heights.stream()
              .map(height -> new TxId(Chain.ETHEREUM, "0x%064x".formatted(height)))
              .collect(Collectors.toSet());
      return new Finding(transactions, heights, gaps, false);
    }
  }

  @TempDir private Path folder;
  private final Tenths finder = new Tenths();
  private AnswerStore store;
  private FoundBefore found;

  @BeforeEach
  void open() {
    store = AnswerStore.open(folder.resolve("answers.db"));
    found = new FoundBefore(finder, store, "test", LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void find_sameBlocksAgain_asksNothing() {
    Map<Address, Finding> first = found.find(ALL, new Span(1, 50));
    finder.asked.clear();

    assertThat(found.find(ALL, new Span(1, 50))).isEqualTo(first);
    assertThat(finder.asked).isEmpty();
  }

  /** Without the raw answers of the search: they may be gone by then. */
  @Test
  void find_foundBefore_restsOnWhatWasNoted() {
    found.find(ALL, new Span(1, 50));
    assertThat(store.used()).isEmpty();
    found.find(ALL, new Span(1, 50));

    assertThat(store.used())
        .hasSize(3)
        .allMatch(used -> used.key().method().equals("noted before"))
        .allMatch(used -> used.key().params().startsWith("found by tenths"));
  }

  @Test
  void find_moreBlocksThanBefore_isToTheLetterWhatOneSearchFinds() {
    found.find(ALL, new Span(1, 50));
    finder.asked.clear();

    assertThat(found.find(ALL, new Span(1, 100)))
        .isEqualTo(new Tenths().find(ALL, new Span(1, 100)));
    assertThat(found(CONTRACT, 100).gaps()).containsExactly("blocks 1-100: not seen whole");
  }

  @Test
  void find_plainAccountInMoreBlocks_asksForTheNewOnesAlone() {
    found.find(Set.of(ACCOUNT), new Span(1, 50));
    finder.asked.clear();
    found.find(Set.of(ACCOUNT), new Span(1, 100));

    assertThat(finder.asked).containsExactly(new Span(51, 100));
  }

  @Test
  void find_fewerBlocksThanBefore_hasTheirCreditsAndGaps() {
    Map<Address, Finding> first = found.find(ALL, new Span(1, 50));
    found.find(ALL, new Span(1, 100));

    assertThat(found(CONTRACT, 50)).isEqualTo(first.get(CONTRACT));
    assertThat(found(BUSY, 50)).isEqualTo(first.get(BUSY));
    assertThat(found(ACCOUNT, 50).credits()).containsExactlyInAnyOrder(10L, 20L, 30L, 40L, 50L);
  }

  @Test
  void find_gapThatMayPass_isLookedForAgain() {
    FoundBefore passing = new FoundBefore(new Passing(finder), store, "passing", LIMIT);
    passing.find(Set.of(ACCOUNT), new Span(1, 50));
    finder.asked.clear();
    passing.find(Set.of(ACCOUNT), new Span(1, 50));

    assertThat(finder.asked).containsExactly(new Span(1, 50));
  }

  @Test
  void find_noteThatIsNone_isOneLine() {
    store.note("found by tenths (2): %s from block 1, test".formatted(ACCOUNT.text()), "{");

    assertThatThrownBy(() -> found.find(Set.of(ACCOUNT), new Span(1, 50)))
        .isInstanceOf(SpoorException.class)
        .hasMessage("%s: what was found by tenths is not as it was noted there".formatted(store));
  }

  /** Finds what another does, and calls it passing. */
  private record Passing(Finder finder) implements Finder {

    @Override
    public String name() {
      return finder.name();
    }

    @Override
    public Map<Address, Finding> find(Set<Address> addresses, Span span) {
      Map<Address, Finding> findings = new HashMap<>();
      finder
          .find(addresses, span)
          .forEach((address, found) ->
              findings.put(
                  address,
                  new Finding(
                      found.transactions(),
                      found.credits(),
                      List.of("refused: odd"),
                      false,
                      false)));
      return findings;
    }
  }

  private Finding found(Address address, long to) {
    return Objects.requireNonNull(found.find(ALL, new Span(1, to)).get(address));
  }

  private static Address address(String end) {
    return new Address(Chain.ETHEREUM, "0x" + "0".repeat(39) + end);
  }
}
