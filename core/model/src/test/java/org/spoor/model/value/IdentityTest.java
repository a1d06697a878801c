package org.spoor.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that name things. */
class IdentityTest {

  @Test
  void txId_hash_isLowerCase() {
    TxId id = new TxId(Chain.ETHEREUM, "0X" + "AB".repeat(32));

    assertThat(id.text()).isEqualTo("0x" + "ab".repeat(32));
    assertThat(id.isHash()).isTrue();
    assertThat(new TxId(Chain.BITCOIN, "AB".repeat(32)).isHash()).isTrue();
  }

  @Test
  void txId_otherName_staysAsItIs() {
    TxId id = new TxId(Chain.ETHEREUM, "Theft-1");

    assertThat(id.text()).isEqualTo("Theft-1");
    assertThat(id.isHash()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "a\n"})
  void txId_noName_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TxId(Chain.ETHEREUM, text));
  }

  @Test
  void outPoint_negativeIndex_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutPoint(new TxId(Chain.BITCOIN, "t"), -1));
  }

  @Test
  void outPoint_order_isByTransactionThenIndex() {
    OutPoint a2 = new OutPoint(new TxId(Chain.BITCOIN, "a"), 2);
    OutPoint a10 = new OutPoint(new TxId(Chain.BITCOIN, "a"), 10);
    OutPoint b0 = new OutPoint(new TxId(Chain.BITCOIN, "b"), 0);

    assertThat(a2).isLessThan(a10);
    assertThat(a10).isLessThan(b0);
    assertThat(a2).hasToString("a:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6a", "6A04deadbeef", "OP_RETURN 00", " op_return"})
  void script_opReturn_isUnspendable(String text) {
    assertThat(new Script(text).isUnspendable()).isTrue();
  }

  @Test
  void script_longerThanCanBeRun_isUnspendable() {
    assertThat(new Script("51".repeat(10_000)).isUnspendable()).isFalse();
    assertThat(new Script("51".repeat(10_001)).isUnspendable()).isTrue();
    assertThat(new Script("OP_TRUE ".repeat(10_001)).isUnspendable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"51", "76a914", "OP_DUP OP_RETURN", "a6"})
  void script_anythingElse_isSpendable(String text) {
    assertThat(new Script(text).isUnspendable()).isFalse();
  }

  @Test
  void script_blank_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Script(" "));
  }

  @Test
  void asset_parse_tellsCoinFromToken() {
    String contract = "0xAE7AB96520DE3A18E5E111B5EAAB095312D7FE84";

    assertThat(Asset.parse(Chain.ETHEREUM, "ETH")).isEqualTo(new Coin(Chain.ETHEREUM));
    assertThat(Asset.parse(Chain.ETHEREUM, contract))
        .isEqualTo(new Token(new Address(Chain.ETHEREUM, contract)))
        .isNotEqualTo(new Token(new Address(Chain.BSC, contract)));
    assertThatIllegalArgumentException().isThrownBy(() -> Asset.parse(Chain.ETHEREUM, "USDT"));
  }

  @Test
  void assetDescription_absurdDecimals_isRefused() {
    Coin coin = new Coin(Chain.ETHEREUM);

    assertThatIllegalArgumentException().isThrownBy(() -> new AssetDescription(coin, "ETH", -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AssetDescription(coin, "ETH", 78));
    assertThat(AssetDescription.of(coin).decimals()).hasValue(18);
  }
}
