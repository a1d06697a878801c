package org.spoor.ethereum.anvil;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contracts of {@code src/test/solidity}. */
public enum Contract {
  DOLLAR("Dollar"),
  TAXED("TaxedToken"),
  IMITATION("Imitation"),
  WRAPPED_ETHER("WrappedEther"),
  SPLITTER("Splitter"),
  VAULT("Vault"),
  WAVERER("Waverer"),
  MULTISEND("Multisend"),
  POOL("Pool"),
  ROUTER("Router");

  static final String RESOURCE = "/anvil/contracts.json";

  private static final JsonNode COMPILED = read();

  private final String name;

  Contract(String name) {
    this.name = name;
  }

  private static JsonNode read() {
    try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, RESOURCE)).get("contracts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode compiled() {
    return COMPILED.get(name);
  }

  /** What a transaction that creates it has for data. */
  public String creation(Object... arguments) {
    return compiled().get("creation").asString() + encode(arguments);
  }

  /** What stands at its address. */
  public String runtime() {
    return compiled().get("runtime").asString();
  }

  /**
   * What a transaction that calls it has for data.
   *
   * @param arguments addresses, whole numbers and lists of such
   */
  public String call(String function, Object... arguments) {
    String selector =
        compiled().get("functions").properties().stream()
            .filter(f -> f.getKey().startsWith(function + "("))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name + " has no " + function))
            .asString();
    return "0x" + selector + encode(arguments);
  }

  /** Contract ABI: lists stand behind the arguments, which tell where. */
  private static String encode(Object... arguments) {
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    for (Object argument : arguments) {
      if (argument instanceof List<?> list) {
        head.append(word(BigInteger.valueOf(arguments.length * 32L + tail.length() / 2)));
        tail.append(word(BigInteger.valueOf(list.size())));
        list.forEach(element -> tail.append(word(element)));
      } else {
        head.append(word(argument));
      }
    }
    return head.append(tail).toString();
  }

  private static String word(Object value) {
    String digits =
        switch (value) {
          case Address address -> address.text().substring(2);
          case BigInteger number -> number.toString(16);
          default -> throw new IllegalArgumentException("no argument of a contract: " + value);
        };
    return "0".repeat(64 - digits.length()) + digits;
  }
}
