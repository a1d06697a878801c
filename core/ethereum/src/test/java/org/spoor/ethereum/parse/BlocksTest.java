package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.address;
import static org.spoor.ethereum.parse.Answer.assertMalformed;
import static org.spoor.ethereum.parse.Answer.ether;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;

final class BlocksTest {

  private static final String BLOCK =
      "{'number':'0x10','hash':'#b','timestamp':'0x5f5e100','miner':'@a1','transactions':[]}";

  @Test
  void header_oldBlock_hasNoWithdrawals() {
    BlockHeader header = Blocks.header(Answer.of(BLOCK));

    assertThat(header)
        .isEqualTo(
            new BlockHeader(
                16,
                Answer.hash("b"),
                Instant.ofEpochSecond(100_000_000),
                address("a1"),
                List.of(),
                new Rules(Amount.ZERO, false, 0, false)));
  }

  @Test
  void header_fieldsOfNewerRules_tellThem() {
    String since =
        "{'difficulty':'0x0','uncles':[],'baseFeePerGas':'0x7','parentBeaconBlockRoot':'#d',";
    String mined = "{'difficulty':'0x2','uncles':['#e','#f'],";

    assertThat(Blocks.header(Answer.of(BLOCK.replace("{", since))).rules())
        .isEqualTo(new Rules(Amount.of(7), false, 0, true));
    assertThat(Blocks.header(Answer.of(BLOCK.replace("{", mined))).rules())
        .isEqualTo(new Rules(Amount.ZERO, true, 2, false));
  }

  @Test
  void header_withdrawals_areNewEtherInWei() {
    String withdrawals =
        "[{'index':'0x1','validatorIndex':'0x2','address':'@b2','amount':'0x3'},"
            + "{'index':'0x2','validatorIndex':'0x2','address':'@b2','amount':'0x0'}]";
    assertThat(
            Blocks.header(Answer.of(BLOCK.replace("{", "{'withdrawals':" + withdrawals + ",")))
                .withdrawals())
        .containsExactly(ether(Outside.ISSUANCE, address("b2"), 3_000_000_000L));
  }

  @Test
  void header_pendingBlock_saysWhatIsMissing() {
    assertMalformed(
        () -> Blocks.header(Answer.of("{'number':null}")), "block has no 'number', expected one");
  }

  @Test
  void header_timeOutOfReach_isRefused() {
    assertMalformed(
        () -> Blocks.header(Answer.of(BLOCK.replace("0x5f5e100", "0x7fffffffffffffff"))),
        "block.timestamp is '0x7fffffffffffffff', expected a time in seconds since 1970");
    assertMalformed(
        () -> Blocks.header(Answer.of(BLOCK.replace("0x10", "0x8000000000000000"))),
        "block.number is '0x8000000000000000', expected a quantity below 2^63");
  }
}
