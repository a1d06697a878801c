package org.spoor.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

final class AskedTest {

  private static final Address FIRST = address("a");
  private static final Address SECOND = address("b");

  private static Address address(String digit) {
    return new Address(Chain.ETHEREUM, "0x" + digit.repeat(40));
  }

  private static Transfer event(int index, Party from, Party to, Asset asset) {
    return new Transfer(
        new ChainPosition(5, 2, index),
        Instant.parse("2025-01-01T00:00:12Z"),
        new TxId(Chain.ETHEREUM, "label"),
        from,
        to,
        asset,
        Amount.of(70));
  }

  /** The form stands in docs/case-folders.md: who has the events can hash them again. */
  @Test
  void sha256_isThatOfALineForEachEvent() throws Exception {
    Asked asked = new Asked();
    asked.history(
        SECOND, List.of(event(0, SECOND, Outside.FEE, new Coin(Chain.ETHEREUM))), List.of());
    asked.history(FIRST, List.of(event(1, Outside.ISSUANCE, FIRST, new Token(SECOND))), List.of());
    String lines =
        """
        5 2 1 2025-01-01T00:00:12Z label ISSUANCE %1$s %2$s 70
        5 2 0 2025-01-01T00:00:12Z label %2$s FEE ETH 70
        """
            .formatted(FIRST, SECOND)
            .replace(' ', '\t');

    assertThat(asked.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(lines.getBytes(StandardCharsets.UTF_8))));
  }
}
