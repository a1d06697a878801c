package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Answers that real nodes gave, compared with the rows that ethereum-etl (blockchain-etl, commit
 * 9e51c3b) records beside them. The system property {@code spoor.ethereum-etl} names the folder
 * {@code tests/resources} of that project.
 */
final class RealAnswersTest {

  private static final String PROPERTY = "spoor.ethereum-etl";

  @Test
  void header_blocks_areThoseOfTheRows() {
    EtlFolder folder = folder("test_stream/blocks_1755634_1755635");

    assertThat(folder.answers("eth_getBlockByNumber_0x1ac9f").stream().map(Blocks::header))
        .containsExactlyElementsOf(
            folder.rows("expected_blocks.json").stream().map(RealAnswersTest::header).toList())
        .hasSize(2);
  }

  @Test
  void of_receiptsAndTransactions_areThoseOfTheRows() {
    EtlFolder folder = folder("test_stream/blocks_1755634_1755635");
    List<Transaction> transactions =
        folder
            .answer("eth_getBlockByNumber_0x1ac9f3")
            .get("transactions")
            .valueStream()
            .map(Transactions::of)
            .toList();
    List<JsonNode> answers = folder.answers("eth_getTransactionReceipt");
    List<Receipt> receipts =
        IntStream.range(0, answers.size())
            .mapToObj(i -> Receipts.of(answers.get(i), transactions.get(i)))
            .toList();
    List<Map<String, String>> rows = folder.rows("expected_transactions.json");

    assertThat(transactions)
        .containsExactlyElementsOf(rows.stream().map(RealAnswersTest::transaction).toList())
        .hasSize(2);
    assertThat(receipts).extracting(Receipt::tx).isEqualTo(ids(transactions));
    assertThat(receipts)
        .extracting(Receipt::fee)
        .containsExactlyElementsOf(
            rows.stream()
                .map(row -> fee(row, "receipt_gas_used", "receipt_effective_gas_price"))
                .toList());
    assertThat(receipts.stream().flatMap(r -> r.movements().stream()))
        .containsExactlyElementsOf(tokens(folder.rows("expected_token_transfers.json")))
        .hasSize(1);
    assertThat(transactions.getLast().moved(receipts.getLast())).contains(coin(rows.getLast()));
  }

  /** Who mined the second of them was paid for two transactions, and both for their work. */
  @Test
  void payments_blocks_areFeesAndRewards() {
    EtlFolder folder = folder("test_stream/blocks_1755634_1755635");
    List<JsonNode> blocks = folder.answers("eth_getBlockByNumber_0x1ac9f");
    List<JsonNode> receipts = folder.answers("eth_getTransactionReceipt");
    BigInteger five = BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(5));

    assertThat(BlockPayments.priorityFees(blocks.getFirst(), List.of())).isEmpty();
    assertThat(BlockPayments.priorityFees(blocks.getLast(), receipts))
        .contains(
            earned(
                "0xa027231f42c80ca4125b5cb962a21cd4f812e88f", new BigInteger("1148360000000000")));
    assertThat(
            blocks.stream().flatMap(b -> BlockPayments.work(Blocks.header(b), List.of()).stream()))
        .containsExactly(
            earned("0x61c808d82a3ac53231750dadc13c777b59310bd9", five),
            earned("0xa027231f42c80ca4125b5cb962a21cd4f812e88f", five));
  }

  /** A block with an uncle of two blocks before and one without, as their node traced their pay. */
  @ParameterizedTest
  @ValueSource(strings = {"508110_508110", "2112234_2112234"})
  void work_ofBlocks_isWhatTheirTracesSay(String blocks) {
    EtlFolder folder = folder("test_stream/blocks_" + blocks);
    BlockHeader header = Blocks.header(folder.answer("eth_getBlockByNumber_0x"));
    List<Movement> traced = ParityTraces.of(folder.answer("trace_block")).rewards();
    JsonNodeFactory json = JsonNodeFactory.instance;
    List<JsonNode> uncles =
        traced.stream()
            .skip(1)
            .<JsonNode>map(uncle ->
                json.objectNode()
                    .put("number", "0x" + Long.toHexString(header.height() - 2))
                    .put("miner", uncle.to().text()))
            .toList();

    assertThat(uncles).hasSize(header.rules().uncles());
    assertThat(BlockPayments.work(header, uncles)).isEqualTo(traced);
  }

  private static Movement earned(String miner, BigInteger wei) {
    return new Movement(Outside.ISSUANCE, address(miner), new Coin(Chain.ETHEREUM), Amount.of(wei));
  }

  @Test
  void of_oldReceiptThatLeftGas_isPlain() {
    EtlFolder folder = folder("test_stream/blocks_1755634_1755635");
    JsonNode block = folder.answer("eth_getBlockByNumber_0x1ac9f3");
    Transaction payment = Transactions.of(block.get("transactions").get(1));

    assertThat(Receipts.of(folder.answer(payment.id().text()), payment).plain()).isTrue();
  }

  @Test
  void movements_logsOfABlock_areItsTransfers() {
    EtlFolder folder = folder("test_export_token_transfers_job/block_with_transfers");

    assertThat(TokenLogs.movements(folder.answer("eth_getFilterLogs")))
        .containsExactlyElementsOf(tokens(folder.rows("expected_token_transfers.csv")))
        .hasSize(2);
  }

  /** The rows count the number of a collectible as a value; its logs have four topics. */
  @Test
  void movements_logsOf2023_areTheirTransfersWithoutCollectibles() {
    EtlFolder folder = folder("test_stream/blocks_17173049_17173050");
    List<JsonNode> logs = folder.lines("expected_logs.json");
    JsonNode list = JsonNodeFactory.instance.arrayNode().addAll(logs);
    Set<String> collectibles =
        logs.stream()
            .filter(log -> log.get("topics").size() == 4)
            .map(log -> log.get("item_id").stringValue().replace("log_", "token_transfer_"))
            .collect(Collectors.toSet());
    List<Map<String, String>> rows =
        folder.rows("expected_token_transfers.json").stream()
            .filter(row -> !collectibles.contains(row.get("item_id")))
            .toList();

    assertThat(TokenLogs.movements(list, Set.of()))
        .containsExactlyElementsOf(tokens(rows))
        .hasSizeGreaterThan(200);
  }

  /** These receipts lack their two ends, which the rows do not tell either. */
  @Test
  void of_oldReceipts_costWhatTheRowsSay() {
    EtlFolder folder = folder("test_export_receipts_job/receipts_with_logs");
    List<Map<String, String>> rows = folder.rows("expected_receipts.csv");

    assertThat(rows).hasSize(4);
    assertThat(rows)
        .allSatisfy(row -> {
          Receipt receipt = Receipts.of(folder.answer(of(row, "transaction_hash")), signed(row));
          assertThat(receipt.height()).isEqualTo(Long.parseLong(of(row, "block_number")));
          assertThat(receipt.fee()).isEqualTo(fee(row, "gas_used", "effective_gas_price"));
          assertThat(receipt.plain()).isEqualTo(of(row, "gas_used").equals("21000"));
          assertThat(receipt.movements()).hasSize(receipt.plain() ? 0 : 1);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "error", "subtraces", "suicide"})
  void parity_blocks_moveWhatTheRowsSay(String kind) {
    EtlFolder folder = folder("test_export_traces_job/block_with_" + kind);

    assertThat(Traces.parity(folder.answer("trace_block"), Rules.NEWEST))
        .containsExactlyElementsOf(coins(folder.rows("expected_traces.csv")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"508110_508110", "2112234_2112234"})
  void parity_blocksOfAStream_moveWhatTheRowsSay(String blocks) {
    EtlFolder folder = folder("test_stream/blocks_" + blocks);

    assertThat(Traces.parity(folder.answer("trace_block"), Rules.NEWEST))
        .containsExactlyElementsOf(coins(folder.rows("expected_traces.json")))
        .isNotEmpty();
  }

  @Test
  void parity_blockWithoutTransactions_movesNothing() {
    EtlFolder folder = folder("test_export_traces_job/block_without_transactions");

    assertThat(Traces.parity(folder.answer("trace_block"), Rules.NEWEST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "error", "subtraces"})
  void callTracer_blocks_moveWhatTheRowsSay(String kind) {
    EtlFolder folder = folder("test_extract_geth_traces_job/block_with_" + kind);

    assertThat(
            folder
                .answer("debug_traceBlockByNumber")
                .valueStream()
                .flatMap(tx -> Traces.callTracer(tx.get("result"), Rules.NEWEST).stream()))
        .containsExactlyElementsOf(coins(folder.rows("expected_traces.csv")))
        .isNotEmpty();
  }

  /** The callTracer of that time told neither the ends of a self-destruct nor its value. */
  @Test
  void callTracer_selfDestructWithoutEnds_isRefused() {
    EtlFolder folder = folder("test_extract_geth_traces_job/block_with_suicide");
    JsonNode block = folder.answer("debug_traceBlockByNumber");

    Answer.assertMalformed(
        () -> Traces.callTracer(block.get(0).get("result"), Rules.NEWEST),
        "call at depth 1 has no 'to', expected one");
  }

  @Test
  void answers_ofAContractThatSaysNothing_areEmptyOrZero() {
    EtlFolder folder = folder("test_stream/blocks_2112234_2112234");

    assertThat(AbiAnswers.text(folder.answer(AbiAnswers.SYMBOL))).isEmpty();
    assertThat(AbiAnswers.decimals(folder.answer(AbiAnswers.DECIMALS))).hasValue(0);
    assertThat(AbiAnswers.amount(folder.answer("0x18160ddd"))).contains(Amount.ZERO);
  }

  private static EtlFolder folder(String name) {
    String all = System.getProperty(PROPERTY, "");
    assumeTrue(!all.isEmpty(), "no real answers at hand: system property " + PROPERTY + " not set");
    return new EtlFolder(Path.of(all, name));
  }

  private static BlockHeader header(Map<String, String> row) {
    return new BlockHeader(
        Long.parseLong(of(row, "number")),
        of(row, "hash"),
        Instant.parse(of(row, "item_timestamp")),
        address(of(row, "miner")),
        List.of(),
        new Rules(Amount.ZERO, true, 0, false));
  }

  private static Transaction transaction(Map<String, String> row) {
    return new Transaction(
        new TxId(Chain.ETHEREUM, of(row, "hash")),
        Long.parseLong(of(row, "block_number")),
        of(row, "block_hash"),
        Integer.parseInt(of(row, "transaction_index")),
        address(of(row, "from_address")),
        Optional.of(address(of(row, "to_address"))),
        Long.parseLong(of(row, "nonce")),
        Amount.parse(of(row, "value")),
        Long.parseLong(of(row, "gas")),
        Amount.parse(of(row, "gas_price")));
  }

  private static Transaction signed(Map<String, String> row) {
    return new Transaction(
        new TxId(Chain.ETHEREUM, of(row, "transaction_hash")),
        Long.parseLong(of(row, "block_number")),
        of(row, "block_hash"),
        Integer.parseInt(of(row, "transaction_index")),
        Answer.address("a1"),
        Optional.empty(),
        0,
        Amount.ZERO,
        100_000,
        Amount.ZERO);
  }

  private static List<TxId> ids(List<Transaction> transactions) {
    return transactions.stream().map(Transaction::id).toList();
  }

  private static Amount fee(Map<String, String> row, String gas, String price) {
    return Amount.of(new BigInteger(of(row, gas)).multiply(new BigInteger(of(row, price))));
  }

  /** The rows of value that moved: of no failed call, nor of foreign code run in place. */
  private static List<Movement> coins(List<Map<String, String>> rows) {
    return rows.stream()
        .filter(row -> of(row, "error").isEmpty() && of(row, "call_type").matches("(call)?"))
        .filter(row -> !of(row, "value").matches("0?"))
        .map(RealAnswersTest::coin)
        .toList();
  }

  private static Movement coin(Map<String, String> row) {
    return movement(row, new Coin(Chain.ETHEREUM));
  }

  private static List<Movement> tokens(List<Map<String, String>> rows) {
    return rows.stream()
        .map(row -> movement(row, new Token(address(of(row, "token_address")))))
        .toList();
  }

  private static Movement movement(Map<String, String> row, Asset asset) {
    return new Movement(
        party(of(row, "from_address"), Outside.ISSUANCE),
        party(of(row, "to_address"), Outside.BURN),
        asset,
        Amount.parse(of(row, "value")));
  }

  private static Party party(String text, Party nobody) {
    return text.isEmpty() || address(text).isNobody() ? nobody : address(text);
  }

  private static Address address(String text) {
    return new Address(Chain.ETHEREUM, text);
  }

  private static String of(Map<String, String> row, String name) {
    return Optional.ofNullable(row.get(name)).orElseThrow();
  }
}
