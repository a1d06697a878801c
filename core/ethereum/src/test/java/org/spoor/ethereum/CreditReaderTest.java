package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;
import tools.jackson.databind.json.JsonMapper;

final class CreditReaderTest {

  private static final Address MINER = account("a1");
  private static final Address BESIDE = account("b2");
  private static final String HASH = "0x" + "c".repeat(64);
  private static final String TX = "0x" + "d".repeat(64);

  private static Address account(String end) {
    return new Address(Chain.ETHEREUM, "0x" + "0".repeat(38) + end);
  }

  /** Answers by method, and refuses what it has no answer to. */
  private record Recorded(Map<String, String> answers) implements Node {

    @Override
    public String name() {
      return "recorded";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      return calls.stream().map(this::reply).toList();
    }

    private Reply reply(Call call) {
      String answer = answers.get(call.method());
      return answer == null
          ? new Reply.Refusal(-32601, "method not found")
          : new Reply.Result(JsonMapper.shared().readTree(answer.replace('\'', '"')));
    }
  }

  /** A block of the main network's first year, with an uncle and a transaction. */
  private static Map<String, String> mined() {
    String tx =
        ("{'hash':'%s','blockNumber':'0x64','blockHash':'%s','transactionIndex':'0x0','from':'%s',"
                + "'to':'%s','nonce':'0x0','value':'0x1','gas':'0x5208','gasPrice':'0xa'}")
            .formatted(TX, HASH, account("e5").text(), account("f6").text());
    Map<String, String> answers = new HashMap<>();
    answers.put(
        "eth_getBlockByNumber",
        ("{'number':'0x64','hash':'%s','timestamp':'0x1','miner':'%s','difficulty':'0x9',"
                + "'uncles':['%s'],'transactions':[%s]}")
            .formatted(HASH, MINER.text(), HASH, tx));
    answers.put(
        "eth_getUncleByBlockNumberAndIndex",
        "{'number':'0x63','hash':'%s','miner':'%s'}".formatted(HASH, BESIDE.text()));
    answers.put(
        "eth_getBlockReceipts",
        "[{'transactionHash':'%s','blockHash':'%s','gasUsed':'0x5208'}]".formatted(TX, HASH));
    return answers;
  }

  private static List<Transfer> read(Map<String, String> answers, Address... wanted) {
    return new CreditReader(new Recorded(answers))
        .read(Map.of(100L, Set.of(wanted)))
        .getOrDefault(100L, List.of());
  }

  private static BigInteger wei(Transfer transfer) {
    return transfer.amount().toBigInteger();
  }

  @Test
  void read_minedBlock_feesThenRewardsAfterEveryTransaction() {
    List<Transfer> paid = read(mined(), MINER);

    assertThat(paid).extracting(Transfer::to).containsExactly(MINER, MINER, BESIDE);
    assertThat(paid).extracting(Transfer::from).containsOnly(Outside.ISSUANCE);
    assertThat(paid)
        .extracting(CreditReaderTest::wei)
        .containsExactly(
            BigInteger.valueOf(210_000),
            new BigInteger("5156250000000000000"),
            new BigInteger("4375000000000000000"));
    assertThat(paid)
        .extracting(transfer -> transfer.tx().text())
        .containsExactly("fees-of-block-100", "rewards-of-block-100", "rewards-of-block-100");
    assertThat(paid).extracting(Transfer::position).isSorted();
    assertThat(paid.getFirst().position().transaction()).isGreaterThan(1_000_000);
  }

  /** Receipts are many: they are not read for one who gets none of the fees. */
  @Test
  void read_minerOfAnUncle_itsRewardWithoutReceipts() {
    Map<String, String> answers = mined();
    answers.remove("eth_getBlockReceipts");

    assertThat(read(answers, BESIDE))
        .filteredOn(transfer -> transfer.touches(BESIDE))
        .extracting(CreditReaderTest::wei)
        .containsExactly(new BigInteger("4375000000000000000"));
  }

  @Test
  void read_unclesAreRefused_restIsTold() {
    Map<String, String> answers = mined();
    answers.remove("eth_getUncleByBlockNumberAndIndex");

    assertThat(read(answers, MINER)).hasSize(2);
  }

  @Test
  void transaction_idOfAPayment_isWhatWasPaid() {
    CreditReader reader = new CreditReader(new Recorded(mined()));

    assertThat(reader.transaction(new TxId(Chain.ETHEREUM, "fees-of-block-100"), 100))
        .hasValueSatisfying(
            paid -> assertThat(paid).extracting(Transfer::to).containsExactly(MINER));
    assertThat(reader.transaction(new TxId(Chain.ETHEREUM, "withdrawals-of-block-100"), 100))
        .isEmpty();
    assertThat(reader.transaction(new TxId(Chain.ETHEREUM, "fees-of-block-101"), 100)).isEmpty();
    assertThat(reader.transaction(new TxId(Chain.ETHEREUM, "something-else"), 100)).isEmpty();
  }
}
