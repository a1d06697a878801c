package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;
import static org.spoor.recorded.CaseOnDisk.C;
import static org.spoor.recorded.CaseOnDisk.TOKEN;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

class RecordedReaderTest extends ChainReaderContract {

  private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");
  private static final Address ALICE = new Address(Chain.ETHEREUM, A);
  private static final Address BOB = new Address(Chain.ETHEREUM, B);
  private static final Asset ETH = Asset.parse(Chain.ETHEREUM, "ETH");
  private static final Asset OTHER = Asset.parse(Chain.ETHEREUM, TOKEN);
  private static final Address MINER = new Address(Chain.BITCOIN, "miner");
  private static final Asset BTC = Asset.parse(Chain.BITCOIN, "BTC");

  @TempDir Path temp;

  @Override
  protected List<Transfer> transfers() {
    return List.of(
        transfer(3, 0, 0, "0x" + "01".repeat(32), Outside.ISSUANCE, ALICE, ETH, 100),
        transfer(4, 7, 0, "0x" + "02".repeat(32), ALICE, Outside.FEE, ETH, 1),
        transfer(4, 7, 1, "0x" + "02".repeat(32), ALICE, BOB, ETH, 30),
        transfer(4, 7, 2, "0x" + "02".repeat(32), BOB, ALICE, OTHER, 5),
        transfer(5, 0, 0, "0x" + "03".repeat(32), BOB, BOB, ETH, 40),
        transfer(6, 0, 0, "0x" + "04".repeat(32), BOB, ALICE, ETH, 50),
        transfer(6, 1, 0, "0x" + "05".repeat(32), ALICE, Outside.BURN, OTHER, 2));
  }

  @Override
  protected List<UtxoTransaction> transactions() {
    TxId base = new TxId(Chain.BITCOIN, "0a".repeat(32));
    TxId spender = new TxId(Chain.BITCOIN, "0b".repeat(32));
    return List.of(
        new UtxoTransaction(
            base,
            new ChainPosition(8, 0, 0),
            TIME,
            List.of(),
            List.of(new Output(MINER, Amount.of(50)), new Output(new Script("6a01"), Amount.ZERO))),
        new UtxoTransaction(
            spender,
            new ChainPosition(8, 1, 0),
            TIME,
            List.of(new Input(new OutPoint(base, 0), MINER, Amount.of(50))),
            List.of(new Output(new Address(Chain.BITCOIN, "thief"), Amount.of(49)))));
  }

  @Override
  protected ChainReader reader() {
    return disk().reader();
  }

  private CaseOnDisk disk() {
    return new CaseOnDisk(temp)
        .transfers(transfers().stream().map(RecordedReaderTest::row).toArray(String[]::new))
        .transactions(transactions().stream().map(RecordedReaderTest::line).toArray(String[]::new));
  }

  private static Transfer transfer(
      long block, int tx, int event, String id, Party from, Party to, Asset asset, long amount) {
    return new Transfer(
        new ChainPosition(block, tx, event),
        TIME,
        new TxId(Chain.ETHEREUM, id),
        from,
        to,
        asset,
        Amount.of(amount));
  }

  private static String row(Transfer t) {
    ChainPosition at = t.position();
    String to = t.to() == Outside.BURN ? "0x" + "0".repeat(40) : t.to().text();
    return "%d,%d,%d,%s,%s,%s,%s,%s,%s"
        .formatted(
            at.height(),
            at.transaction(),
            at.event(),
            t.time(),
            t.tx(),
            t.from().text(),
            to,
            t.asset().text(),
            t.amount());
  }

  private static String line(UtxoTransaction t) {
    String inputs =
        String.join(
            ",",
            t.inputs().stream()
                .map(i ->
                    "{'txid':'%s','vout':%d,'address':'%s','value':%s}"
                        .formatted(i.spent().tx(), i.spent().index(), i.owner().text(), i.value()))
                .toList());
    String outputs =
        String.join(
            ",",
            t.outputs().stream()
                .map(o ->
                    "{'%s':'%s','value':%s}"
                        .formatted(
                            o.owner() instanceof Script ? "script" : "address",
                            o.owner().text(),
                            o.value()))
                .toList());
    return "{'txid':'%s','height':%d,'index':%d,'time':'%s','inputs':[%s],'outputs':[%s]}"
        .formatted(
            t.id(), t.position().height(), t.position().transaction(), t.time(), inputs, outputs)
        .replace('\'', '"');
  }

  private static CaseOnDisk covering(CaseOnDisk disk, String... rows) {
    return disk.with(
        "coverage.csv",
        "address,asset,from_block,to_block,chain\n" + String.join("\n", rows) + "\n");
  }

  @Test
  void ledger_ofEachChain_isItsEventsInOrder() {
    String onBsc = "3,0,0,%s,t,%s,%s,BNB,1,bsc".formatted(TIME, A, B);
    String onEthereum = "2,0,0,%s,t,%s,%s,ETH,1,".formatted(TIME, A, B);
    ChainReader reader =
        new CaseOnDisk(temp)
            .with(
                "transfers.csv",
                CaseOnDisk.TRANSFERS.strip() + ",chain\n" + onBsc + "\n" + onEthereum + "\n")
            .reader();

    assertThat(reader.ledger(Chain.BSC)).contains(reader.history(new Address(Chain.BSC, A)));
    assertThat(reader.ledger(Chain.ETHEREUM)).contains(reader.history(ALICE));
    assertThat(reader.ledger(Chain.POLYGON)).isEmpty();
    assertThat(reader().ledger(Chain.ETHEREUM)).contains(transfers());
    assertThat(reader().ledger(Chain.BITCOIN)).isEmpty();
  }

  @Test
  void heads_withoutCoverage_areTheLastRecords() {
    assertThat(reader().heads())
        .containsExactly(new Head(Chain.BITCOIN, 8, TIME), new Head(Chain.ETHEREUM, 6, TIME));
  }

  @Test
  void heads_withCoverageBeyondTheRecords_reachThere() {
    assertThat(covering(disk(), A + ",*,0,99,").reader().heads())
        .containsExactly(new Head(Chain.BITCOIN, 8, TIME), new Head(Chain.ETHEREUM, 99, TIME));
  }

  @Test
  void opening_shortfall_isFlooredAtZeroAndTold() {
    ChainReader reader = reader();

    assertThat(reader.opening(BOB, ETH, ChainPosition.startOf(6)))
        .as("30 came, a self-transfer of 40 showed that there were 40")
        .isEqualTo(new Opening.Known(Amount.of(40), Amount.of(10)));
    assertThat(reader.opening(BOB, ETH, ChainPosition.startOf(7)))
        .isEqualTo(new Opening.Known(Amount.ZERO, Amount.of(20)));
  }

  @Test
  void opening_statedBalance_isWhereTheReplayBegins() {
    ChainReader reader =
        disk().with("openings.csv", "address,asset,block,amount\n" + B + ",ETH,4,1000\n").reader();

    assertThat(reader.opening(BOB, ETH, ChainPosition.startOf(4)).amount())
        .isEqualTo(Amount.of(1000));
    assertThat(reader.opening(BOB, ETH, ChainPosition.startOf(7)).amount())
        .isEqualTo(Amount.of(980));
  }

  @Test
  void opening_folderWithCoverage_isKnownOnlyWhereStated() {
    ChainReader reader =
        covering(disk(), A + ",ETH,0,6,")
            .with("openings.csv", "address,asset,block,amount\n" + B + ",ETH,,7\n")
            .reader();

    assertThat(reader.opening(BOB, ETH, ChainPosition.startOf(0)))
        .isEqualTo(new Opening.Known(Amount.of(7)));
    assertThat(reader.opening(ALICE, ETH, ChainPosition.startOf(4)))
        .isEqualTo(new Opening.Assumed(Amount.of(100)));
  }

  @Test
  void coverage_withoutTheFile_isComplete() {
    assertThat(reader().coverage(BOB, OTHER, ChainPosition.startOf(0)))
        .isEqualTo(Coverage.COMPLETE);
  }

  @Test
  void coverage_row_coversItsAssetFromItsFirstBlockToTheHead() {
    ChainReader reader =
        covering(disk(), A + ",ETH,4,90,", B + ",*,4,90,", B + ",ETH,0,89,").reader();

    assertThat(reader.coverage(ALICE, ETH, ChainPosition.startOf(4))).isEqualTo(Coverage.COMPLETE);
    assertThat(reader.coverage(ALICE, ETH, ChainPosition.endOf(3))).isEqualTo(Coverage.PARTIAL);
    assertThat(reader.coverage(ALICE, OTHER, ChainPosition.startOf(4))).isEqualTo(Coverage.PARTIAL);
    assertThat(reader.coverage(BOB, OTHER, ChainPosition.startOf(5))).isEqualTo(Coverage.COMPLETE);
    assertThat(reader.coverage(BOB, ETH, ChainPosition.startOf(3))).isEqualTo(Coverage.PARTIAL);
    assertThat(reader.coverage(new Address(Chain.ETHEREUM, C), ETH, ChainPosition.startOf(5)))
        .isEqualTo(Coverage.PARTIAL);
  }

  @Test
  void spend_unspentOutput_isNoneWhereItsOwnerIsCovered() {
    OutPoint output = transactions().getLast().outPoint(0);
    ChainPosition created = transactions().getLast().position();

    assertThat(reader().spend(output, created)).isEqualTo(new Spend.None());
    assertThat(covering(disk(), A + ",*,0,9,").reader().spend(output, created))
        .isEqualTo(new Spend.Unknown());
    assertThat(covering(disk(), "thief,BTC,8,8,bitcoin").reader().spend(output, created))
        .isEqualTo(new Spend.None());
  }

  @Test
  void spend_outputThatIsNotRecorded_isUnknown() {
    OutPoint output = new OutPoint(new TxId(Chain.BITCOIN, "old"), 0);

    assertThat(reader().spend(output, ChainPosition.startOf(1))).isEqualTo(new Spend.Unknown());
  }

  @Test
  void block_withItsCoinbase_isWholeUnlessCoverageSaysOtherwise() {
    assertThat(reader().block(Chain.BITCOIN, 8)).isEqualTo(Optional.of(transactions()));
    assertThat(reader().block(Chain.BITCOIN, 7)).isEmpty();
    assertThat(reader().block(Chain.ETHEREUM, 4)).isEmpty();
    assertThat(covering(disk(), "miner,*,0,9,bitcoin").reader().block(Chain.BITCOIN, 8)).isEmpty();
  }

  @Test
  void describe_asset_isWhatTheFolderSays() {
    ChainReader reader =
        disk().with("assets.csv", "asset,symbol,decimals\n" + TOKEN + ",TKN,6\n").reader();

    assertThat(reader.describe(OTHER))
        .hasValueSatisfying(token -> assertThat(token.symbol()).isEqualTo("TKN"));
    assertThat(reader.describe(new Token(BOB))).isEmpty();
    assertThat(reader.describe(BTC))
        .hasValueSatisfying(coin -> assertThat(coin.decimals()).hasValue(8));
  }
}
