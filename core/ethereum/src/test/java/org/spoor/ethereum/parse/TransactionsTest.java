package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.address;
import static org.spoor.ethereum.parse.Answer.assertMalformed;
import static org.spoor.ethereum.parse.Answer.ether;

import org.junit.jupiter.api.Test;
import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;

final class TransactionsTest {

  @Test
  void of_payment_isReadWhole() {
    Transaction tx = Transactions.of(transaction("'to':'@b2'"));

    assertThat(tx.id().text()).isEqualTo(Answer.hash("7"));
    assertThat(tx.height()).isEqualTo(16);
    assertThat(tx.blockHash()).isEqualTo(Answer.hash("b"));
    assertThat(tx.index()).isEqualTo(2);
    assertThat(tx.from()).isEqualTo(address("a1"));
    assertThat(tx.to()).contains(address("b2"));
    assertThat(tx.nonce()).isEqualTo(9);
    assertThat(tx.value()).isEqualTo(Amount.of(255));
    assertThat(tx.gas()).isEqualTo(21_000);
    assertThat(tx.gasPrice()).isEqualTo(Amount.of(5));
  }

  @Test
  void moved_creation_goesToTheContract() {
    Transaction creation = Transactions.of(transaction("'to':null"));

    assertThat(creation.moved(receipt("0x1"))).contains(ether("a1", "c3", 255));
    assertThat(creation.moved(receipt("0x0"))).isEmpty();
  }

  @Test
  void of_pending_isRefused() {
    assertMalformed(
        () -> Transactions.of(Answer.of("{'hash':'#7','blockNumber':null}")),
        "transaction has no 'blockNumber', expected one");
  }

  private static Receipt receipt(String status) {
    return Receipts.of(
        Answer.of(
            "{'transactionHash':'#7','blockNumber':'0x10','blockHash':'#b','transactionIndex':'0x2',"
                + "'from':'@a1','to':null,'contractAddress':'@c3','effectiveGasPrice':'0x3',"
                + "'logs':[],'gasUsed':'0xffff','status':'%s'}".formatted(status)),
        Transactions.of(transaction("'to':null")));
  }

  private static JsonNode transaction(String to) {
    return Answer.of(
        "{'hash':'#7','blockNumber':'0x10','blockHash':'#b','transactionIndex':'0x2',"
            + "'from':'@a1','nonce':'0x9','value':'0xff','gasPrice':'0x5','gas':'0x5208',%s}"
                .formatted(to));
  }
}
