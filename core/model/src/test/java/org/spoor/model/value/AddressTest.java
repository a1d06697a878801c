package org.spoor.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int MANY = 1_500;

  /** The look-alikes that were used against DMM Bitcoin and after the theft from Bybit. */
  @ParameterizedTest
  @CsvSource({
    "bitcoin, 1B6rJRfjTXwEy36SCs5zofGMmdv2kdZw7P, 1B6rJ6ZKfZmkqMyBGe5KR27oWkEbQdNM7P",
    "ethereum, 0x36ed3c0213565530c35115d93a80f9c04d94e4cb, 0x36ed762634b816913f465ef4a9c759ae3008e4cb"
  })
  void looksLike_realPair_isTakenForTheOther(String chain, String one, String other) {
    Chain on = Chain.find(chain).orElseThrow();
    Address a = new Address(on, one);
    Address b = new Address(on, other);

    assertThat(a.looksLike(b)).isTrue();
    assertThat(b.looksLike(a)).isTrue();
    assertThat(a.looksLike(a)).isFalse();
    assertThat(a.looksLike(new Address(on, one))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ethereum, 0x36ed3c0213565530c35115d93a80f9c04d94e4cb, 0x36ed762634b816913f465ef4a9c759ae3008e41b",
    "ethereum, 0x36ed3c0213565530c35115d93a80f9c04d94e4cb, 0x36e0762634b816913f465ef4a9c759ae300814cb",
    "ethereum, 0x36ed3c0213565530c35115d93a80f9c04d94e4cb, 0xf6ed762634b816913f465ef4a9c759ae3008e4cb",
    "bitcoin, 1B6rJRfjTXwEy36SCs5zofGMmdv2kdZw7P, 1B6rX6ZKfZmkqMyBGe5KR27oWkEbQdNM7P",
    "bitcoin, bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
  })
  void looksLike_tooLittleInCommon_isNot(String chain, String one, String other) {
    Chain on = Chain.find(chain).orElseThrow();

    assertThat(new Address(on, one).looksLike(new Address(on, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bitcoin | 1B6rJRfjTXwEy36SCs5zofGMmdv2kdZw7P | 1",
        "bitcoin | 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy | 3",
        "bitcoin | bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq | bc1q, 42 characters",
        "bitcoin-regtest | mwWbSKsfHuUbaLTLiJs7esLrKq9Rs7ASiT | m",
        "bitcoin-regtest | n2eMqTT929pb1RDNuqEnxdaLau1rxy3efi | m"
      })
  void form_isThatOfTheScriptType(String chain, String text, String form) {
    assertThat(new Address(Chain.find(chain).orElseThrow(), text).form()).isEqualTo(form);
  }

  @Test
  void looksLike_sameTextOnAnotherChain_isNot() {
    String text = "0x36ed3c0213565530c35115d93a80f9c04d94e4cb";

    assertThat(new Address(Chain.ETHEREUM, text).looksLike(new Address(Chain.BSC, text))).isFalse();
    assertThat(new Address(Chain.ETHEREUM, text)).isNotEqualTo(new Address(Chain.BSC, text));
  }

  @Test
  void looksLike_randomAddresses_isNeverTrue() {
    Random random = new Random(7);
    List<Address> accounts = new ArrayList<>();
    List<Address> outputs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      accounts.add(
          new Address(
              Chain.ETHEREUM, String.format(Locale.ROOT, "0x%040x", new BigInteger(160, random))));
      outputs.add(new Address(Chain.BITCOIN, "1" + base58(random, 33)));
    }
    none(accounts);
    none(outputs);
  }

  private static String base58(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(BASE58.charAt(random.nextInt(58)));
    }
    return text.toString();
  }

  private static void none(List<Address> addresses) {
    List<String> alike = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (addresses.get(i).looksLike(addresses.get(j))) {
          alike.add(addresses.get(i) + " and " + addresses.get(j));
        }
      }
    }
    assertThat(alike).as("seed 7").isEmpty();
  }

  @Test
  void equals_otherCase_isTheSamePlaceOnAnAccountChain() {
    Address lower = new Address(Chain.ETHEREUM, "0xabcdef0000000000000000000000000000000012");
    Address mixed = new Address(Chain.ETHEREUM, "0XABcDeF0000000000000000000000000000000012");

    assertThat(mixed).isEqualTo(lower).hasSameHashCodeAs(lower).isEqualByComparingTo(lower);
    assertThat(mixed.text()).isEqualTo("0xabcdef0000000000000000000000000000000012");
  }

  @Test
  void equals_otherCase_isTheSamePlaceInBech32Only() {
    String bech32 = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";

    assertThat(new Address(Chain.BITCOIN, bech32.toUpperCase(Locale.ROOT)))
        .isEqualTo(new Address(Chain.BITCOIN, bech32));
    assertThat(new Address(Chain.BITCOIN, "1abc")).isNotEqualTo(new Address(Chain.BITCOIN, "1ABC"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "thief",
        "0xabcdef000000000000000000000000000000001",
        "0xabcdef00000000000000000000000000000000123",
        "0xgbcdef0000000000000000000000000000000012",
        "abcdef0000000000000000000000000000000012"
      })
  void new_noAddressOfAnAccountChain_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Address(Chain.ETHEREUM, text))
        .withMessageContaining("ethereum")
        .withMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "has space", "1abc/def"})
  void new_noAddressOfAUtxoChain_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Address(Chain.BITCOIN, text));
  }

  @Test
  void isNobody_zeroAddress_isTrue() {
    assertThat(new Address(Chain.ETHEREUM, "0x" + "0".repeat(40)).isNobody()).isTrue();
    assertThat(new Address(Chain.ETHEREUM, "0x" + "0".repeat(39) + "1").isNobody()).isFalse();
  }
}
