package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.RememberingNode;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.node.StringNode;

final class FoundBeforeTest {

  private static final Address ACCOUNT = address("a");
  private static final Address CONTRACT = address("c");
  private static final Address BUSY = address("b");
  private static final Set<Address> ALL = Set.of(ACCOUNT, CONTRACT, BUSY);
  private static final int LIMIT = 120;

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
      if (2 * heights.size() > LIMIT) {
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
    found = new FoundBefore(finder, store, "test", "mine", LIMIT);
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

  @Test
  void find_foundBefore_restsOnTheAnswersOfThatSearch() {
    Asking asking = new Asking();
    List<AnswerStore.Used> first = new ArrayList<>();
    try (AnswerStore own = openOwn()) {
      before(asking, own).find(ALL, new Span(1, 50));
      first.addAll(own.used());
    }
    try (AnswerStore cold = openOwn()) {
      Map<Address, Finding> again = before(asking, cold).find(Set.of(ACCOUNT), new Span(1, 50));

      assertThat(again).containsOnlyKeys(ACCOUNT);
      assertThat(asking.asked).hasSize(2);
      assertThat(first).hasSize(2);
      assertThat(cold.used()).isEqualTo(first);
    }
  }

  @Test
  void find_goneOnFromThere_restsOnTheAnswersOfBothSearches() {
    Asking asking = new Asking();
    try (AnswerStore own = openOwn()) {
      before(asking, own).find(Set.of(ACCOUNT), new Span(1, 50));
      before(asking, own).find(Set.of(ACCOUNT), new Span(1, 100));
    }
    try (AnswerStore cold = openOwn()) {
      before(asking, cold).find(Set.of(ACCOUNT), new Span(1, 100));

      assertThat(asking.asked).hasSize(4);
      assertThat(cold.used()).hasSize(4);
    }
  }

  /** Without them, nobody can be shown what it rests on. */
  @Test
  void find_answersForgotten_isLookedForAgain() {
    Asking asking = new Asking();
    try (AnswerStore own = openOwn()) {
      before(asking, own).find(ALL, new Span(1, 50));
      own.prune(Instant.now().plusSeconds(60));
      before(asking, own).find(ALL, new Span(1, 50));
      before(asking, own).find(ALL, new Span(1, 50));

      assertThat(asking.asked).hasSize(4);
    }
  }

  @Test
  void find_notedWithoutWhatItRestsOn_isLookedForAgain() {
    store.note(
        "found by tenths (2): %s from block 1, test".formatted(ACCOUNT.text()),
        "{'to':50,'transactions':[],'credits':[],'gaps':[],'tooBusy':false}".replace('\'', '"'));

    assertThat(found(ACCOUNT, 50).transactions()).hasSize(5);
    assertThat(finder.asked).containsExactly(new Span(1, 50));
  }

  /** Asks a node two things at a time, on threads of their own, for what the tenths tell. */
  private static final class Asking implements Node {

    private final List<Call> asked = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "mine";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      asked.addAll(calls);
      return calls.stream()
          .<Reply>map(call -> new Reply.Result(StringNode.valueOf(call.toString())))
          .toList();
    }
  }

  /** Finds as tenths do, after having asked through a node that remembers. */
  private record Searching(Node node) implements Finder {

    @Override
    public String name() {
      return "tenths";
    }

    @Override
    public Map<Address, Finding> find(Set<Address> addresses, Span span) {
      Together.map(
          List.of("from", "to"),
          side ->
              node.ask(List.of(new Call("search", List.of(side, span.from(), span.to()), true))));
      return new Tenths().find(addresses, span);
    }
  }

  private AnswerStore openOwn() {
    return AnswerStore.open(folder.resolve("own.db"));
  }

  private static FoundBefore before(Node node, AnswerStore store) {
    Meter meter = Meter.of(Budget.of(OptionalLong.empty()));
    Node remembering =
        RememberingNode.of(node, store, "1", meter, (call, answer) -> Optional.empty());
    return new FoundBefore(new Searching(remembering), store, "test", "mine", LIMIT);
  }

  @Test
  void find_moreBlocksThanBefore_isToTheLetterWhatOneSearchFinds() {
    found.find(ALL, new Span(1, 50));
    finder.asked.clear();

    assertThat(found.find(ALL, new Span(1, 100)))
        .isEqualTo(new Tenths().find(ALL, new Span(1, 100)));
    assertThat(found(CONTRACT, 100).gaps()).containsExactly("blocks 1-100: not seen whole");
  }

  /** Transactions and credits together may make an address too busy that neither does alone. */
  @Test
  void find_moreOfBothThanTheLimit_isToTheLetterWhatOneSearchFinds() {
    found.find(Set.of(ACCOUNT), new Span(1, 500));

    assertThat(found.find(Set.of(ACCOUNT), new Span(1, 700)))
        .isEqualTo(new Tenths().find(Set.of(ACCOUNT), new Span(1, 700)));
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

  /** Who has gaps by itself has none where another has found what it lacks. */
  @Test
  void find_wholeThroughAnotherEndpoint_hasNoGaps() {
    Finder whole = new Tenths();
    Finder blind = new Blind(finder, "refused", true);
    FoundBefore one = new FoundBefore(blind, store, "test", "one", LIMIT);
    Map<Address, Finding> first = one.find(Set.of(ACCOUNT), new Span(1, 50));
    assertThat(first.values()).extracting(Finding::gaps).containsExactly(List.of("refused"));
    Map<Address, Finding> second =
        new FoundBefore(whole, store, "test", "two", LIMIT).find(Set.of(ACCOUNT), new Span(1, 50));
    assertThat(second.values()).extracting(Finding::gaps).containsExactly(List.of());
    finder.asked.clear();

    assertThat(one.find(Set.of(ACCOUNT), new Span(1, 50))).isEqualTo(second);
    assertThat(finder.asked).isEmpty();
  }

  @Test
  void find_gapThatMayPass_isLookedForAgain() {
    FoundBefore passing =
        new FoundBefore(new Blind(finder, "refused: odd", false), store, "passing", "mine", LIMIT);
    passing.find(Set.of(ACCOUNT), new Span(1, 50));
    finder.asked.clear();
    passing.find(Set.of(ACCOUNT), new Span(1, 50));

    assertThat(finder.asked).containsExactly(new Span(1, 50));
  }

  @Test
  void find_noteThatIsNone_isOneLine() {
    store.note("found by tenths (5): %s from block 1, test".formatted(ACCOUNT.text()), "{");

    assertThatThrownBy(() -> found.find(Set.of(ACCOUNT), new Span(1, 50)))
        .isInstanceOf(SpoorException.class)
        .hasMessage("%s: what was found by tenths is not as it was noted there".formatted(store));
  }

  /** Finds what another does, and sees a gap that will be there again or not. */
  private record Blind(Finder finder, String gap, boolean isLasting) implements Finder {

    @Override
    public String name() {
      return finder.name();
    }

    @Override
    public Map<Address, Finding> find(Set<Address> addresses, Span span) {
      Map<Address, Finding> findings = new HashMap<>(finder.find(addresses, span));
      findings.replaceAll((address, found) ->
          new Finding(found.transactions(), found.credits(), List.of(gap), false, isLasting));
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
