package org.spoor.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * One question to a node.
 *
 * @param method of JSON-RPC, or the path of a {@code RestNode}
 * @param params strings, booleans, whole numbers, lists and maps of such
 * @param settled whether the answer rests on finalised blocks alone, so that it never changes
 * @param upTo the last final block, where the answer alone tells which block it is of: it is
 *     settled if its {@code blockNumber} is not later
 * @param deep how many {@code confirmations} the answer has to tell of itself to be settled, where
 *     it tells no height
 * @param isOfRange whether it is about a range of blocks, of which less can be asked for
 * @param pin hash of the block that the asker is pinned to, if null says something about the chain
 *     up to there; not sent
 */
public record Call(
    String method,
    List<Object> params,
    boolean settled,
    OptionalLong upTo,
    OptionalLong deep,
    boolean isOfRange,
    Optional<String> pin) {

  public Call {
    params = List.copyOf(params);
  }

  public Call(String method, List<Object> params, boolean settled) {
    this(
        method,
        params,
        settled,
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty());
  }

  /** One whose answer tells which block it is of. */
  public static Call upTo(long last, String method, List<Object> params) {
    return upTo(last, Optional.empty(), method, params);
  }

  /**
   * One whose answer tells which block it is of, or, by null, that it is of none.
   *
   * @param last final block
   * @param pin hash of the block that is read up to, which is {@code last} or before it
   */
  public static Call upTo(long last, Optional<String> pin, String method, List<Object> params) {
    return new Call(method, params, true, OptionalLong.of(last), OptionalLong.empty(), false, pin);
  }

  /** One about a range of blocks. */
  public static Call ofRange(String method, List<Object> params, boolean settled) {
    return new Call(
        method,
        params,
        settled,
        OptionalLong.empty(),
        OptionalLong.empty(),
        true,
        Optional.empty());
  }

  /** One whose answer is settled once it tells of itself that it is so deep. */
  public static Call settledOnceDeep(String method, List<Object> params, long confirmations) {
    return new Call(
        method,
        params,
        true,
        OptionalLong.empty(),
        OptionalLong.of(confirmations),
        false,
        Optional.empty());
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
  public boolean isLasting(JsonNode answer) {
    return settled
        && !answer.isNull()
        && (upTo.isEmpty() || isUpTo(upTo.getAsLong(), answer.path("blockNumber")))
        && (deep.isEmpty() || isDeep(deep.getAsLong(), answer.path("confirmations")));
  }

  private static boolean isDeep(long least, JsonNode confirmations) {
    return confirmations.isIntegralNumber()
        && confirmations.canConvertToLong()
        && confirmations.longValue() >= least;
  }

  /** A transaction that waits has no block yet. */
  private static boolean isUpTo(long last, JsonNode height) {
    return height.isString()
        && height.stringValue().matches("0x[0-9a-fA-F]{1,15}")
        && Long.parseLong(height.stringValue().substring(2), 16) <= last;
  }
}
