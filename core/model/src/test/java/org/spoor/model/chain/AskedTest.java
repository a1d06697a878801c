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

  private static final Asset ETHER = new Coin(Chain.ETHEREUM);
  private static final Asset USD = new Token(address("c"));

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
    asked.history(SECOND, List.of(event(0, SECOND, Outside.FEE, ETHER)), List.of());
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

  private static Asked moved(Asset asset) {
    Asked asked = new Asked();
    asked.history(FIRST, List.of(event(1, FIRST, SECOND, asset)), List.of());
    return asked;
  }

  @Test
  void lacking_transferInTheOtherHistoryAlone_namesIt() {
    Asked asked = moved(USD);
    asked.followed(SECOND, USD);
    asked.history(SECOND, List.of(event(0, SECOND, Outside.FEE, ETHER)), List.of());
    String words = "transaction label is in the history of %s, and not in its own";

    assertThat(asked.lacking(SECOND)).contains(words.formatted(FIRST));
    assertThat(asked.lacking(FIRST)).isEmpty();
    assertThat(asked.remarks()).containsExactly((SECOND + ": " + words).formatted(FIRST));
  }

  @Test
  void lacking_historyThatHasIt_saysNothing() {
    Asked asked = moved(USD);
    asked.followed(SECOND, USD);
    asked.history(
        SECOND,
        List.of(event(0, SECOND, Outside.FEE, ETHER), event(1, FIRST, SECOND, USD)),
        List.of());

    assertThat(asked.lacking(SECOND)).isEmpty();
    assertThat(asked.remarks()).isEmpty();
  }

  /** Anybody can make a token that says what it likes. */
  @Test
  void lacking_assetThatIsNotFollowedThere_saysNothing() {
    Asked asked = moved(USD);
    asked.followed(SECOND, ETHER);
    asked.history(SECOND, List.of(), List.of());

    assertThat(asked.lacking(SECOND)).isEmpty();
  }

  @Test
  void lacking_historyWithGaps_saysNothingMore() {
    Asked asked = moved(USD);
    asked.followed(SECOND, USD);
    asked.history(SECOND, List.of(), List.of("refused"));

    assertThat(asked.remarks()).containsExactly(SECOND + ": refused");
  }
}
