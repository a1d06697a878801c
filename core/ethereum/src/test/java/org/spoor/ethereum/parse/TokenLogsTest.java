package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.address;
import static org.spoor.ethereum.parse.Answer.assertMalformed;
import static org.spoor.ethereum.parse.Answer.token;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;
import org.web3j.abi.EventEncoder;

final class TokenLogsTest {

  private static final Address DAI = address("da1");
  private static final Address WETH = TokenLogs.WRAPPED_ETHER.iterator().next();

  @Test
  void topics_areHashesOfTheirSignatures() {
    assertThat(TokenLogs.TRANSFER)
        .isEqualTo(EventEncoder.buildEventSignature("Transfer(address,address,uint256)"));
    assertThat(TokenLogs.DEPOSIT)
        .isEqualTo(EventEncoder.buildEventSignature("Deposit(address,uint256)"));
    assertThat(TokenLogs.WITHDRAWAL)
        .isEqualTo(EventEncoder.buildEventSignature("Withdrawal(address,uint256)"));
  }

  @Test
  void movements_transfers_areReadInOrder() {
    assertThat(
            read(
                log(DAI, TokenLogs.TRANSFER, 7, "a1", "b2"),
                log(DAI, TokenLogs.TRANSFER, 5, "b2", "a1")))
        .containsExactly(
            token(DAI, address("a1"), address("b2"), 7),
            token(DAI, address("b2"), address("a1"), 5));
  }

  @Test
  void movements_nobodysAddress_isOutside() {
    assertThat(
            read(
                log(DAI, TokenLogs.TRANSFER, 7, "0", "b2"),
                log(DAI, TokenLogs.TRANSFER, 5, "b2", "0")))
        .containsExactly(
            token(DAI, Outside.ISSUANCE, address("b2"), 7),
            token(DAI, address("b2"), Outside.BURN, 5));
  }

  @Test
  void movements_wrappedEther_appearsAndDisappears() {
    assertThat(
            read(log(WETH, TokenLogs.DEPOSIT, 7, "a1"), log(WETH, TokenLogs.WITHDRAWAL, 5, "a1")))
        .containsExactly(
            token(WETH, Outside.ISSUANCE, address("a1"), 7),
            token(WETH, address("a1"), Outside.BURN, 5));
  }

  @Test
  void movements_depositOfAnotherContract_isBelievedOnlyIfNamed() {
    String log = log(DAI, TokenLogs.DEPOSIT, 7, "a1");

    assertThat(read(log)).isEmpty();
    assertThat(TokenLogs.movements(Answer.of("[" + log + "]"), Set.of(DAI)))
        .containsExactly(token(DAI, Outside.ISSUANCE, address("a1"), 7));
  }

  @Test
  void movements_collectibles_areLeftOut() {
    assertThat(read(log(DAI, TokenLogs.TRANSFER, 7, "a1", "b2", "3"))).isEmpty();
  }

  @Test
  void movements_shapesOfOtherEvents_areLeftOut() {
    String dirty = "f".repeat(24) + "a".repeat(40);
    assertThat(
            read(
                log(DAI, TokenLogs.TRANSFER, 7, "a1"),
                log(DAI, TokenLogs.TRANSFER, 7, dirty, "b2"),
                log(DAI, Answer.hash("1"), 7, "a1", "b2"),
                "{'address':'@da1','topics':[],'data':'0x'}",
                "{'address':'@da1','topics':['%s','#a1','#b2'],'data':'0x'}"
                    .formatted(TokenLogs.TRANSFER)))
        .isEmpty();
  }

  @Test
  void movements_removedLog_isLeftOut() {
    String log = log(DAI, TokenLogs.TRANSFER, 7, "a1", "b2");
    assertThat(read(log.replace("{", "{'removed':true,"))).isEmpty();
    assertThat(read(log.replace("{", "{'removed':false,'more':{},"))).hasSize(1);
  }

  @Test
  void movements_greatestAmount_isKept() {
    String log =
        log(DAI, TokenLogs.TRANSFER, 0, "a1", "b2").replace("'#0'", "'0x" + "f".repeat(64) + "'");
    assertThat(read(log).getFirst().amount())
        .isEqualTo(
            Amount.parse(
                "115792089237316195423570985008687907853269984665640564039457584007913129639935"));
  }

  @Test
  void movements_noLogs_saysWhatWasExpected() {
    assertMalformed(
        () -> TokenLogs.movements(Answer.of("'none'")), "logs is 'none', expected a list");
    assertMalformed(
        () -> read("{'address':'@1','topics':['0x12'],'data':'#1'}"),
        "logs[0].topics[0] is '0x12', expected 32 bytes of 0x and 64 hexadecimal digits");
    assertMalformed(
        () -> read("{'topics':[],'data':'#1'}"), "logs[0] has no 'address', expected one");
  }

  private static List<Movement> read(String... logs) {
    return TokenLogs.movements(Answer.of("[" + String.join(",", logs) + "]"));
  }

  private static String log(Address contract, String event, int units, String... topics) {
    StringBuilder all = new StringBuilder("'" + event + "'");
    for (String topic : topics) {
      all.append(",'#").append(topic).append("'");
    }
    return "{'address':'%s','topics':[%s],'data':'#%x'}".formatted(contract, all, units);
  }
}
