package org.spoor.endpoint.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Meter;
import org.spoor.model.SpoorException;

/** One HTTP request to an endpoint, and what came back. */
final class Wire {

  /** What came back. */
  sealed interface Delivery {

    /** A body that may hold an answer, whatever the status says. */
    final class Body implements Delivery {

      private final int status;
      private final String type;
      private final byte[] bytes;

      Body(int status, String type, byte[] bytes) {
        this.status = status;
        this.type = type;
        this.bytes = bytes;
      }

      int status() {
        return status;
      }

      /** As the header calls it, empty if it does not. */
      String type() {
        return type;
      }

      byte[] bytes() {
        return bytes;
      }
    }

    /** More than is taken. */
    record TooLarge(String what) implements Delivery {}

    record Lost(Fault fault) implements Delivery {}
  }

  /** What a server says of a path that it does not have. */
  private static final Set<Integer> ABSENT = Set.of(404, 405, 410);

  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final Endpoint endpoint;
  private final HttpUrl url;
  private final OkHttpClient client;
  private final Meter meter;

  Wire(Endpoint endpoint, OkHttpClient client, Meter meter) {
    this.endpoint = endpoint;
    this.url = url(endpoint);
    this.client = client;
    this.meter = meter;
  }

  /**
   * @param calls that the body holds
   * @param most bytes that are taken of what comes back
   * @param within which all of it has to be here
   */
  Delivery post(byte[] body, int calls, long most, Duration within) {
    return send(request().post(RequestBody.create(body, JSON)).build(), calls, most, within);
  }

  /**
   * @param path below the endpoint's address, with its query
   * @param most bytes that are taken of what comes back
   * @param within which all of it has to be here
   */
  Delivery get(String path, long most, Duration within) {
    String[] parts = path.split("\\?", 2);
    HttpUrl.Builder asked = url.newBuilder();
    if (!parts[0].isEmpty()) {
      asked.addPathSegments(parts[0]);
    }
    for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
      String[] named = pair.split("=", 2);
      asked.addEncodedQueryParameter(named[0], named[1]);
    }
    return send(request().url(asked.build()).build(), 1, most, within);
  }

  private Delivery send(Request request, int calls, long most, Duration within) {
    meter.sending(calls);
    OkHttpClient hasty = client.newBuilder().callTimeout(within).build();
    try (Response response = hasty.newCall(request).execute()) {
      return delivery(response, most);
    } catch (IOException e) {
      return new Delivery.Lost(Fault.lost(e, endpoint));
    }
  }

  /** What an endpoint says, fit for a message: one line, and without the key. */
  String told(String text) {
    return Excerpt.of(endpoint.keyless(text));
  }

  private static HttpUrl url(Endpoint endpoint) {
    try {
      HttpUrl url = HttpUrl.get(endpoint.url().toString());
      return endpoint.key().map(key -> url(url, endpoint.keyPlace(), key)).orElse(url);
    } catch (IllegalArgumentException e) {
      throw SpoorException.invalidInput(
          "url of endpoint " + endpoint.name() + ": expected http or https and a host");
    }
  }

  private static HttpUrl url(HttpUrl url, Endpoint.KeyPlace place, String key) {
    return switch (place) {
      case PATH -> url.newBuilder().addPathSegment(key).build();
      case QUERY -> url.newBuilder().addQueryParameter("apikey", key).build();
      case BEARER, BASIC -> url;
    };
  }

  private Request.Builder request() {
    var request = new Request.Builder().url(url);
    endpoint.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private Delivery delivery(Response response, long most) throws IOException {
    BoundedBody body = body(response, most);
    meter.received(body.received());
    int status = response.code();
    if (body.isTooLarge() || status == 413) {
      return new Delivery.TooLarge(
          status == 413
              ? "HTTP 413 to the question"
              : "HTTP " + status + " with more than the " + most + " bytes that are taken");
    }
    byte[] bytes = body.bytes();
    if (isGet(response) && ABSENT.contains(status)) {
      return whole(response, bytes);
    }
    return switch (status) {
      case 429 -> lost(Fault.Kind.LIMITED, response, bytes);
      case 401, 402, 403, 404, 405, 407, 410, 421 -> lost(Fault.Kind.FINAL, response, bytes);
      case 408, 502, 503, 504 -> lost(Fault.Kind.PASSING, response, bytes);
      default -> whole(response, bytes);
    };
  }

  private static boolean isGet(Response response) {
    return response.request().method().equals("GET");
  }

  private static Delivery whole(Response response, byte[] bytes) {
    String type = Objects.requireNonNullElse(response.header("Content-Type"), "");
    return new Delivery.Body(response.code(), type, bytes);
  }

  private static BoundedBody body(Response response, long most) throws IOException {
    var body = response.body();
    if (body == null || body.contentLength() > most) {
      return new BoundedBody(List.of(), body != null, 0);
    }
    try (InputStream in = body.byteStream()) {
      return isGet(response) ? BoundedBody.readAny(in, most) : BoundedBody.read(in, most);
    }
  }

  private Delivery lost(Fault.Kind kind, Response response, byte[] bytes) {
    String said = told(new String(bytes, 0, Math.min(bytes.length, 2000), UTF_8));
    String what = "HTTP " + response.code() + (said.isEmpty() ? "" : ": " + said);
    return new Delivery.Lost(new Fault(kind, what, rest(response)));
  }

  /** RFC 9110, 10.2.3: seconds or a date. */
  private static Optional<Duration> rest(Response response) {
    return Optional.ofNullable(response.header("Retry-After")).flatMap(Wire::duration);
  }

  private static Optional<Duration> duration(String retryAfter) {
    try {
      if (retryAfter.strip().matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter.strip())));
      }
      Instant then =
          ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(Instant.now(), then);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
