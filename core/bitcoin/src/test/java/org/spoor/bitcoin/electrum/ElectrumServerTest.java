package org.spoor.bitcoin.electrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerContract;
import org.spoor.endpoint.Pin;
import org.spoor.kit.SelfSigned;
import org.spoor.kit.StandInLines;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ElectrumServerTest extends ServerContract {

  private final List<StandInElectrum> standIns = new ArrayList<>();
  private ElectrumUnderTest run;
  @TempDir private Path folder;

  ElectrumServerTest() {
    super(ServedHistory.theft());
  }

  @BeforeEach
  void open() {
    run = new ElectrumUnderTest(folder);
  }

  @AfterEach
  void close() {
    standIns.forEach(StandInElectrum::close);
    run.close();
  }

  private StandInElectrum electrum(ServedHistory known) {
    var standIn = StandInElectrum.telling(known.chain().blocks(), known.waiting());
    standIns.add(standIn);
    return standIn;
  }

  @Override
  protected Server server(ServedHistory known) {
    return run.server(electrum(known).url());
  }

  private Set<TxId> ids() {
    return history.counting().stream().map(UtxoTransaction::id).collect(Collectors.toSet());
  }

  private Set<OutPoint> outputs() {
    return Set.copyOf(history.outputs());
  }

  private OutPoint spentOutput() {
    return history.outputs().stream()
        .filter(output -> history.fate(output) instanceof Fate.Spent)
        .findFirst()
        .orElseThrow();
  }

  private Fate fateOfSpentOutput(StandInElectrum standIn) {
    OutPoint output = spentOutput();
    return Optional.ofNullable(run.server(standIn.url()).fates(Set.of(output)).get(output))
        .orElseThrow();
  }

  @Test
  void probe_aServer_tellsWhatItCanDo() {
    Ability ability = run.way(electrum(history).url(), Optional.empty()).probe();
    assertThat(ability.client()).isEqualTo("StandIn 1.0");
    assertThat(ability.last()).isEqualTo(history.tip());
    assertThat(ability.can()).containsExactlyInAnyOrder(Ability.Can.values());
  }

  @Test
  void probe_withoutFeatures_tellsTheSameWithoutAName() {
    StandInElectrum standIn = electrum(history).refuse("features ", "unknown method");
    assertThat(run.way(standIn.url(), Optional.empty()).probe().client()).isEmpty();
  }

  @Test
  void probe_overTls_isTrustedByThePin() throws Exception {
    SelfSigned certificate = SelfSigned.make(folder);
    try (var standIn =
        StandInElectrum.telling(certificate, history.chain().blocks(), history.waiting())) {
      Server server =
          ElectrumUnderTest.server(run.way(standIn.url(), Pin.read(certificate.sha256())));
      outputs()
          .forEach(output ->
              assertThat(server.fates(Set.of(output))).containsValue(history.fate(output)));
    }
  }

  @Test
  void offline_afterARun_answersTheSame() {
    StandInElectrum standIn = electrum(history);
    ElectrumWay way = run.way(standIn.url(), Optional.empty());
    Ability ability = way.probe();
    Server online = way.server(ability, way.at(ability.last()));
    var transactions = online.transactions(ids());
    var fates = online.fates(outputs());
    var block = online.block(history.tip());
    standIn.close();
    Server remembered = run.offline(standIn.url()).server(ability, online.tip());
    assertThat(remembered.transactions(ids())).isEqualTo(transactions);
    assertThat(remembered.fates(outputs())).isEqualTo(fates);
    assertThat(remembered.block(history.tip())).isEqualTo(block);
  }

  private UtxoTransaction counting(TxId id) {
    return history.counting().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  /**
   * Histories, then transactions, then proofs, beside which the parents of the spender come; the
   * header of the tip goes along with each.
   */
  @Test
  void hop_ofATrace_costsThreeRoundTrips() {
    StandInElectrum standIn = electrum(history);
    Server server = run.server(standIn.url());
    UtxoTransaction spender = merged();
    OutPoint output = spender.inputs().get(1).spent();
    server.transactions(Set.of(output.tx()));
    long requests = run.meter().usage().roundTrips();
    int visits = standIn.visits().size();

    assertThat(server.fates(Set.of(output))).containsValue(new Fate.Spent(spender.id()));
    List<String> asked = standIn.visits().subList(visits, standIn.visits().size());
    assertThat(asked.subList(0, 3)).containsExactly("get_history", "listunspent", "header");
    assertThat(asked.subList(3, asked.size() - 6)).containsOnly("get");
    assertThat(asked.subList(asked.size() - 6, asked.size()))
        .containsExactlyInAnyOrder("header", "header", "header", "get", "get", "get_merkle");
    assertThat(run.meter().usage().roundTrips() - requests).isEqualTo(4);

    assertThat(server.transactions(Set.of(spender.id()))).hasSize(1);
    assertThat(
            server.bare(
                spender.inputs().stream().map(i -> i.spent().tx()).collect(Collectors.toSet())))
        .hasSize(3);
    assertThat(run.meter().usage().roundTrips() - requests).isEqualTo(4);
  }

  @Test
  void reader_overIt_readsValuesFromTheParents() {
    try (var reader = new BitcoinReader(server(history), Network.REGTEST)) {
      for (OutPoint output : history.outputs()) {
        UtxoTransaction creator = counting(output.tx());
        Spend spend = reader.spend(output, creator.position());
        if (history.fate(output) instanceof Fate.Spent(TxId by)) {
          assertThat(spend)
              .isInstanceOfSatisfying(
                  Spend.By.class, told -> assertThat(told.transaction()).isEqualTo(counting(by)));
        } else {
          assertThat(spend).isInstanceOf(Spend.None.class);
        }
      }
      assertThat(reader.remarks()).noneMatch(remark -> remark.contains("worth what"));
    }
  }

  @Test
  void fates_historyTooLarge_areUnknownInTheServersWords() {
    StandInElectrum standIn =
        electrum(history).refuse("get_history", "history too large").refuse("listunspent", "no");
    Server server = run.server(standIn.url());
    Map<OutPoint, Fate> fates = server.fates(Set.of(spentOutput()));
    assertThat(fates)
        .containsValue(new Fate.Unknown("the history of its script is refused: history too large"));
  }

  @Test
  void fates_unspentRefused_areToldByTheHistoryAlone() {
    Server server = run.server(electrum(history).refuse("listunspent", "response too large").url());
    assertThat(server.fates(outputs()))
        .isEqualTo(outputs().stream().collect(Collectors.toMap(o -> o, history::fate)));
  }

  @Test
  void fates_historyRefusedOfAnUnspentOutput_areKnownAllTheSame() {
    Server server = run.server(electrum(history).refuse("get_history", "history too large").url());
    Set<OutPoint> unspent = new HashSet<>(outputs());
    unspent.removeIf(output -> !(history.fate(output) instanceof Fate.Unspent));
    assertThat(unspent).hasSizeGreaterThan(3);
    assertThat(server.fates(unspent).values()).containsOnly(new Fate.Unspent());
  }

  @Test
  void fates_ofAScriptWithALongHistory_areFound() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(1);
    Payment many = new Payment().from(chain.coinbase(1), 0);
    IntStream.range(0, 300).forEach(i -> many.to("shop", 1_000_000 + i));
    Transaction paid = many.transaction();
    chain.mine(paid);
    for (int i = 0; i < 300; i++) {
      chain.mine(new Payment().from(paid, 299 - i).to("shop", 1_000_000).transaction());
    }
    chain.mineEmpty(6);
    var known = new ServedHistory(chain, List.of());
    Set<OutPoint> asked =
        IntStream.range(0, 300)
            .mapToObj(i -> new OutPoint(ServedHistory.id(paid), i))
            .collect(Collectors.toSet());
    assertThat(server(known).fates(asked))
        .isEqualTo(asked.stream().collect(Collectors.toMap(o -> o, known::fate)));
  }

  @Test
  void fates_ofWhatNobodyMade_areUnknown() {
    var nobodys = new OutPoint(new TxId(Chain.BITCOIN_REGTEST, "ab".repeat(32)), 0);
    var beyond = new OutPoint(history.counting().getFirst().id(), 9);
    assertThat(server(history).fates(Set.of(nobodys, beyond)).values())
        .containsOnly(new Fate.Unknown("the server knows no transaction that made it"));
  }

  @Test
  void fates_historyWithoutTheCreator_areUnknown() {
    StandInElectrum standIn = electrum(history);
    standIn.lie(
        "get_history " + scriptOfSpentOutput(), right -> JsonMapper.shared().createArrayNode());
    assertThat(fateOfSpentOutput(standIn))
        .isEqualTo(
            new Fate.Gone("the history of its script does not name the transaction that made it"));
  }

  private String scriptOfSpentOutput() {
    OutPoint output = spentOutput();
    return StandInElectrum.scriptHash(
        history.chain().blocks().stream()
            .flatMap(block -> List.copyOf(block.getTransactions()).stream())
            .filter(t -> ServedHistory.id(t).equals(output.tx()))
            .findFirst()
            .orElseThrow()
            .getOutput(output.index()));
  }

  @Test
  void fates_spenderMissingInTheHistory_areUnknown() {
    StandInElectrum standIn = electrum(history);
    String creator = spentOutput().tx().text();
    standIn.lie(
        "get_history " + scriptOfSpentOutput(),
        right -> {
          var told = JsonMapper.shared().createArrayNode();
          right.forEach(entry -> {
            if (entry.path("tx_hash").asString().equals(creator)) {
              told.add(entry);
            }
          });
          return told;
        });
    assertThat(fateOfSpentOutput(standIn))
        .isEqualTo(
            new Fate.Gone(
                "it is spent, but no transaction in the history of its script spends it"));
  }

  @Test
  void transactions_busyFirstScript_areFoundByAnother() {
    StandInElectrum standIn = electrum(history);
    UtxoTransaction split =
        history.counting().stream().filter(t -> t.outputs().size() == 4).findFirst().orElseThrow();
    Transaction raw =
        history
            .chain()
            .transaction((int) split.position().height(), split.position().transaction());
    standIn.refuse("get_history " + StandInElectrum.scriptHash(raw.getOutput(0)), "too large");
    assertThat(run.server(standIn.url()).transactions(Set.of(split.id())).keySet())
        .containsExactly(split.id());
  }

  @Test
  void transactions_noHistoryAtAll_areFoundByTheirConfirmations() {
    StandInElectrum standIn = electrum(history).refuse("get_history", "history too large");
    Set<TxId> asked = new HashSet<>(ids());
    history.waiting().forEach(waiting -> asked.add(ServedHistory.id(waiting)));
    history.all().forEach(above -> asked.add(above.id()));
    assertThat(run.server(standIn.url()).transactions(asked).keySet()).isEqualTo(ids());
  }

  @Test
  void transactions_neitherHistoryNorConfirmations_isUnavailable() {
    StandInElectrum standIn = electrum(history).refuse("get_history", "history too large");
    standIn
        .lines()
        .always((peer, call, right) -> {
          boolean isTold = call.path("params").path(1).asBoolean(false);
          peer.line(isTold ? unsupported(right) : right);
        });
    Server server = run.server(standIn.url());
    TxId id = history.counting().getFirst().id();
    assertThatThrownBy(() -> server.transactions(Set.of(id)))
        .hasMessage(
            "mine: transaction %s: neither it nor a history of a script that it pays tells its block"
                .formatted(id))
        .extracting(e -> ((SpoorException) e).kind())
        .isEqualTo(SpoorException.Kind.UNAVAILABLE);
  }

  private static JsonNode unsupported(JsonNode right) {
    ObjectNode refused = JsonMapper.shared().createObjectNode();
    refused.set("id", right.path("id"));
    refused.put("error", "verbose transactions are currently unsupported");
    return refused;
  }

  @Test
  void offline_afterARunWithRefusals_hasTheSameGaps() {
    StandInElectrum standIn = electrum(history).refuse("get_history", "history too large");
    standIn.refuse("listunspent", "response too large");
    ElectrumWay way = run.way(standIn.url(), Optional.empty());
    Ability ability = way.probe();
    Server online = way.server(ability, way.at(ability.last()));
    var transactions = online.transactions(ids());
    var fates = online.fates(outputs());
    assertThat(fates)
        .containsValue(new Fate.Unknown("the history of its script is refused: history too large"));
    standIn.close();
    Server remembered = run.offline(standIn.url()).server(ability, online.tip());
    assertThat(remembered.transactions(ids())).isEqualTo(transactions);
    assertThat(remembered.fates(outputs())).isEqualTo(fates);
  }

  @Test
  void transactions_nodeWithoutIndex_isUnavailable() {
    Server server =
        run.server(
            electrum(history)
                .refuse("get", "No such mempool transaction. Use -txindex to enable it")
                .url());
    TxId id = history.counting().getFirst().id();
    assertThatThrownBy(() -> server.transactions(Set.of(id))).hasMessageContaining("-txindex");
  }

  /** The second connection leads to a server that has not heard of the spender's block yet. */
  @Test
  void fates_afterAReconnectToAServerThatLags_areNotBelieved() {
    StandInElectrum standIn = electrum(history);
    Server server = run.server(standIn.url());
    server.bare(Set.of(spentOutput().tx()));
    standIn
        .lines()
        .always((peer, call, right) -> {
          standIn.lag(merged().position().height() - 1);
          standIn.lines().always(StandInLines::right);
          peer.hangUp();
        });
    OutPoint late = lateOutput();
    assertThatThrownBy(() -> server.fates(Set.of(late)))
        .hasMessageStartingWith("mine: blockchain.scripthash.get_history")
        .hasMessageContaining(
            "blockchain.block.header [%d,\"%s\"]: it has no such block, up to which the run reads"
                .formatted(history.tip(), server.tip().hash()))
        .extracting(e -> ((SpoorException) e).kind())
        .isEqualTo(SpoorException.Kind.UNAVAILABLE);
    standIn.lag(Integer.MAX_VALUE);
    assertThat(run.server(standIn.url()).fates(Set.of(late)))
        .containsEntry(late, history.fate(late));
  }

  private UtxoTransaction merged() {
    return history.counting().stream()
        .filter(t -> t.inputs().size() == 3)
        .findFirst()
        .orElseThrow();
  }

  private OutPoint lateOutput() {
    return merged().inputs().getFirst().spent();
  }

  /** What shows after an answer that the server has caught up says nothing of that answer. */
  @Test
  void fates_ofAServerThatCatchesUpBetweenTwoAnswers_areNotBelieved() {
    StandInElectrum standIn = electrum(history);
    Server server = run.server(standIn.url());
    standIn.lag(merged().position().height() - 1);
    standIn
        .lines()
        .always((peer, call, right) -> {
          peer.line(right);
          if (call.path("method").asString().endsWith("listunspent")) {
            standIn.lag(Integer.MAX_VALUE);
          }
        });
    OutPoint late = lateOutput();
    assertThatThrownBy(() -> server.fates(Set.of(late))).hasMessageContaining("no such block");
  }

  @Test
  void fates_ofAServerOnAnotherFork_areNotBelieved() {
    StandInElectrum standIn = electrum(history);
    Server server = run.server(standIn.url());
    String other = HexFormat.of().formatHex(history.chain().block(1).serialize(), 0, 80);
    standIn
        .lines()
        .always((peer, call, right) -> {
          boolean isHeader = call.path("method").asString().endsWith(".header");
          peer.line(isHeader ? ((ObjectNode) right).put("result", other) : right);
        });
    Set<OutPoint> late = Set.of(lateOutput());
    assertThatThrownBy(() -> server.fates(late))
        .hasMessageContaining(
            "it has block %s there, and the run reads up to %s"
                .formatted(history.chain().block(1).getHashAsString(), server.tip().hash()));
  }

  @Test
  void block_askedAgain_asksForNoPlaceBehindItsEnd() {
    StandInElectrum standIn = electrum(history);
    long height =
        history.counting().stream()
            .filter(t -> t.position().transaction() == 2)
            .findFirst()
            .orElseThrow()
            .position()
            .height();
    Server server = run.server(standIn.url());
    var block = server.block(height);
    assertThat(block.orElseThrow()).hasSize(3);
    int before = standIn.visits().size();
    assertThat(server.block(height)).isEqualTo(block);
    assertThat(standIn.visits()).hasSize(before);
  }
}
