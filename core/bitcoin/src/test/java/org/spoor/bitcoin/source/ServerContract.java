package org.spoor.bitcoin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** What holds for every {@link Server} that knows a history, whatever it is asked by. */
public abstract class ServerContract {

  private static final TxId NOBODYS = new TxId(Chain.BITCOIN_REGTEST, "ab".repeat(32));

  /** What servers know. */
  protected final ServedHistory history;

  protected ServerContract(ServedHistory history) {
    this.history = history;
  }

  /** A server of its own for each test, that knows this history and nothing more. */
  protected abstract Server server(ServedHistory history);

  @Test
  void tip_ofAChain_hasSixConfirmations() {
    var block = history.chain().block((int) history.tip());
    assertThat(server(history).tip())
        .isEqualTo(new Tip(history.tip(), block.getHashAsString(), block.time()));
  }

  @Test
  void transactions_inBlocksThatCount_areTheChains() {
    Map<TxId, Confirmed> found = server(history).transactions(ids(history.counting()));
    assertThat(found.keySet()).isEqualTo(ids(history.counting()));
    history
        .counting()
        .forEach(each -> assertSame(Optional.ofNullable(found.get(each.id())).orElseThrow(), each));
  }

  @Test
  void transactions_unknownOrWaitingOrAboveTheTip_areAbsent() {
    Set<TxId> others = new HashSet<>(ids(history.all()));
    others.removeAll(ids(history.counting()));
    assertThat(others).hasSizeGreaterThan(5);
    history.waiting().forEach(each -> others.add(ServedHistory.id(each)));
    others.add(NOBODYS);
    assertThat(server(history).transactions(others)).isEmpty();
  }

  @Test
  void transactions_none_areNone() {
    assertThat(server(history).transactions(Set.of())).isEmpty();
  }

  @Test
  void fates_ofEveryOutput_areThoseOfTheChain() {
    Map<OutPoint, Fate> expected = new HashMap<>();
    history.outputs().forEach(output -> expected.put(output, history.fate(output)));
    assertThat(expected.values().stream().map(Object::getClass).distinct()).hasSize(3);
    assertThat(server(history).fates(expected.keySet())).isEqualTo(expected);
  }

  @Test
  void fates_askedAgain_areTheSame() {
    Server server = server(history);
    Set<OutPoint> outputs = Set.copyOf(history.outputs());
    assertThat(server.fates(outputs)).isEqualTo(server.fates(outputs));
  }

  @Test
  void fates_none_areNone() {
    assertThat(server(history).fates(Set.of())).isEmpty();
  }

  @Test
  void block_thatCounts_isWholeAndInOrder() {
    Server server = server(history);
    for (long height = 1; height <= history.tip(); height++) {
      long at = height;
      List<UtxoTransaction> expected =
          history.counting().stream().filter(t -> t.position().height() == at).toList();
      List<Confirmed> block = server.block(height).orElseThrow();
      assertThat(block).hasSameSizeAs(expected);
      for (int i = 0; i < block.size(); i++) {
        assertSame(block.get(i), expected.get(i));
      }
    }
  }

  @Test
  void block_aboveTheTip_isAbsent() {
    assertThat(server(history).block(history.tip() + 1)).isEmpty();
  }

  private static Set<TxId> ids(List<UtxoTransaction> transactions) {
    return transactions.stream().map(UtxoTransaction::id).collect(Collectors.toSet());
  }

  private static void assertSame(Confirmed found, UtxoTransaction expected) {
    List<Output> worth =
        expected.inputs().stream().map(input -> new Output(input.owner(), input.value())).toList();
    assertThat(found.transaction().with(found.position(), found.time(), worth)).isEqualTo(expected);
    found.stated().ifPresent(stated -> assertThat(stated).isEqualTo(worth));
  }
}
