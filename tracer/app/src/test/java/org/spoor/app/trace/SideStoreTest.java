package org.spoor.app.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.app.SampleGraph;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraphStore;
import org.spoor.model.value.Address;

final class SideStoreTest {

  @Test
  void report_savedRuns_tellsWhatWasAddedAndWhatWasThere() {
    try (SideStore store = SideStore.opening(CountingStore::new, "a store")) {
      store.save(SampleGraph.graph());
      store.save(SampleGraph.graph());
      assertThat(store.report())
          .containsExactly(
              "",
              "STORED in a store",
              "  trace 1, 3 nodes and 4 relationships added",
              "  trace 1 was there already, nothing added");
    }
  }

  @Test
  void report_storeOutOfReach_failsOnlyWhenAskedFor() {
    try (SideStore store = SideStore.opening(SideStoreTest::outOfReach, "a store")) {
      store.save(SampleGraph.graph());
      assertThatThrownBy(store::report)
          .isInstanceOfSatisfying(
              SpoorException.class,
              e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE))
          .hasMessage("the result is not stored: nobody there");
    }
  }

  @Test
  void report_nothingToStore_isEmpty() {
    try (SideStore store = SideStore.none()) {
      store.save(SampleGraph.graph());
      assertThat(store.report()).isEmpty();
    }
  }

  private static FlowGraphStore outOfReach() {
    throw SpoorException.unavailable("nobody there");
  }

  /** Adds something the first time and nothing later. */
  private static final class CountingStore implements FlowGraphStore {

    private final List<FlowGraph> saved = new ArrayList<>();

    @Override
    public Saved save(FlowGraph graph) {
      saved.add(graph);
      return saved.size() == 1 ? new Saved("1", 3, 4) : new Saved("1", 0, 0);
    }

    @Override
    public List<StoredEdge> neighbours(Address address) {
      return List.of();
    }

    @Override
    public List<List<StoredEdge>> paths(Address from, Address to, int most) {
      return List.of();
    }

    @Override
    public List<Exposure> exposure(Address address) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
