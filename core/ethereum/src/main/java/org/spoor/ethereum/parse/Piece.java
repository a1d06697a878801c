package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * A part of a node's answer, with the way to it for messages: {@code receipt.logs[3].topics}. Every
 * reading of it throws {@link SpoorException} MALFORMED_DATA in one line if it is something else.
 */
record Piece(JsonNode node, String where) {

  static final Chain CHAIN = Chain.ETHEREUM;
  static final Coin ETHER = new Coin(CHAIN);

  private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");
  private static final Pattern BYTES = Pattern.compile("0x([0-9a-fA-F]{2})*");
  private static final int SHOWN = 60;

  Piece field(String name) {
    return optional(name).orElseThrow(() -> without(name));
  }

  /** Empty where the field is absent or null. */
  Optional<Piece> optional(String name) {
    if (!node.isObject()) {
      throw bad("an object with '" + name + "'");
    }
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new Piece(value, where + "." + name));
  }

  List<Piece> items() {
    if (!node.isArray()) {
      throw bad("a list");
    }
    List<Piece> items = new ArrayList<>(node.size());
    for (JsonNode item : node.values()) {
      items.add(new Piece(item, where + "[" + items.size() + "]"));
    }
    return items;
  }

  String text() {
    if (!node.isString()) {
      throw bad("text");
    }
    return node.stringValue();
  }

  BigInteger quantity() {
    if (!node.isString() || !QUANTITY.matcher(node.stringValue()).matches()) {
      throw bad("a quantity of 0x and 1 to 64 hexadecimal digits");
    }
    return new BigInteger(node.stringValue().substring(2), 16);
  }

  Amount amount() {
    return Amount.of(quantity());
  }

  long number() {
    return within(63, BigInteger::longValueExact);
  }

  int index() {
    return within(31, BigInteger::intValueExact);
  }

  /** A plain JSON number, as positions within a trace are written. */
  int count() {
    if (!node.isInt() || node.intValue() < 0) {
      throw bad("a whole number from 0");
    }
    return node.intValue();
  }

  private <T> T within(int bits, Function<BigInteger, T> read) {
    BigInteger quantity = quantity();
    if (quantity.bitLength() > bits) {
      throw bad("a quantity below 2^" + bits);
    }
    return read.apply(quantity);
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw bad("true or false");
    }
    return node.booleanValue();
  }

  /** Bytes as lower-case hexadecimal without 0x. */
  String bytes() {
    if (!node.isString() || !BYTES.matcher(node.stringValue()).matches()) {
      throw bad("bytes of 0x and pairs of hexadecimal digits");
    }
    return node.stringValue().substring(2).toLowerCase(Locale.ROOT);
  }

  /** 32 bytes, in lower case with 0x. */
  String hash() {
    if (!node.isString() || node.stringValue().length() != 66) {
      throw bad("32 bytes of 0x and 64 hexadecimal digits");
    }
    return "0x" + bytes();
  }

  TxId tx() {
    return new TxId(CHAIN, hash());
  }

  Address address() {
    if (!node.isString() || node.stringValue().length() != 42) {
      throw bad("an address of 0x and 40 hexadecimal digits");
    }
    return new Address(CHAIN, "0x" + bytes());
  }

  /** Who gives: nobody's address stands for new value. */
  Party giver() {
    return giver(address());
  }

  /** Who takes: what goes to nobody's address is burnt. */
  Party taker() {
    return taker(address());
  }

  static Party giver(Address address) {
    return address.isNobody() ? Outside.ISSUANCE : address;
  }

  static Party taker(Address address) {
    return address.isNobody() ? Outside.BURN : address;
  }

  private SpoorException without(String name) {
    return SpoorException.malformedData("%s has no '%s', expected one".formatted(where, name));
  }

  SpoorException bad(String expected) {
    return SpoorException.malformedData(
        "%s is %s, expected %s".formatted(where, shown(), expected));
  }

  /** Containers by their kind: writing one out could be long and deep. */
  private String shown() {
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "a list of " + node.size();
    }
    String text = node.isString() ? "'" + node.stringValue() + "'" : node.toString();
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
