package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.address;
import static org.spoor.ethereum.parse.Answer.assertMalformed;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import tools.jackson.databind.JsonNode;

final class BlockPaymentsTest {

  private static final BigInteger FINNEY = BigInteger.TEN.pow(15);

  private static Movement paid(Address to, BigInteger wei) {
    return new Movement(Outside.ISSUANCE, to, new Coin(Chain.ETHEREUM), Amount.of(wei));
  }

  private static BlockHeader mined(long height, int uncles) {
    return new BlockHeader(
        height,
        Answer.hash("b"),
        Instant.EPOCH,
        address("a1"),
        List.of(),
        new Rules(Amount.ZERO, true, uncles, false));
  }

  private static JsonNode uncle(long height, String miner) {
    return Answer.of("{'number':'0x%x','miner':'@%s','hash':'#c'}".formatted(height, miner));
  }

  private static JsonNode block(String more, String... transactions) {
    return Answer.of(
        "{'number':'0x10','hash':'#b','timestamp':'0x5f5e100','miner':'@a1',%s'transactions':[%s]}"
            .formatted(more, String.join(",", transactions)));
  }

  private static String transaction(String hash, int gasPrice) {
    return ("{'hash':'#%s','blockNumber':'0x10','blockHash':'#b','transactionIndex':'0x0',"
            + "'from':'@b2','to':'@c3','nonce':'0x0','value':'0x0','gas':'0xffff','gasPrice':'0x%x'}")
        .formatted(hash, gasPrice);
  }

  private static JsonNode receipt(String hash, String block, int gas, String price) {
    return Answer.of(
        "{'transactionHash':'#%s','blockHash':'#%s',%s'gasUsed':'0x%x'}"
            .formatted(hash, block, price, gas));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5000",
    "4369999, 5000",
    "4370000, 3000",
    "7279999, 3000",
    "7280000, 2000",
    "15537393, 2000"
  })
  void work_minedBlock_earnsWhatItsTimeGave(long height, long finney) {
    assertThat(BlockPayments.work(mined(height, 0), List.of()))
        .containsExactly(paid(address("a1"), FINNEY.multiply(BigInteger.valueOf(finney))));
  }

  /**
   * A 32nd for each uncle that is named; of the uncle an eighth less for each block that it is
   * late.
   */
  @Test
  void work_uncles_arePaidBesideTheirNephew() {
    assertThat(
            BlockPayments.work(
                mined(8_000_000, 2), List.of(uncle(7_999_999, "d4"), uncle(7_999_994, "e5"))))
        .containsExactly(
            paid(address("a1"), new BigInteger("2125000000000000000")),
            paid(address("d4"), new BigInteger("1750000000000000000")),
            paid(address("e5"), new BigInteger("500000000000000000")));
  }

  @Test
  void work_uncleTooOld_isRefused() {
    assertMalformed(
        () -> BlockPayments.work(mined(8_000_000, 1), List.of(uncle(7_999_993, "d4"))),
        "uncle.number is '0x7a11f9', expected one of the 6 blocks before 8000000");
  }

  @Test
  void work_blockThatIsNotMined_earnsNothing() {
    BlockHeader header = Blocks.header(block("'difficulty':'0x0',"));

    assertThat(BlockPayments.work(header, List.of())).isEmpty();
  }

  @Test
  void priorityFees_baseFee_isBurntNotPaid() {
    assertThat(
            BlockPayments.priorityFees(
                block("'baseFeePerGas':'0x7',", transaction("1", 10), transaction("2", 9)),
                List.of(
                    receipt("2", "b", 50_000, "'effectiveGasPrice':'0x9',"),
                    receipt("1", "b", 21_000, "'effectiveGasPrice':'0xa',"))))
        .contains(paid(address("a1"), BigInteger.valueOf(3 * 21_000 + 2 * 50_000)));
  }

  @Test
  void priorityFees_oldReceiptsWithoutPrice_costWhatTheTransactionBids() {
    assertThat(
            BlockPayments.priorityFees(
                block("", transaction("1", 10)), List.of(receipt("1", "b", 21_000, ""))))
        .contains(paid(address("a1"), BigInteger.valueOf(210_000)));
  }

  @Test
  void priorityFees_nobodyPaysAny_areNone() {
    assertThat(BlockPayments.priorityFees(block(""), List.of())).isEmpty();
    assertThat(
            BlockPayments.priorityFees(
                block("'baseFeePerGas':'0xa',", transaction("1", 10)),
                List.of(receipt("1", "b", 21_000, ""))))
        .isEmpty();
  }

  @Test
  void priorityFees_receiptsThatDoNotFit_areRefused() {
    JsonNode block = block("'baseFeePerGas':'0x7',", transaction("1", 10));

    assertMalformed(
        () -> BlockPayments.priorityFees(block, List.of()),
        "the receipts of block 16 lack that of " + Answer.hash("1"));
    assertMalformed(
        () -> BlockPayments.priorityFees(block, List.of(receipt("1", "c", 21_000, ""))),
        "receipt.blockHash is '0x%s..., expected %s".formatted("0".repeat(57), Answer.hash("b")));
    assertMalformed(
        () ->
            BlockPayments.priorityFees(
                block, List.of(receipt("1", "b", 21_000, "'effectiveGasPrice':'0x6',"))),
        "receipt is an object, expected one that pays the base fee of 7");
  }

  /** Block 1,755,635 of the main network: two transactions at 20 gwei, no uncle. */
  @Test
  void payments_ofARealBlock_areWhatItsMinerGot() {
    long gwei = 1_000_000_000;
    assertThat(
            BlockPayments.priorityFees(
                block(
                    "'difficulty':'0x30290ce4811d','uncles':[],",
                    transaction("1", (int) gwei),
                    transaction("2", (int) gwei)),
                List.of(
                    receipt("1", "b", 0x8e42, "'effectiveGasPrice':'0x4a817c800',"),
                    receipt("2", "b", 0x5208, "'effectiveGasPrice':'0x4a817c800',"))))
        .contains(paid(address("a1"), BigInteger.valueOf(0xe04a * 20 * gwei)));
  }
}
