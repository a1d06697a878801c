package org.spoor.ethereum.explorer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.wire.PatientNode;
import org.spoor.endpoint.wire.RestNode;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * Asks an explorer: Etherscan's version 2, which serves many chains, or Blockscout. May be asked
 * from several threads; what goes out is spread evenly over each second, since explorers count by
 * the second.
 */
public final class ExplorerClient {

  private final Endpoint endpoint;
  private final PatientNode explorer;

  private ExplorerClient(Endpoint endpoint, PatientNode explorer) {
    this.endpoint = endpoint;
    this.explorer = explorer;
  }

  /**
   * Gives up when the explorer has given no answer for a minute.
   *
   * @param meter counts what goes out
   */
  public static ExplorerClient of(Endpoint endpoint, Meter meter) {
    RestNode server = RestNode.of(endpoint, meter, ExplorerAnswer::later);
    return new ExplorerClient(endpoint, PatientNode.even(server));
  }

  /** The same explorer, which is given up sooner or later. */
  public ExplorerClient within(Duration longest) {
    return new ExplorerClient(endpoint, explorer.within(longest));
  }

  public String name() {
    return endpoint.name();
  }

  /** Tells it from every other explorer, and shows no key. */
  String identity() {
    return endpoint.identity();
  }

  /** Who is asked. */
  Node server() {
    return explorer;
  }

  /**
   * A whole answer, whatever it says but that it comes later or never.
   *
   * @param what is asked, for messages
   * @throws SpoorException UNAVAILABLE if it stays out of reach or busy, or refuses the key
   */
  JsonNode raw(String what, Map<String, String> query) {
    return switch (explorer.ask(List.of(call(query, List.of(), false))).getFirst()) {
      case Reply.Result(JsonNode body) -> usable(what, object(what, body));
      case Reply.Refusal(int status, String said) ->
          throw unavailable(what, "HTTP " + status + ": " + said);
    };
  }

  private JsonNode usable(String what, JsonNode body) {
    String said = ExplorerAnswer.said(body);
    if (body.has("status") && ExplorerAnswer.isLasting(said)) {
      throw unavailable(what, said);
    }
    return body;
  }

  private JsonNode object(String what, JsonNode body) {
    if (body.isObject()) {
      return body;
    }
    throw SpoorException.malformedData(name() + ": " + what + ": an answer that is no JSON object");
  }

  /**
   * A GET of what the key is no part of.
   *
   * @param asOf tells it from the same question at other times; not sent
   * @param settled whether the answer rests on final blocks alone
   */
  static Call call(Map<String, String> query, List<Object> asOf, boolean settled) {
    String path =
        query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&", "/?", ""));
    return new Call(path, asOf, settled);
  }

  /** What an explorer says may repeat the key. */
  String told(String text) {
    return endpoint.keyless(text);
  }

  SpoorException unavailable(String what, String why) {
    return SpoorException.unavailable(name() + ": " + what + ": " + told(why));
  }
}
