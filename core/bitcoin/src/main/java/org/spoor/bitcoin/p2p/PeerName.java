package org.spoor.bitcoin.p2p;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitcoinj.core.NetworkParameters;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/**
 * Where a node listens for others.
 *
 * @param host a name or a number, that of IPv6 without brackets
 */
public record PeerName(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^\\s\\[\\]:/@]+))(?::(\\d{1,5}))?");

  /**
   * @param text {@code host}, {@code host:port} or {@code [IPv6]:port}; without a port that of the
   *     network
   * @throws SpoorException INVALID_INPUT if it is none of them
   */
  public static PeerName read(String text, Network network) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw invalid(text);
    }
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    int port =
        form.group(3) == null
            ? NetworkParameters.of(network.network()).getPort()
            : Integer.parseInt(form.group(3));
    if (port < 1 || port > 0xFFFF) {
      throw invalid(text);
    }
    return new PeerName(host.toLowerCase(Locale.ROOT), port);
  }

  private static SpoorException invalid(String text) {
    return SpoorException.invalidInput("peer '%s': expected host:port".formatted(text));
  }

  /**
   * @throws SpoorException UNAVAILABLE if no such host is known
   */
  InetSocketAddress address() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw SpoorException.unavailable("peer %s: no host of that name is known".formatted(this), e);
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
