package org.spoor.bitcoin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Tip;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import tools.jackson.databind.node.ObjectNode;

final class CoreProbeTest {

  private static final String FILTERS = "basic block filter index";

  private final ServedHistory history = ServedHistory.theft();
  private CoreUnderTest run;

  @TempDir private Path folder;

  @BeforeEach
  void open() {
    run = new CoreUnderTest(folder);
  }

  @AfterEach
  void close() {
    run.close();
  }

  private CoreProbing probed(StandInCore core, Network network) {
    try (core) {
      return new CoreProbe(run.http(core.rpc().url(), Optional.of("me:secret")), network).ask();
    }
  }

  private CoreProbing probed(StandInCore core) {
    return probed(core, Network.REGTEST);
  }

  private static List<String> missing(CoreProbing probing) {
    return switch (probing) {
      case CoreProbing.Able able -> able.missing();
      case CoreProbing.Unable(String why) -> throw new AssertionError(why);
    };
  }

  private Tip tip() {
    var block = history.chain().block((int) history.tip());
    return new Tip(history.tip(), block.getHashAsString(), block.time());
  }

  @Test
  void ask_nodeWithAllIndexes_missesNothing() {
    assertThat(probed(new StandInCore(history)))
        .isEqualTo(new CoreProbing.Able("/Satoshi:30.0.0/", tip(), true, true, List.of()));
  }

  @Test
  void ask_userAndPassword_areSent() {
    StandInCore core = new StandInCore(history);
    probed(core);
    assertThat(core.rpc().visits())
        .allMatch(visit -> visit.authorization().equals(Optional.of("Basic bWU6c2VjcmV0")));
  }

  @Test
  void ask_chainOfFewBlocks_countsTheFirst() {
    var young = new ServedHistory(RegtestChain.begin().mineEmpty(2), List.of());
    assertThat(probed(new StandInCore(young)))
        .isInstanceOfSatisfying(
            CoreProbing.Able.class, able -> assertThat(able.tip().height()).isZero());
  }

  @Test
  void ask_noFilters_saysThatSpendersAreNotFound() {
    StandInCore core = new StandInCore(history);
    core.indexes.remove(FILTERS);
    assertThat(missing(probed(core)))
        .containsExactly("no block filter index (blockfilterindex): spenders cannot be found");
  }

  @Test
  void ask_filtersBeingBuilt_saysHowFar() {
    StandInCore core = new StandInCore(history);
    ((ObjectNode) core.indexes.path(FILTERS)).put("synced", false).put("best_block_height", 4);
    assertThat(missing(probed(core)))
        .containsExactly(
            "no block filter index (blockfilterindex), it has only come to block 4:"
                + " spenders cannot be found");
  }

  @Test
  void ask_oldNode_saysWhatItsVersionLacks() {
    assertThat(missing(probed(new StandInCore(history, 230_000))))
        .containsExactly(
            "no scan of block filters before version 25: spenders cannot be found",
            "spends that wait for a block are not seen before version 24");
  }

  @Test
  void ask_nodeThatIsBehind_saysHowFar() {
    StandInCore core = new StandInCore(history);
    core.chainInfo.put("headers", history.chain().height() + 100);
    assertThat(missing(probed(core)))
        .containsExactly(
            "it has %d of %d blocks"
                .formatted(history.chain().height(), history.chain().height() + 100));
  }

  @Test
  void ask_prunedNode_isUnable() {
    StandInCore core = new StandInCore(history);
    core.chainInfo.put("pruned", true);
    assertThat(probed(core))
        .isEqualTo(new CoreProbing.Unable("mine: it is pruned: old blocks are not there"));
  }

  @Test
  void ask_noIndexOfTransactions_isUnable() {
    StandInCore core = new StandInCore(history);
    core.indexes.remove("txindex");
    assertThat(probed(core))
        .isEqualTo(new CoreProbing.Unable("mine: it has no index of all transactions (txindex)"));
  }

  @Test
  void ask_otherNetwork_isUnable() {
    assertThat(probed(new StandInCore(history), Network.MAIN))
        .isEqualTo(
            new CoreProbing.Unable(
                "mine: its chain begins with block %s, expected %s"
                    .formatted(Network.REGTEST.genesis(), Network.MAIN.genesis())));
  }

  @Test
  void ask_callRefused_isUnable() {
    StandInCore core = new StandInCore(history);
    core.rpc()
        .always(
            StandInRpc.changed(answer -> {
              answer.forEach(reply -> {
                ((ObjectNode) reply).remove("result");
                ((ObjectNode) reply)
                    .putObject("error")
                    .put("code", -28)
                    .put("message", "Verifying");
              });
              return answer;
            }));
    assertThat(probed(core))
        .isEqualTo(new CoreProbing.Unable("mine: getblockchaininfo is refused: Verifying"));
  }

  @Test
  void ask_nonsense_isMalformed() {
    StandInCore core = new StandInCore(history);
    core.chainInfo.put("blocks", "many");
    SpoorException failure = catchThrowableOfType(SpoorException.class, () -> probed(core));
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    assertThat(failure).hasMessageStartingWith("mine: ").hasMessageContaining("blocks: expected");
  }

  @Test
  void ask_wrongPassword_isUnavailableAndShowsNoPassword() {
    StandInCore core = new StandInCore(history);
    core.rpc().always(StandInRpc.status(401, "no secret"));
    SpoorException failure = catchThrowableOfType(SpoorException.class, () -> probed(core));
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("HTTP 401: no KEY");
  }
}
