package org.spoor.ethereum.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * A part of what a node answered, which complains where it is something else than expected.
 *
 * @param said what it is a part of
 */
record Answer(String said, JsonNode json) {

  boolean isNull() {
    return json.isNull() || json.isMissingNode();
  }

  /** Missing where there is no such field. */
  Answer at(String field) {
    return new Answer(said, json.path(field));
  }

  List<Answer> items() {
    if (!json.isArray()) {
      throw malformed("a list");
    }
    List<Answer> items = new ArrayList<>(json.size());
    json.forEach(item -> items.add(new Answer(said, item)));
    return items;
  }

  TxId tx() {
    return new TxId(Chain.ETHEREUM, text("a transaction hash", "0x[0-9a-fA-F]{64}"));
  }

  Address address() {
    return new Address(Chain.ETHEREUM, text("an address", "0x[0-9a-fA-F]{40}"));
  }

  /** None where it is null or missing. */
  Optional<Address> someAddress() {
    return isNull() ? Optional.empty() : Optional.of(address());
  }

  /** The address in the lower 20 bytes of an indexed field of a log. */
  Address topic() {
    String word = text("an address in a topic", "0x[0-9a-fA-F]{64}");
    return new Address(Chain.ETHEREUM, "0x" + word.substring(26));
  }

  long number() {
    BigInteger number = quantity();
    if (number.bitLength() > 62) {
      throw malformed("a height or count");
    }
    return number.longValue();
  }

  /** Traces write heights as JSON numbers, all else writes 0x-hexadecimal. */
  BigInteger quantity() {
    return json.isIntegralNumber()
        ? json.bigIntegerValue()
        : new BigInteger(text("a 0x-hexadecimal quantity", "0x[0-9a-fA-F]{1,64}").substring(2), 16);
  }

  boolean flag() {
    if (!json.isBoolean()) {
      throw malformed("true or false");
    }
    return json.booleanValue();
  }

  String text(String expected, String pattern) {
    if (!json.isString() || !json.stringValue().matches(pattern)) {
      throw malformed(expected);
    }
    return json.stringValue();
  }

  private SpoorException malformed(String expected) {
    String found = isNull() ? "nothing" : json.toString();
    String shown = found.length() > 80 ? found.substring(0, 80) + "..." : found;
    return SpoorException.malformedData(said + ": expected " + expected + ", found " + shown);
  }
}
