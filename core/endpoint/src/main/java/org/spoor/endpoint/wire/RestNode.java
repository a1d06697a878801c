package org.spoor.endpoint.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Json;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.Together;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A server of things by their paths: one GET for each call, several at once, each tried once.
 *
 * <p>A call's method is a path below the endpoint's address in which {@code {0}}, {@code {1}} stand
 * for its parameters. Further parameters are not sent: they tell apart answers that hold for one
 * state of the chain alone. Objects and arrays are results as they come, bytes are a text in
 * hexadecimal, all else is a text. What is not there is refused with its status, and what is more
 * than is taken with {@link #TOO_LARGE}.
 */
public final class RestNode implements DirectNode {

  /** What a server says, or is said to say, of more than is taken at once. */
  public static final int TOO_LARGE = 413;

  /** Requests on their way: as many as it takes for a level of a trace, each a small one. */
  private static final int AT_ONCE = 64;

  private static final Pattern PARAMETER = Pattern.compile("[0-9A-Za-z,]+");

  private final Endpoint endpoint;
  private final Wire wire;
  private final Function<JsonNode, Optional<String>> later;
  private final long largest;
  private final Places places = new Places(AT_ONCE);

  /**
   * @param largest bytes of an answer
   */
  RestNode(
      Endpoint endpoint,
      Meter meter,
      OkHttpClient client,
      Function<JsonNode, Optional<String>> later,
      long largest) {
    this.endpoint = endpoint;
    this.wire = new Wire(endpoint, client, meter);
    this.later = later;
    this.largest = largest;
  }

  /** An endpoint that is waited for a minute at most. */
  public static RestNode of(Endpoint endpoint, Meter meter) {
    return of(endpoint, meter, answer -> Optional.empty());
  }

  /**
   * @param later tells, in its own words, an answer that is none yet: asked too often, or busy
   */
  public static RestNode of(
      Endpoint endpoint, Meter meter, Function<JsonNode, Optional<String>> later) {
    OkHttpClient client =
        HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(45))
            .callTimeout(LONGEST)
            .build();
    return new RestNode(endpoint, meter, client, later, HttpNode.LARGEST_ANSWER);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public List<Outcome> attempt(List<Call> calls, Duration within) {
    long until = System.nanoTime() + within.toNanos();
    return calls.isEmpty() ? List.of() : Together.map(calls, call -> send(call, until));
  }

  private Outcome send(Call call, long until) {
    String path = path(call);
    return switch (places.take(
        until, () -> name() + ": " + call, left -> wire.get(path, largest, left))) {
      case Wire.Delivery.Body body -> read(body);
      case Wire.Delivery.TooLarge(String what) ->
          new Outcome.Answered(new Reply.Refusal(TOO_LARGE, what));
      case Wire.Delivery.Lost(Fault fault) -> new Outcome.Failed(fault);
    };
  }

  private static String path(Call call) {
    String path = call.method().substring(1);
    for (int i = 0; i < call.params().size(); i++) {
      String parameter = String.valueOf(call.params().get(i));
      if (!PARAMETER.matcher(parameter).matches()) {
        throw new IllegalArgumentException("parameter '" + parameter + "' of " + call.method());
      }
      path = path.replace("{" + i + "}", parameter);
    }
    return path;
  }

  private Outcome read(Wire.Delivery.Body body) {
    int status = body.status();
    if (status / 100 == 2) {
      return result(body);
    }
    String said =
        wire.told(new String(body.bytes(), 0, Math.min(body.bytes().length, 2000), UTF_8));
    return switch (status) {
      case 400, 404, 405, 410 -> new Outcome.Answered(new Reply.Refusal(status, said));
      case 301, 302, 303, 307, 308 ->
          failed(Fault.Kind.FINAL, "HTTP " + status + ": elsewhere, which is not followed");
      default ->
          failed(
              status / 100 == 5 ? Fault.Kind.PASSING : Fault.Kind.FINAL,
              "HTTP " + status + (said.isEmpty() ? "" : ": " + said));
    };
  }

  /** A page for people is a proxy's, or that of a server that knows no such path. */
  private Outcome result(Wire.Delivery.Body body) {
    if (body.type().startsWith("text/html")) {
      return failed(
          Fault.Kind.GARBLED,
          "expected an answer, got a page: " + wire.told(Excerpt.of(body.bytes())));
    }
    try {
      JsonNode answer = value(body);
      return later
          .apply(answer)
          .map(why -> failed(Fault.Kind.LIMITED, wire.told(why)))
          .orElseGet(() -> new Outcome.Answered(new Reply.Result(answer)));
    } catch (JacksonException e) {
      return failed(
          Fault.Kind.GARBLED,
          "expected JSON, got %d bytes that are not: %s"
              .formatted(body.bytes().length, wire.told(Excerpt.of(body.bytes()))));
    }
  }

  private static JsonNode value(Wire.Delivery.Body body) {
    if (body.type().startsWith("application/octet-stream")) {
      return StringNode.valueOf(HexFormat.of().formatHex(body.bytes()));
    }
    String text = new String(body.bytes(), UTF_8).strip();
    return text.startsWith("{") || text.startsWith("[")
        ? Json.MAPPER.readTree(body.bytes())
        : StringNode.valueOf(text);
  }

  private static Outcome failed(Fault.Kind kind, String what) {
    return new Outcome.Failed(Fault.of(kind, what));
  }
}
