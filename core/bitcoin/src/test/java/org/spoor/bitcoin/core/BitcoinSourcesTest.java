package org.spoor.bitcoin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinReport;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.endpoint.Endpoint;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sources of all kinds that tell the same history, beside each other. */
final class BitcoinSourcesTest {

  private static final URI NOBODY = URI.create("http://127.0.0.1:1/api");

  private final ServedHistory history = ServedHistory.theft();
  private final StandInCore core = new StandInCore(history);
  private final StandInEsplora esplora =
      StandInEsplora.telling(
          history.chain().blocks(), history.waiting().toArray(Transaction[]::new));
  private final List<BitcoinSources> opened = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    opened.forEach(BitcoinSources::close);
    core.close();
    esplora.close();
  }

  private static Endpoint endpoint(String name, URI url) {
    return new Endpoint(name, url, Optional.empty(), Endpoint.KeyPlace.PATH, 10_000);
  }

  private BitcoinSource core() {
    return new BitcoinSource.Core(endpoint("my-core", core.rpc().url()));
  }

  private static BitcoinSource esplora(String name, URI url) {
    return new BitcoinSource.Esplora(endpoint(name, url));
  }

  private BitcoinSource esplora() {
    return esplora("my-electrs", esplora.url());
  }

  private BitcoinSource blocks() {
    BlkFile.of(history.chain().blocks()).write(folder.resolve("blocks"), 0);
    return new BitcoinSource.Blocks("my-blocks", folder.resolve("blocks"));
  }

  private BitcoinSources online(BitcoinSource... sources) {
    return open(false, OptionalLong.empty(), sources);
  }

  private BitcoinSources offline(BitcoinSource... sources) {
    return open(true, OptionalLong.empty(), sources);
  }

  private BitcoinSources open(boolean offline, OptionalLong asOf, BitcoinSource... sources) {
    BitcoinSources all =
        BitcoinSources.open(
            new BitcoinSettings(
                List.of(sources),
                Network.REGTEST,
                folder.resolve("answers.db"),
                folder.resolve("indexes"),
                offline,
                OptionalLong.empty(),
                asOf,
                Progress.NONE));
    opened.add(all);
    return all;
  }

  private void withoutFilters() {
    core.indexes.remove("basic block filter index");
  }

  private static List<Spend> spends(ChainReader reader, List<UtxoTransaction> transactions) {
    List<Spend> spends = new ArrayList<>();
    for (UtxoTransaction each : transactions) {
      for (int i = 0; i < each.outputs().size(); i++) {
        spends.add(reader.spend(new OutPoint(each.id(), i), each.position()));
      }
    }
    return spends;
  }

  /** All that a reader tells of the history, with what it says of itself. */
  private List<Object> told(BitcoinSources sources) {
    ChainReader reader = sources.reader(List.of());
    List<Object> told = new ArrayList<>();
    history.counting().forEach(each -> told.add(reader.transaction(each.id())));
    told.addAll(spends(reader, history.counting()));
    told.addAll(reader.heads());
    told.addAll(reader.sources());
    told.addAll(reader.remarks());
    return told;
  }

  @Test
  void report_ofAllKinds_tellsWhatEachCanDo() {
    withoutFilters();
    assertThat(online(core(), esplora(), blocks()).report())
        .extracting(report -> ((BitcoinReport.Usable) report).can().size())
        .containsExactly(3, 4, 3);
    BitcoinReport.Usable first =
        (BitcoinReport.Usable) online(core(), esplora()).report().getFirst();
    assertThat(first.what()).isEqualTo("/Satoshi:30.0.0/");
    assertThat(first.can()).containsExactlyInAnyOrder(Can.TRANSACTIONS, Can.WAITING, Can.BLOCKS);
    assertThat(first.missing()).singleElement().asString().contains("blockfilterindex");
    assertThat(first.tip().orElseThrow().height()).isEqualTo(history.tip());
  }

  @Test
  void report_sourceOutOfReach_saysWhy() {
    core.chainInfo.put("pruned", true);
    assertThat(online(core()).report().getFirst())
        .isEqualTo(
            new BitcoinReport.Unusable(core(), "my-core: it is pruned: old blocks are not there"));
  }

  @Test
  void reader_core_tellsTheHistoryUpToSixConfirmations() {
    BitcoinSources sources = online(core());
    ChainReader reader = sources.reader(List.of());
    assertThat(sources.height()).isEqualTo(history.tip());
    history.counting().forEach(each -> assertThat(reader.transaction(each.id())).contains(each));
    assertThat(told(sources)).isEqualTo(told(online(core())));
  }

  @Test
  void reader_core_offline_isTheSameAndAsksNobody() {
    List<Object> before = told(online(core()));
    core.close();
    BitcoinSources sources = offline(core());
    assertThat(told(sources)).isEqualTo(before);
    assertThat(sources.usage().calls()).isZero();
  }

  @Test
  void reader_coreWithoutFilters_offline_isTheSame() {
    withoutFilters();
    List<Object> before = told(online(core()));
    core.close();
    assertThat(told(offline(core()))).isEqualTo(before);
  }

  @Test
  void reader_coreWithoutFilters_hasTheSpendersOfTheNextServer() {
    List<Spend> expected = spends(online(esplora()).reader(List.of()), history.counting());
    withoutFilters();
    BitcoinSources both = online(core(), esplora());
    assertThat(spends(online(core()).reader(List.of()), history.counting()))
        .contains(new Spend.Unknown());
    assertThat(spends(both.reader(List.of()), history.counting())).isEqualTo(expected);
    assertThat(both.unusable()).isEmpty();
    assertThat(both.reader(List.of()).sources().getFirst().name())
        .isEqualTo("my-core, my-electrs, up to block " + history.tip());
  }

  @Test
  void reader_severalServers_offline_isTheSame() {
    withoutFilters();
    List<Object> before = told(online(core(), esplora()));
    core.close();
    esplora.close();
    assertThat(told(offline(core(), esplora()))).isEqualTo(before);
  }

  @Test
  void reader_nextServerFails_leavesItUnknownAndSaysWhy() {
    withoutFilters();
    history
        .counting()
        .forEach(each -> esplora.lie("tx/" + each.id().text() + "/outspends", _ -> ""));
    ChainReader reader = online(core(), esplora()).reader(List.of());
    assertThat(spends(reader, history.counting())).contains(new Spend.Unknown());
    assertThat(reader.remarks())
        .anyMatch(remark -> remark.contains("nobody knows by whom; my-electrs: "));
  }

  private UtxoTransaction spentFirst() {
    return history.counting().stream()
        .filter(each -> history.fate(each.outPoint(0)) instanceof Fate.Spent)
        .findFirst()
        .orElseThrow();
  }

  private void lieOfSpenders(UtxoTransaction parent, UnaryOperator<String> lie) {
    esplora.lie("tx/" + parent.id().text() + "/outspends", lie);
  }

  @Test
  void spend_spentByOneServerAndUnspentByTheNext_isUnknownAndSaysBoth() {
    withoutFilters();
    UtxoTransaction parent = spentFirst();
    String unspent =
        String.join(",", parent.outputs().stream().map(_ -> "{\"spent\":false}").toList());
    lieOfSpenders(parent, _ -> "[" + unspent + "]");
    ChainReader reader = online(core(), esplora()).reader(List.of());
    assertThat(reader.spend(parent.outPoint(0), parent.position())).isEqualTo(new Spend.Unknown());
    assertThat(reader.remarks())
        .anyMatch(remark -> remark.endsWith("nobody knows by whom; my-electrs: it is unspent"));
  }

  @Test
  void spend_nextServerNamesAnother_isAskedAgainByTheNextRun() {
    withoutFilters();
    UtxoTransaction parent = spentFirst();
    for (UtxoTransaction other : List.of(parent, history.counting().getLast())) {
      lieOfSpenders(
          parent,
          right -> right.replaceFirst("\"txid\":\"[0-9a-f]+", "\"txid\":\"" + other.id().text()));
      ChainReader lied = online(core(), esplora()).reader(List.of());
      assertThatThrownBy(() -> lied.spend(parent.outPoint(0), parent.position()))
          .isInstanceOf(SpoorException.class)
          .hasMessageContaining("said to be spent by " + other.id());
    }
    lieOfSpenders(parent, right -> right);
    ChainReader reader = online(core(), esplora()).reader(List.of());
    assertThat(reader.spend(parent.outPoint(0), parent.position())).isInstanceOf(Spend.By.class);
  }

  @Test
  void reader_firstOutOfReach_isTheNextAndSaysWhy() {
    core.chainInfo.put("pruned", true);
    BitcoinSources sources = online(core(), esplora());
    assertThat(sources.reader(List.of()).sources().getFirst().name()).startsWith("my-electrs, ");
    assertThat(sources.unusable())
        .containsExactly("my-core: it is pruned: old blocks are not there");
  }

  @Test
  void reader_serverOfAnotherFork_isNotUsed() {
    List<Block> others = RegtestChain.begin().mineEmpty(20).blocks();
    esplora.tell(others);
    BitcoinSources sources = online(core(), esplora());
    sources.reader(List.of());
    assertThat(sources.unusable())
        .singleElement()
        .asString()
        .startsWith("my-electrs: block %d is ".formatted(history.tip()))
        .contains("and that of my-core is ");
  }

  @Test
  void reader_serverFarBehind_isNotUsed() {
    esplora.tell(history.chain().blocks().subList(0, 8));
    BitcoinSources sources = online(core(), esplora());
    assertThat(sources.height()).isEqualTo(history.tip());
    assertThat(sources.unusable())
        .containsExactly(
            "my-electrs: its last block that counts is 2, and %d is read".formatted(history.tip()));
  }

  @Test
  void reader_serverFarBehind_isNotUsedOfflineEither() {
    esplora.tell(history.chain().blocks().subList(0, 8));
    List<Object> before = told(online(core(), esplora()));
    assertThat(told(offline(core(), esplora()))).isEqualTo(before);
  }

  @Test
  void reader_firstFarBehindTheNext_saysSo() {
    esplora.tell(history.chain().blocks().subList(0, 8));
    BitcoinSources sources = online(esplora(), core());
    assertThat(sources.height()).isEqualTo(2);
    assertThat(sources.noticed())
        .containsExactly(
            "my-electrs: its last block that counts is 2, and that of my-core is %d"
                .formatted(history.tip()));
  }

  @Test
  void height_serversABlockApart_isTheLower() {
    List<Block> blocks = history.chain().blocks();
    esplora.tell(blocks.subList(0, blocks.size() - 1));
    BitcoinSources sources = online(core(), esplora());
    assertThat(sources.height()).isEqualTo(history.tip() - 1);
    assertThat(sources.unusable()).isEmpty();
  }

  @Test
  void height_asOf_isThatBlock() {
    assertThat(open(false, OptionalLong.of(4), core(), esplora()).height()).isEqualTo(4);
    assertThat(open(false, OptionalLong.of(4), blocks()).height()).isEqualTo(4);
    assertThatThrownBy(() -> open(false, OptionalLong.of(history.tip() + 1), blocks()).height())
        .isInstanceOf(SpoorException.class)
        .hasMessage(
            "block %d is not final yet, the last one with 6 confirmations is %d"
                .formatted(history.tip() + 1, history.tip()));
  }

  @Test
  void reader_blocks_needsNoServer() {
    BitcoinSources sources = open(true, OptionalLong.empty(), blocks(), core());
    ChainReader reader = sources.reader(List.of());
    assertThat(sources.height()).isEqualTo(history.tip());
    history.counting().forEach(each -> assertThat(reader.transaction(each.id())).contains(each));
    assertThat(spends(reader, history.counting()))
        .isEqualTo(spends(online(esplora()).reader(List.of()), history.counting()));
    assertThat(sources.usage().calls()).isZero();
  }

  @Test
  void reader_noSuchFolder_isTheNextAndSaysWhy() {
    BitcoinSources sources =
        online(new BitcoinSource.Blocks("gone", folder.resolve("gone")), esplora());
    assertThat(sources.reader(List.of()).sources().getFirst().name()).startsWith("my-electrs, ");
    assertThat(sources.unusable()).singleElement().asString().contains("gone cannot be read");
  }

  @Test
  void reader_noneUsable_namesThemAll() {
    core.chainInfo.put("pruned", true);
    BitcoinSources sources =
        online(core(), new BitcoinSource.Blocks("gone", folder.resolve("gone")));
    assertThatThrownBy(() -> sources.reader(List.of()))
        .isInstanceOf(SpoorException.class)
        .hasMessageContainingAll(
            "no source of bitcoin-regtest can be used: my-core: it is pruned", "gone");
  }

  @Test
  void reader_offlineOfAServerNeverAsked_saysSo() {
    assertThatThrownBy(() -> offline(esplora("far", NOBODY)).reader(List.of()))
        .isInstanceOf(SpoorException.class)
        .hasMessage("offline: far was never asked what it can do");
  }

  /** The same transactions in other blocks, of which there are fewer. */
  private ServedHistory shorter() {
    RegtestChain chain = history.chain().fork(6, "other").mineEmpty(2);
    chain.mine(history.chain().transaction(7, 1)).mineEmpty(6);
    return new ServedHistory(chain, List.of());
  }

  private void assertIsReadAnew(Function<URI, BitcoinSource> source, URI one, URI other) {
    ServedHistory shorter = shorter();
    UtxoTransaction split = shorter.counting().getLast();
    BitcoinSources before = online(source.apply(one));
    told(before);
    before.close();
    opened.remove(before);
    ChainReader reader = online(source.apply(other)).reader(List.of());
    shorter.counting().forEach(each -> assertThat(reader.transaction(each.id())).contains(each));
    assertThat(reader.spend(split.outPoint(0), split.position())).isEqualTo(new Spend.None());
  }

  @Test
  void reader_coreOfAnotherChainWithTheSameFirstBlock_usesNothingOfTheFirst() {
    try (StandInCore other = new StandInCore(shorter())) {
      assertIsReadAnew(
          url -> new BitcoinSource.Core(endpoint("my-core", url)),
          core.rpc().url(),
          other.rpc().url());
    }
  }

  @Test
  void reader_coreWithoutFiltersOfAnotherChain_usesNothingOfTheFirst() {
    withoutFilters();
    try (StandInCore other = new StandInCore(shorter())) {
      other.indexes.remove("basic block filter index");
      assertIsReadAnew(
          url -> new BitcoinSource.Core(endpoint("my-core", url)),
          core.rpc().url(),
          other.rpc().url());
    }
  }

  @Test
  void reader_electrumOfAnotherChainWithTheSameFirstBlock_usesNothingOfTheFirst() {
    try (var one = StandInElectrum.telling(history.chain().blocks(), history.waiting());
        var other = StandInElectrum.telling(shorter().chain().blocks(), List.of())) {
      assertIsReadAnew(
          url -> new BitcoinSource.Electrum(endpoint("my-electrum", url)), one.url(), other.url());
    }
  }

  private void assertIsAskedAgain(BitcoinSource liar, BitcoinSource honest, OutPoint spent) {
    UtxoTransaction parent =
        history.counting().stream()
            .filter(each -> each.id().equals(spent.tx()))
            .findFirst()
            .orElseThrow();
    ChainReader lied = online(liar).reader(List.of());
    assertThat(lied.spend(spent, parent.position())).isEqualTo(new Spend.None());
    TxId by = ((Fate.Spent) history.fate(spent)).by();
    assertThatThrownBy(() -> lied.transaction(by))
        .hasMessageContaining("output %s is said to be unspent, and %s spends it", spent, by);
    assertThat(online(honest).reader(List.of()).spend(spent, parent.position()))
        .isInstanceOf(Spend.By.class);
  }

  @Test
  void spend_coreThatContradictsItself_isAskedAgainByTheNextRun() {
    OutPoint spent = spentFirst().outPoint(0);
    core.keep(spent);
    try (StandInCore honest = new StandInCore(history)) {
      assertIsAskedAgain(
          core(), new BitcoinSource.Core(endpoint("my-core", honest.rpc().url())), spent);
    }
  }

  @Test
  void spend_electrumThatContradictsItself_isAskedAgainByTheNextRun() {
    UtxoTransaction parent = spentFirst();
    var raw =
        history
            .chain()
            .transaction((int) parent.position().height(), parent.position().transaction());
    try (var one = StandInElectrum.telling(history.chain().blocks(), List.of());
        var honest = StandInElectrum.telling(history.chain().blocks(), List.of())) {
      one.lie(
          "listunspent " + StandInElectrum.scriptHash(raw.getOutput(0)),
          right -> {
            ObjectNode entry = JsonMapper.shared().createObjectNode();
            entry.put("tx_hash", parent.id().text()).put("tx_pos", 0).put("height", 1);
            return JsonMapper.shared().createArrayNode().add(entry);
          });
      assertIsAskedAgain(
          new BitcoinSource.Electrum(endpoint("my-electrum", one.url())),
          new BitcoinSource.Electrum(endpoint("my-electrum", honest.url())),
          parent.outPoint(0));
    }
  }

  @Test
  void tip_chainThatGotShorter_isNoticedByARunAsOfABlockToo() {
    online(core()).height();
    core.chainInfo.put("blocks", history.chain().height() - 3);
    assertThat(open(false, OptionalLong.of(4), core()).height()).isEqualTo(4);
    assertThat(opened.getLast().noticed())
        .singleElement()
        .asString()
        .startsWith(
            "my-core: its last block that counts is %d, and was %d"
                .formatted(history.tip() - 3, history.tip()))
        .endsWith("what rested on it is read again");
  }

  @Test
  void transaction_notFoundWhereTheNextServerFails_isNoSilentAbsence() {
    esplora.fail("tx/.*");
    var nobodys = new TxId(Chain.BITCOIN_REGTEST, "ab".repeat(32));
    ChainReader reader = online(core(), esplora()).reader(List.of());
    UtxoTransaction known = history.counting().getFirst();
    assertThat(reader.transaction(known.id())).contains(known);
    assertThatThrownBy(() -> reader.transaction(nobodys))
        .isInstanceOf(SpoorException.class)
        .hasMessageStartingWith(
            "transaction %s is not found, and not all servers were asked: my-electrs: "
                .formatted(nobodys));
    assertThat(online(core()).reader(List.of()).transaction(nobodys)).isEmpty();
  }

  @Test
  void sources_wholeBlockAsked_isPartOfTheDigest() {
    ChainReader reader = online(core()).reader(List.of());
    String before = reader.sources().getFirst().sha256();
    reader.block(Chain.BITCOIN_REGTEST, 4);
    String after = reader.sources().getFirst().sha256();
    assertThat(after).isNotEqualTo(before);
    ChainReader again = online(core()).reader(List.of());
    again.block(Chain.BITCOIN_REGTEST, 4);
    assertThat(again.sources().getFirst().sha256()).isEqualTo(after);
  }

  @Test
  void block_core_isWhole() {
    assertThat(online(core(), esplora()).reader(List.of()).block(Chain.BITCOIN_REGTEST, 4))
        .hasValueSatisfying(block -> assertThat(block).hasSize(2));
  }
}
