package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.address;
import static org.spoor.ethereum.parse.Answer.assertMalformed;
import static org.spoor.ethereum.parse.Answer.token;

import org.junit.jupiter.api.Test;
import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;

final class ReceiptsTest {

  @Test
  void of_transferWithoutCode_isPlain() {
    Receipt receipt = read(receipt("'0x5208'", "'status':'0x1'"));

    assertThat(receipt.tx().text()).isEqualTo(Answer.hash("7"));
    assertThat(receipt.height()).isEqualTo(16);
    assertThat(receipt.blockHash()).isEqualTo(Answer.hash("b"));
    assertThat(receipt.index()).isEqualTo(2);
    assertThat(receipt.from()).isEqualTo(address("a1"));
    assertThat(receipt.to()).contains(address("b2"));
    assertThat(receipt.fee()).isEqualTo(Amount.of(21_000 * 3));
    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.plain()).isTrue();
    assertThat(receipt.movements()).isEmpty();
  }

  @Test
  void of_moreGas_isNotPlain() {
    assertThat(read(receipt("'0x5209'", "'status':'0x1'")).plain()).isFalse();
  }

  @Test
  void of_failed_paysGasAlone() {
    Receipt receipt = read(receipt("'0x5209'", "'status':'0x0'"));

    assertThat(receipt.succeeded()).isFalse();
    assertThat(receipt.fee()).isEqualTo(Amount.of(21_001 * 3));
  }

  @Test
  void of_blobs_costGasOfTheirOwn() {
    JsonNode receipt =
        receipt("'0x5208'", "'status':'0x1','blobGasUsed':'0x20000','blobGasPrice':'0x2'");
    assertThat(read(receipt).fee()).isEqualTo(Amount.of(21_000 * 3 + 131_072 * 2));
  }

  @Test
  void of_creation_goesToTheContract() {
    JsonNode receipt =
        Answer.of(
            receipt("'0x9999'", "'status':'0x1'")
                .toString()
                .replace("\"to\":\"" + address("b2") + "\"", "'to':null,'contractAddress':'@c3'"));
    assertThat(read(receipt).to()).contains(address("c3"));
  }

  @Test
  void of_logs_areMovements() {
    JsonNode receipt =
        Answer.of(
            receipt("'0x5208'", "'status':'0x1'")
                .toString()
                .replace(
                    "[]",
                    "[{'address':'@da1','topics':['%s','#a1','#b2'],'data':'#9'}]"
                        .formatted(TokenLogs.TRANSFER)));
    Receipt read = read(receipt);

    assertThat(read.movements())
        .containsExactly(token(address("da1"), address("a1"), address("b2"), 9));
    assertThat(read.plain()).isFalse();
  }

  @Test
  void of_beforeByzantium_gasLeftProvesSuccess() {
    JsonNode old = receipt("'0x5208'", "'root':'#1','status':null");

    assertThat(Receipts.of(old, transaction(21_001)).plain()).isTrue();
    assertThat(Receipts.of(old, transaction(21_000)).plain()).isFalse();
    assertThat(Receipts.of(old, transaction(21_000)).succeeded()).isTrue();
  }

  @Test
  void of_oldReceipt_takesPriceAndEndsFromTheTransaction() {
    JsonNode bare =
        Answer.of(
            "{'transactionHash':'#7','blockNumber':'0x10','blockHash':'#b','transactionIndex':'0x2',"
                + "'gasUsed':'0x5208','root':'#1','logs':[],'contractAddress':null}");
    Receipt receipt = Receipts.of(bare, transaction(30_000));

    assertThat(receipt.fee()).isEqualTo(Amount.of(21_000 * 5));
    assertThat(receipt.from()).isEqualTo(address("a1"));
    assertThat(receipt.to()).contains(address("b2"));
  }

  @Test
  void of_noReceipt_saysWhatWasExpected() {
    assertMalformed(
        () -> read(Answer.of("null")), "receipt is null, expected an object with 'logs'");
    assertMalformed(
        () -> read(receipt("'0x5208'", "'status':'0x2'")),
        "receipt.status is '0x2', expected 0x1 or 0x0");
    assertMalformed(
        () -> read(receipt("21000", "'status':'0x1'")),
        "receipt.gasUsed is 21000, expected a quantity of 0x and 1 to 64 hexadecimal digits");
  }

  private static Receipt read(JsonNode receipt) {
    return Receipts.of(receipt, transaction(30_000));
  }

  private static Transaction transaction(int gas) {
    return Transactions.of(
        Answer.of(
            "{'hash':'#7','blockNumber':'0x10','blockHash':'#b','transactionIndex':'0x2',"
                + "'from':'@a1','to':'@b2','nonce':'0x0','value':'0x1','gasPrice':'0x5',"
                + "'gas':'0x%x'}".formatted(gas)));
  }

  private static JsonNode receipt(String gasUsed, String status) {
    return Answer.of(
        "{'transactionHash':'#7','blockNumber':'0x10','blockHash':'#b','transactionIndex':'0x2',"
            + "'from':'@a1','to':'@b2','effectiveGasPrice':'0x3','logs':[],'gasUsed':%s,%s}"
                .formatted(gasUsed, status));
  }
}
