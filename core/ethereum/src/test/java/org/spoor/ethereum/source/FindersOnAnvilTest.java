package org.spoor.ethereum.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.wire.HttpNode;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.Cast;
import org.spoor.ethereum.anvil.TheftOnAnvil;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/** Every way of finding transactions, over a real node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FindersOnAnvilTest {

  private static final int LIMIT = 1000;

  private Anvil anvil;
  private TheftOnAnvil theft;
  private Node node;
  private Span span;

  @BeforeAll
  void play() {
    anvil = Anvil.start();
    theft = TheftOnAnvil.playedOn(anvil);
    Endpoint endpoint =
        new Endpoint("anvil", anvil.url(), Optional.empty(), Endpoint.KeyPlace.PATH, 100_000);
    node = HttpNode.of(endpoint, Meter.of(Budget.of(OptionalLong.empty())));
    span = new Span(1, anvil.height());
  }

  @AfterAll
  void end() {
    anvil.close();
  }

  private Set<Address> everybody() {
    return theft.transfers().stream()
        .flatMap(transfer -> Stream.of(transfer.from(), transfer.to()))
        .filter(Address.class::isInstance)
        .map(Address.class::cast)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Set<TxId> expected(Address address) {
    return theft.history(address).stream().map(Transfer::tx).collect(Collectors.toSet());
  }

  /** Without calls of no value, which leave balances as they were. */
  private Set<TxId> moving(Address address) {
    return theft.history(address).stream()
        .filter(transfer -> !transfer.amount().isZero())
        .map(Transfer::tx)
        .collect(Collectors.toSet());
  }

  private Map<Address, Finding> find(Finder ether) {
    return new CombinedFinder(
            List.of(ether), List.of(new LogFinder(node, span.to(), LIMIT, Set.of())))
        .find(everybody(), span);
  }

  private void assertAllFound(Map<Address, Finding> found, Set<Address> addresses) {
    for (Address address : addresses) {
      assertThat(requireNonNull(found.get(address)).transactions())
          .as("transactions of %s", address)
          .containsAll(expected(address));
    }
  }

  @Test
  void traceFilter_everybody_allFoundWithoutGap() {
    Map<Address, Finding> found = find(new TraceFilterFinder(node, span.to(), LIMIT));

    assertAllFound(found, everybody());
    assertThat(found.values()).allMatch(finding -> finding.gaps().isEmpty());
  }

  /** This node does not name heirs of self-destructs so. */
  @Test
  void otterscan_everybody_allButTheHeirFound() {
    Map<Address, Finding> found = find(new OtterscanFinder(node, span.to(), LIMIT));

    Set<Address> overlooked = everybody();
    overlooked.removeIf(a -> requireNonNull(found.get(a)).transactions().containsAll(expected(a)));
    assertThat(overlooked)
        .allMatch(a -> theft.history(a).stream().allMatch(t -> t.from().equals(Cast.MAYFLY)));
  }

  @Test
  void bisect_everybodyTraced_allOfPlainAccountsFoundWithoutGap() {
    TraceInternals internals = new TraceInternals(node, span.to());
    bisected(internals, internals);
  }

  @Test
  void bisect_everybodyDebugged_allOfPlainAccountsFoundWithoutGap() {
    DebugInternals internals = new DebugInternals(node, span.to());
    bisected(internals, internals);
  }

  /** Of the contract that lived within one transaction the state knows nothing. */
  private void bisected(Internals internals, BlockInternals blocks) {
    Map<Address, Finding> found =
        find(new BisectFinder(node, internals, Optional.of(blocks), span.to(), LIMIT));

    for (Address address : everybody()) {
      Finding of = requireNonNull(found.get(address));
      assertThat(of.transactions().containsAll(moving(address)) || !of.gaps().isEmpty())
          .as("all of %s is found, or a gap is told", address)
          .isEqualTo(!address.equals(Cast.MAYFLY));
    }
    assertThat(requireNonNull(found.get(Cast.THIEF)).gaps()).isEmpty();
    assertThat(requireNonNull(found.get(Cast.EXCHANGE)).gaps()).isEmpty();
  }

  @Test
  void probe_anvil_canAll() {
    assertThat(new Probe(node, 1).ask())
        .isInstanceOfSatisfying(
            Probing.Able.class,
            able -> {
              assertThat(able.missing()).isEmpty();
              assertThat(able.can()).hasSize(7);
              assertThat(able.client()).startsWith("anvil/");
            });
  }
}
