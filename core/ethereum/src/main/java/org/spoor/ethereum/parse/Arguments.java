package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

/**
 * The arguments of a call, in words of 32 bytes as contracts encode them; whatever is missing or
 * out of bounds is absent. A function's arguments and a dynamic tuple are both read from their
 * start.
 *
 * @see <a href="https://docs.soliditylang.org/en/latest/abi-spec.html">Contract ABI</a>
 */
final class Arguments {

  private static final int WORD = 32;
  private static final int ADDRESS = 20;

  private final byte[] data;
  private final int start;

  /**
   * @param data not changed by anybody from now on
   */
  Arguments(byte[] data) {
    this(data, 0);
  }

  private Arguments(byte[] data, int start) {
    this.data = data;
    this.start = start;
  }

  private OptionalInt at(int index) {
    long from = (long) start + (long) WORD * index;
    return from + WORD <= data.length ? OptionalInt.of((int) from) : OptionalInt.empty();
  }

  /** The address in a word; a word with anything above it is none. */
  Optional<Address> address(int index) {
    OptionalInt at = at(index);
    if (at.isEmpty()) {
      return Optional.empty();
    }
    int from = at.getAsInt() + WORD - ADDRESS;
    for (int i = at.getAsInt(); i < from; i++) {
      if (data[i] != 0) {
        return Optional.empty();
      }
    }
    String text = "0x" + HexFormat.of().formatHex(data, from, from + ADDRESS);
    return Optional.of(new Address(Chain.ETHEREUM, text));
  }

  /** A length or an offset: less than the data are long. */
  private OptionalInt size(int index) {
    OptionalInt at = at(index);
    if (at.isEmpty()) {
      return at;
    }
    BigInteger value = new BigInteger(1, data, at.getAsInt(), WORD);
    return value.compareTo(BigInteger.valueOf(data.length)) <= 0
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }

  /** The dynamic tuple or array whose offset stands in a word. */
  Optional<Arguments> inside(int index) {
    OptionalInt offset = size(index);
    return offset.isEmpty()
        ? Optional.empty()
        : Optional.of(new Arguments(data, start + offset.getAsInt()));
  }

  /** The bytes whose offset stands in a word. */
  Optional<byte[]> bytes(int index) {
    return inside(index).flatMap(Arguments::own);
  }

  private Optional<byte[]> own() {
    OptionalInt length = size(0);
    long from = (long) start + WORD;
    return length.isEmpty() || from + length.getAsInt() > data.length
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(data, (int) from, (int) from + length.getAsInt()));
  }

  /**
   * The array of bytes whose offset stands in a word; nothing if any element is malformed, or if
   * elements overlap such that together they are longer than the data.
   */
  Optional<List<byte[]>> arrayOfBytes(int index) {
    Optional<Arguments> array = inside(index);
    OptionalInt length = array.map(one -> one.size(0)).orElse(OptionalInt.empty());
    if (length.isEmpty()) {
      return Optional.empty();
    }
    Arguments elements = new Arguments(data, array.get().start + WORD);
    List<byte[]> all = new ArrayList<>();
    int room = data.length;
    for (int i = 0; i < length.getAsInt(); i++) {
      Optional<byte[]> one = elements.bytes(i);
      if (one.isEmpty() || one.get().length > room) {
        return Optional.empty();
      }
      room -= one.get().length;
      all.add(one.get());
    }
    return Optional.of(all);
  }
}
