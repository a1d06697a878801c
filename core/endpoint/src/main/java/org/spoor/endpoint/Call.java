package org.spoor.endpoint;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * One question to a node.
 *
 * @param method of JSON-RPC, or the path of a {@link RestNode}
 * @param params strings, booleans, lists and maps of such; quantities as 0x-hexadecimal
 * @param settled whether the answer rests on finalised blocks alone, so that it never changes
 * @param upTo the last final block, where the answer alone tells which block it is of: it is
 *     settled if its {@code blockNumber} is not later
 * @param isOfRange whether it is about a range of blocks, of which less can be asked for
 */
public record Call(
    String method, List<Object> params, boolean settled, OptionalLong upTo, boolean isOfRange) {

  public Call {
    params = List.copyOf(params);
  }

  public Call(String method, List<Object> params, boolean settled) {
    this(method, params, settled, OptionalLong.empty(), false);
  }

  /** One whose answer tells which block it is of. */
  public static Call upTo(long last, String method, List<Object> params) {
    return new Call(method, params, true, OptionalLong.of(last), false);
  }

  /** One about a range of blocks. */
  public static Call ofRange(String method, List<Object> params, boolean settled) {
    return new Call(method, params, settled, OptionalLong.empty(), true);
  }

  /**
   * What a reading of its answer gives.
   *
   * @param endpoint that answered
   * @throws SpoorException MALFORMED_DATA, naming endpoint and call, if the answer cannot be read
   */
  public <T> T read(String endpoint, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SpoorException e) {
      throw e.kind() == SpoorException.Kind.MALFORMED_DATA
          ? SpoorException.malformedData("%s: %s: %s".formatted(endpoint, this, e.getMessage()), e)
          : e;
    }
  }

  /** In short, for messages: the method and what it is asked of. */
  @Override
  public String toString() {
    return Excerpt.of(method + " " + Json.MAPPER.writeValueAsString(params));
  }

  /** Whether this answer never changes: what nobody knows now may be known later. */
  boolean isLasting(JsonNode answer) {
    return settled
        && !answer.isNull()
        && (upTo.isEmpty() || isUpTo(upTo.getAsLong(), answer.path("blockNumber")));
  }

  /** A transaction that waits has no block yet. */
  private static boolean isUpTo(long last, JsonNode height) {
    return height.isString()
        && height.stringValue().matches("0x[0-9a-fA-F]{1,15}")
        && Long.parseLong(height.stringValue().substring(2), 16) <= last;
  }
}
