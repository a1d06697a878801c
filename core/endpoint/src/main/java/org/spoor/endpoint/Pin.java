package org.spoor.endpoint;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The one certificate that a server may show, whoever has signed it.
 *
 * @param sha256 of the certificate, 64 digits of lower-case hexadecimal
 */
public record Pin(String sha256) {

  public Pin {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("pin '" + sha256 + "'");
    }
  }

  /**
   * @param text as openssl prints it: with or without colons, large or small letters
   * @return nothing if it is no SHA-256
   */
  public static Optional<Pin> read(String text) {
    return Optional.of(text.replace(":", "").toLowerCase(Locale.ROOT))
        .filter(plain -> plain.matches("[0-9a-f]{64}"))
        .map(Pin::new);
  }

  public static Pin of(byte[] certificate) {
    return new Pin(HexFormat.of().formatHex(Digest.of(certificate)));
  }
}
