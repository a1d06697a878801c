package org.spoor.ethereum.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.endpoint.Reply.Refusal;

final class LimitTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-32005 | query returned more than 10000 results. Try with this block range [0x1, 0x64]."
            + " | RESULTS | 100",
        "-32602 | range 1000000 exceeds limit of 10000 | RANGE | 10000",
        "-32602 | block range too large, currently limited to 300 | RANGE | 300",
        "-32600 | You can make eth_getLogs requests with up to a 500 block range. Based on your"
            + " parameters, this block range should work: [0x123c9b2, 0x123cba5] | RANGE | 500",
        "-32602 | Log response size exceeded. You can make eth_getLogs requests with up to a 2K"
            + " block range and no limit on the response size | RESULTS | ",
        "-32614 | eth_getLogs is limited to a 10,000 range | RANGE | 10000",
        "-32047 | Max range: 800 | RANGE | 800",
        "-32000 | query exceeds max block range 100000 | RANGE | 100000",
        "-32602 | query exceeds max results 20000, retry with the range 100-199 | RESULTS | 100",
        "-32000 | block range is too wide | RANGE | ",
        "-32000 | query timeout exceeded | RESULTS | ",
        "-32000 | exceed max topics | ADDRESSES | ",
        "-32005 | limit exceeded | RESULTS | ",
        "-32603 | Too many logs requested | RESULTS | "
      })
  void in_wordings_kindAndBlocks(int code, String message, Limit.Kind kind, Long blocks) {
    OptionalLong stated = blocks == null ? OptionalLong.empty() : OptionalLong.of(blocks);

    assertThat(Limit.in(new Refusal(code, message))).contains(new Limit(kind, stated));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-32601 | the method eth_getLogs does not exist/is not available",
        "-32005 | daily request count exceeded, request rate limited",
        "-32000 | missing trie node",
        "-32000 | block range is pruned",
        "-32005 | over quota: range of the day",
        "-32000 | header not found"
      })
  void in_otherRefusals_none(int code, String message) {
    assertThat(Limit.in(new Refusal(code, message))).isEmpty();
  }

  @Test
  void in_rangeBackwards_noBlocks() {
    assertThat(Limit.in(new Refusal(-32005, "try with this block range [0x64, 0x1]")))
        .isEqualTo(Optional.of(new Limit(Limit.Kind.RANGE, OptionalLong.empty())));
  }
}
