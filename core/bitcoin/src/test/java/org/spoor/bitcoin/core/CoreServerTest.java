package org.spoor.bitcoin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerContract;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Spend;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

final class CoreServerTest extends ServerContract {

  private final List<StandInCore> cores = new ArrayList<>();
  private CoreUnderTest run;

  @TempDir private Path folder;

  CoreServerTest() {
    super(ServedHistory.theft());
  }

  @BeforeEach
  void open() {
    run = new CoreUnderTest(folder);
  }

  @AfterEach
  void close() {
    cores.forEach(StandInCore::close);
    run.close();
  }

  private StandInCore core(ServedHistory known, int version) {
    StandInCore core = new StandInCore(known, version);
    cores.add(core);
    return core;
  }

  private StandInCore core() {
    return core(history, 300_000);
  }

  @Override
  protected Server server(ServedHistory known) {
    return run.server(core(known, 300_000).rpc().url());
  }

  private Set<TxId> ids() {
    return history.counting().stream().map(t -> t.id()).collect(Collectors.toSet());
  }

  private Set<OutPoint> outputs() {
    return Set.copyOf(history.outputs());
  }

  private Map<OutPoint, Fate> told(Server server) {
    return server.fates(outputs());
  }

  @Test
  void offline_afterARun_answersTheSame() {
    StandInCore core = core();
    CoreProbing.Able able = run.able(core.rpc().url());
    Server online = CoreServer.of(run.node(core.rpc().url()), network(), able, run.store());
    var transactions = online.transactions(ids());
    var fates = told(online);
    var block = online.block(history.tip());
    core.close();
    Server offline = run.offline(able);
    assertThat(offline.transactions(ids())).isEqualTo(transactions);
    assertThat(told(offline)).isEqualTo(fates);
    assertThat(offline.block(history.tip())).isEqualTo(block);
  }

  private static Network network() {
    return Network.REGTEST;
  }

  @Test
  void fates_ofAllOutputs_scanTheChainOnce() {
    StandInCore core = core();
    told(run.server(core.rpc().url()));
    List<JsonNode> scans = core.asked("scanblocks");
    assertThat(scans).hasSize(1);
    assertThat(scans.getFirst().path(2).intValue()).isEqualTo(1);
    assertThat(scans.getFirst().path(3).longValue()).isEqualTo(history.chain().height());
  }

  @Test
  void spend_threeThousandOutputs_scansTheChainOnce() {
    int outputs = 3_000;
    RegtestChain chain = RegtestChain.begin().mineEmpty(1);
    Payment fan = new Payment().from(chain.coinbase(1), 0);
    IntStream.range(0, outputs).forEach(i -> fan.to("part " + i, 1_000));
    chain.mine(fan.transaction());
    chain.mine(
        IntStream.range(0, outputs)
            .mapToObj(i -> new Payment().from(fan.transaction(), i).to("on", 900).transaction())
            .toList());
    chain.mineEmpty(6);
    StandInCore core = core(new ServedHistory(chain, List.of()), 300_000);
    try (var reader = new BitcoinReader(run.server(core.rpc().url()), network())) {
      ChainTransaction known =
          reader.transaction(ServedHistory.id(fan.transaction())).orElseThrow();
      List<OutPoint> all =
          IntStream.range(0, outputs).mapToObj(i -> new OutPoint(known.id(), i)).toList();
      reader.expectSpends(all, known.position());
      assertThat(all)
          .allMatch(output -> reader.spend(output, known.position()) instanceof Spend.By);
    }
    assertThat(core.asked("scanblocks")).hasSize(1);
  }

  @Test
  void fates_knownFromAnEarlierRun_areNotAskedAgain() {
    StandInCore first = core();
    var expected = told(run.server(first.rpc().url()));
    StandInCore second = core();
    assertThat(told(run.server(second.rpc().url()))).isEqualTo(expected);
    assertThat(second.asked("scanblocks")).isEmpty();
    assertThat(second.asked("gettxout")).isEmpty();
  }

  @Test
  void fates_unspentAtAnEarlierTip_areScannedFromThereOn() {
    StandInCore first = core();
    told(run.server(first.rpc().url()));
    long before = history.tip();
    RegtestChain grown = history.chain().fork((int) history.chain().height(), "miner");
    grown.mine(history.waiting()).mineEmpty(8);
    var later = new ServedHistory(grown, List.of());
    StandInCore second = core(later, 300_000);
    Map<OutPoint, Fate> found = told(run.server(second.rpc().url()));
    assertThat(found)
        .isEqualTo(outputs().stream().collect(Collectors.toMap(output -> output, later::fate)));
    assertThat(second.asked("scanblocks")).hasSize(1);
    assertThat(second.asked("scanblocks").getFirst().path(2).longValue()).isEqualTo(before + 1);
  }

  @Test
  void fates_withoutFilters_areKnownOfWhatIsUnspentAlone() {
    StandInCore core = core();
    core.indexes.remove("basic block filter index");
    Map<OutPoint, Fate> found = told(run.server(core.rpc().url()));
    assertThat(found.keySet()).isEqualTo(outputs());
    found.forEach((output, fate) -> {
      boolean isSpent =
          history.all().stream()
              .anyMatch(t -> t.inputs().stream().anyMatch(input -> input.spent().equals(output)));
      assertThat(fate)
          .isEqualTo(
              isSpent
                  ? new Fate.Gone("it is spent, but without block filters nobody knows by whom")
                  : history.fate(output));
    });
    assertThat(core.asked("scanblocks")).isEmpty();
  }

  @Test
  void fates_withoutFilters_findLaterWhatAServerWithThemKnows() {
    StandInCore core = core();
    core.indexes.remove("basic block filter index");
    told(run.server(core.rpc().url()));
    Map<OutPoint, Fate> found = told(run.server(core().rpc().url()));
    outputs().forEach(output -> assertThat(found.get(output)).isEqualTo(history.fate(output)));
  }

  /** A filter index may be mended, and a node be replaced. */
  @Test
  void fates_nobodyKnewBefore_areLookedForAgainWhenThereAreMoreBlocks() {
    StandInCore first = core();
    first
        .rpc()
        .always(
            StandInRpc.changed(answer -> {
              if (answer.findValue("relevant_blocks") instanceof ArrayNode named) {
                named.removeAll();
              }
              return answer;
            }));
    Fate.Gone gone = new Fate.Gone("it is spent, but no block that its filter names spends it");
    assertThat(told(run.server(first.rpc().url())).values()).contains(gone);
    assertThat(told(run.server(core().rpc().url())).values()).contains(gone);
    RegtestChain grown = history.chain().fork((int) history.chain().height(), "miner").mineEmpty(1);
    var later = new ServedHistory(grown, history.waiting());
    assertThat(told(run.server(core(later, 300_000).rpc().url())))
        .isEqualTo(outputs().stream().collect(Collectors.toMap(output -> output, later::fate)));
  }

  @Test
  void fates_ofAnEmptyScript_areNotGuessed() {
    RegtestChain chain = RegtestChain.begin();
    chain.mineEmpty(1);
    var open =
        new Payment()
            .from(chain.coinbase(1), 0)
            .toScript("", 1_000)
            .toScript("", 2_000)
            .transaction();
    var taken = new Payment().from(open, 0).to("finder", 1_000).transaction();
    chain.mine(open, taken).mineEmpty(6);
    var known = new ServedHistory(chain, List.of());
    TxId id = ServedHistory.id(open);
    assertThat(server(known).fates(Set.of(new OutPoint(id, 0), new OutPoint(id, 1))))
        .containsEntry(
            new OutPoint(id, 0),
            new Fate.Gone("it is spent, but block filters do not hold an empty script"))
        .containsEntry(new OutPoint(id, 1), new Fate.Unspent());
  }

  @Test
  void fates_ofWhatNoBlockMade_areUnknown() {
    var nobodys = new OutPoint(new TxId(network().chain(), "ab".repeat(32)), 0);
    var beyond = new OutPoint(history.counting().getFirst().id(), 9);
    assertThat(server(history).fates(Set.of(nobodys, beyond)).values())
        .containsOnly(new Fate.Unknown("no block up to the last that counts has made it"));
  }

  @Test
  void block_ofAnOldNode_isToldWithLookedUpPrevouts() {
    StandInCore core = core(history, 220_000);
    Server server = run.server(core.rpc().url());
    long height =
        history.counting().stream()
            .filter(t -> t.inputs().size() > 1)
            .findFirst()
            .orElseThrow()
            .position()
            .height();
    assertThat(server.block(height).orElseThrow())
        .isEqualTo(run.server(core().rpc().url()).block(height).orElseThrow())
        .allMatch(each -> each.stated().isPresent());
  }

  @Test
  void transactions_ofAnOldNode_stateNoPrevouts() {
    Server server = run.server(core(history, 220_000).rpc().url());
    Map<TxId, Confirmed> found = server.transactions(ids());
    assertThat(found.keySet()).isEqualTo(ids());
    assertThat(found.values())
        .allMatch(each -> each.stated().isPresent() == each.transaction().isCoinbase());
  }

  @Test
  void transactions_manyAtOnce_takeTwoRoundTrips() {
    StandInCore core = core();
    Server server = run.server(core.rpc().url());
    int before = core.rpc().visits().size();
    server.transactions(ids());
    assertThat(core.rpc().visits()).hasSize(before + 2);
  }

  @Test
  void transactions_whileTheNodeStarts_isUnavailable() {
    StandInCore core = core();
    Server server = run.server(core.rpc().url());
    core.rpc()
        .always(
            StandInRpc.text(
                "{\"result\":null,\"error\":{\"code\":-28,\"message\":\"Loading block index\"},\"id\":1}"));
    var one = Set.of(history.counting().getFirst().id());
    SpoorException failure =
        catchThrowableOfType(SpoorException.class, () -> server.transactions(one));
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("mine: ").hasMessageContaining("Loading block index");
  }
}
