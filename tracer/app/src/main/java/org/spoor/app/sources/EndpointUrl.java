package org.spoor.app.sources;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.endpoint.wire.LineNode;
import org.spoor.model.SpoorException;

/** The address of an endpoint; what a provider hides in it never gets into a message. */
final class EndpointUrl {

  private static final int MOST_PORT = 65_535;

  private EndpointUrl() {}

  /**
   * @param refusal makes a complaint of what is wrong
   */
  static URI read(String text, Function<String, SpoorException> refusal) {
    if (text.contains("@") || text.contains("?") || text.contains("#")) {
      throw refusal.apply(
          "the address holds a user, a query or a fragment, expected https://HOST/PATH alone");
    }
    return parsed(text.strip())
        .filter(EndpointUrl::isUsable)
        .orElseThrow(() ->
            refusal.apply(
                "no address of an endpoint, expected http://HOST:PORT or https://HOST/PATH"));
  }

  /** The same of a server that is asked by lines. */
  static URI lines(String text, Function<String, SpoorException> refusal) {
    return parsed(text.strip())
        .filter(LineNode::isAddress)
        .orElseThrow(() ->
            refusal.apply(
                "no address of a server, expected tcp://HOST:PORT or ssl://HOST:PORT alone"));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(URI url) {
    boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean isPort = url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= MOST_PORT);
    return isWeb && isPort && url.getHost() != null;
  }
}
