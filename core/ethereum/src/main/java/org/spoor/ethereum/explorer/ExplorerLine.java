package org.spoor.ethereum.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.model.SpoorException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP GET to an explorer, and what came back; nothing that it says shows the key. */
final class ExplorerLine {

  /** What came back. */
  sealed interface Delivery {

    record Body(JsonNode json) implements Delivery {}

    /** Busy, slow or out of reach: later it may answer. */
    record Lost(String what) implements Delivery {}
  }

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int LARGEST_ANSWER = 256 << 20;

  private final Endpoint endpoint;
  private final HttpUrl url;
  private final OkHttpClient client;
  private final Meter meter;

  ExplorerLine(Endpoint endpoint, OkHttpClient client, Meter meter) {
    this.endpoint = endpoint;
    this.url = url(endpoint);
    this.client = client;
    this.meter = meter;
  }

  private static HttpUrl url(Endpoint endpoint) {
    return Optional.ofNullable(HttpUrl.parse(endpoint.url().toString()))
        .orElseThrow(() ->
            SpoorException.invalidInput(
                "url of endpoint " + endpoint.name() + ": expected http or https and a host"));
  }

  /**
   * @throws SpoorException UNAVAILABLE if it will never answer this; MALFORMED_DATA if what it
   *     sends is no JSON
   */
  Delivery get(Map<String, String> query) {
    meter.sending(1);
    try (Response response = client.newCall(request(query)).execute()) {
      return delivery(response);
    } catch (InterruptedIOException e) {
      return new Delivery.Lost("no answer in time");
    } catch (IOException e) {
      return new Delivery.Lost("no connection to " + url.host());
    }
  }

  private Delivery delivery(Response response) throws IOException {
    byte[] body = body(response);
    meter.received(body.length);
    int status = response.code();
    if (status == 408 || status == 429 || status >= 500) {
      return new Delivery.Lost("HTTP " + status);
    }
    if (body.length > LARGEST_ANSWER) {
      throw unavailable("an answer of more than " + LARGEST_ANSWER + " bytes");
    }
    return new Delivery.Body(json(status, body));
  }

  private JsonNode json(int status, byte[] body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      // Told below, without the text: it may be a page of a proxy that repeats the address.
    }
    throw status == 200
        ? SpoorException.malformedData(endpoint.name() + ": an answer that is no JSON object")
        : unavailable("HTTP " + status);
  }

  /** One byte more than allowed if there is more. */
  private static byte[] body(Response response) throws IOException {
    var body = response.body();
    if (body == null) {
      return new byte[0];
    }
    try (InputStream in = body.byteStream()) {
      return in.readNBytes(LARGEST_ANSWER + 1);
    }
  }

  private Request request(Map<String, String> query) {
    HttpUrl.Builder asked = url.newBuilder();
    Request.Builder request = new Request.Builder();
    query.forEach(asked::setQueryParameter);
    endpoint
        .key()
        .ifPresent(key -> {
          switch (endpoint.keyPlace()) {
            case PATH -> asked.addPathSegment(key);
            case QUERY -> asked.setQueryParameter("apikey", key);
            case BEARER, BASIC -> {}
          }
        });
    endpoint.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.url(asked.build()).build();
  }

  /** An explorer may repeat the key in what it says. */
  String told(String text) {
    return endpoint.keyless(text);
  }

  SpoorException unavailable(String what) {
    return SpoorException.unavailable(endpoint.name() + ": " + told(what));
  }
}
