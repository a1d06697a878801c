package org.spoor.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node or server that the user has configured.
 *
 * @param name by which messages and results call it
 * @param url http or https, or {@code tcp://host:port} and {@code ssl://host:port}; providers hide
 *     keys in its path, so that of it the host alone is shown
 * @param key sent where the endpoint wants it (see {@link KeyPlace}); never logged
 * @param callsPerSecond what it may be asked at most; a limit that it tells of itself goes before
 * @param pin of its certificate; if absent, those that the Java platform trusts
 */
public record Endpoint(
    String name,
    URI url,
    Optional<String> key,
    KeyPlace keyPlace,
    int callsPerSecond,
    Optional<Pin> pin) {

  /** Where the key goes. */
  public enum KeyPlace {
    /** Appended to the path of the URL. */
    PATH,
    /** {@code Authorization: Bearer KEY}. */
    BEARER,
    /** {@code Authorization: Basic}, of a key that is {@code user:password}. */
    BASIC,
    /** The query parameter {@code apikey}. */
    QUERY
  }

  /** What is shorter is no key. */
  private static final int SHORTEST_KEY = 8;

  /** Fewer letters tell nothing. */
  private static final int SHORTEST_BEGINNING = 4;

  public Endpoint {
    if (name.isBlank() || callsPerSecond < 1) {
      throw new IllegalArgumentException("endpoint '" + name + "' of " + callsPerSecond + "/s");
    }
  }

  public Endpoint(
      String name, URI url, Optional<String> key, KeyPlace keyPlace, int callsPerSecond) {
    this(name, url, key, keyPlace, callsPerSecond, Optional.empty());
  }

  /**
   * A text in which the key, and all in the path that may be one, is not shown, nor the beginning
   * of it where an {@link Excerpt} ends there.
   */
  public String keyless(String text) {
    String path = Objects.requireNonNullElse(url.getPath(), "");
    String raw = Objects.requireNonNullElse(url.getRawPath(), "");
    return Stream.concat(
            key.stream().flatMap(this::secrets),
            Stream.of((path + "/" + raw).split("/")).filter(s -> s.length() >= SHORTEST_KEY))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .reduce(text, Endpoint::without);
  }

  private static String without(String text, String secret) {
    String shown = text.replace(secret, "KEY");
    for (int length = secret.length() - 1; length >= SHORTEST_BEGINNING; length--) {
      shown = shown.replace(secret.substring(0, length) + Excerpt.CUT, "KEY" + Excerpt.CUT);
    }
    return shown;
  }

  /** The forms in which a key may come back. */
  private Stream<String> secrets(String key) {
    return switch (keyPlace) {
      case PATH, QUERY -> Stream.of(key, key.replace("/", "%2F"), URLEncoder.encode(key, UTF_8));
      case BEARER -> Stream.of(key);
      case BASIC ->
          Stream.of(key, encoded(key), key.substring(key.indexOf(':') + 1))
              .filter(secret -> !secret.isEmpty());
    };
  }

  /** The header {@code Authorization}, if that is where the key goes. */
  public Optional<String> authorization() {
    return key.flatMap(secret ->
        switch (keyPlace) {
          case PATH, QUERY -> Optional.empty();
          case BEARER -> Optional.of("Bearer " + secret);
          case BASIC -> Optional.of("Basic " + encoded(secret));
        });
  }

  /** A user and password as RFC 7617 has them on the way. */
  private static String encoded(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
  }

  /** Tells it from every other endpoint, also of its name, and shows no key. */
  public String identity() {
    byte[] digest = Digest.of(url.toString().getBytes(UTF_8));
    return name + " " + HexFormat.of().formatHex(digest, 0, 8);
  }

  /** Host and port, for people; never more of the address, for what follows may be a key. */
  public String host() {
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return name + " (" + url.getHost() + ")";
  }
}
