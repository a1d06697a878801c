package org.spoor.bitcoin.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

final class OwnersTest {

  private static Party owner(Network network, String script) {
    return new Owners(network).of(HexFormat.of().parseHex(script));
  }

  /** Scripts and addresses of BIP 173 and BIP 350, where they have both. */
  @ParameterizedTest
  @CsvSource({
    "MAIN, 0014751e76e8199196d454941c45d1b3a323f1433bd6,"
        + " bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "TEST, 0014751e76e8199196d454941c45d1b3a323f1433bd6,"
        + " tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
    "MAIN, 00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262,"
        + " bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3",
    "TEST, 00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262,"
        + " tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
    "TEST, 0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433,"
        + " tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
    "TEST, 5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433,"
        + " tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c",
    "MAIN, 512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798,"
        + " bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "MAIN, 5210751e76e8199196d454941c45d1b3a323, bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
    "MAIN, 6002751e, bc1sw50qgdz25j",
  })
  void of_witnessProgram_isTheAddressOfTheProposal(Network network, String script, String text) {
    assertThat(owner(network, script)).isEqualTo(new Address(network.chain(), text));
  }

  /** The key of the first block's output, hashed, has the address that everybody knows for it. */
  @Test
  void of_publicKeyHash_isItsAddress() {
    String script = "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac";

    assertThat(owner(Network.MAIN, script))
        .isEqualTo(new Address(Network.MAIN.chain(), "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
    assertThat(owner(Network.TEST, script).text()).startsWith("mp");
  }

  @Test
  void of_scriptHash_isItsAddress() {
    String script = "a914" + "00".repeat(20) + "87";

    assertThat(owner(Network.MAIN, script))
        .isEqualTo(new Address(Network.MAIN.chain(), "31h1vYVSYuKP6AhS86fbRdMw9XHieotbST"));
    assertThat(owner(Network.REGTEST, script).text()).startsWith("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A public key: of 65 bytes, of 33.
        "4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504"
            + "e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac",
        "210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798ac",
        // One of two keys.
        "51210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f8179821030279be667ef9dcbb"
            + "ac55a06295ce870b07029bfcdb2dce28d959f2815b16f852ae",
        // OP_RETURN, alone and with a text.
        "6a",
        "6a0568656c6c6f",
        // Pay to anchor: version 1, two bytes.
        "51024e73",
        // Version 0 of a length that nobody can spend, and version 1 of one without rules.
        "001000112233445566778899aabbccddeeff",
        "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6",
        // Programs of 1 and of 41 bytes are none.
        "520100",
        // Nearly a script hash, nearly a public key hash.
        "a914000000000000000000000000000000000000000088",
        "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ad",
        // Pushes that reach beyond the end.
        "4c",
        "4cff00",
        "4effffffff00",
        "05aa",
        "ac",
      })
  void of_scriptWithoutAddressForm_isTheScript(String script) {
    assertThat(owner(Network.MAIN, script)).isEqualTo(new Script(script));
  }

  @Test
  void of_programTooLong_isTheScript() {
    String script = "5229" + "ab".repeat(41);

    assertThat(owner(Network.MAIN, script)).isEqualTo(new Script(script));
  }

  @Test
  void of_longestScript_isTheScript() {
    String script = "6a" + "00".repeat(3_999_999);

    assertThat(((Script) owner(Network.MAIN, script)).isUnspendable()).isTrue();
  }

  @Test
  void of_emptyScript_isNobodyKnown() {
    assertThat(owner(Network.MAIN, "")).isEqualTo(Outside.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6a",
        "51024e73",
        "6002751e",
        "0014751e76e8199196d454941c45d1b3a323f1433bd6",
        "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
        "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        "5210751e76e8199196d454941c45d1b3a323",
        "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac",
        "a914000000000000000000000000000000000000000087",
        "210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798ac",
      })
  void script_ofTheOwner_isTheSameAgain(String script) {
    for (Network network : Network.values()) {
      assertThat(new Owners(network).script(owner(network, script))).isEqualTo(script);
    }
  }
}
