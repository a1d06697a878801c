package org.spoor.endpoint.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.spoor.endpoint.Digest;
import org.spoor.endpoint.Json;
import tools.jackson.databind.JsonNode;

/** An answer as {@link AnswerStore} keeps it: packed, beside the hash of its raw bytes. */
final class Row {

  private final byte[] sha256;
  private final byte[] body;

  Row(byte[] sha256, byte[] body) {
    this.sha256 = sha256;
    this.body = body;
  }

  static Row of(JsonNode answer) {
    byte[] raw = Json.MAPPER.writeValueAsBytes(answer);
    return new Row(Digest.of(raw), Packed.of(raw));
  }

  byte[] sha256() {
    return sha256;
  }

  byte[] body() {
    return body;
  }

  String hex() {
    return HexFormat.of().formatHex(sha256);
  }

  /**
   * @throws IOException if they are not those that were hashed
   */
  byte[] raw() throws IOException {
    byte[] raw = Packed.open(body);
    if (!Arrays.equals(Digest.of(raw), sha256)) {
      throw new IOException("other bytes than those hashed");
    }
    return raw;
  }
}
