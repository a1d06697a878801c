package org.spoor.endpoint.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.spoor.endpoint.Pin;
import org.spoor.model.SpoorException;

/** Connects to {@code tcp://host:port}, or with TLS to {@code ssl://host:port}. */
final class LineSocket {

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private LineSocket() {}

  /**
   * @param pin of the only certificate that is trusted; if absent, those that the Java platform
   *     trusts for the name of the host
   */
  static Socket open(URI url, Optional<Pin> pin, Duration within) throws IOException {
    int millis = (int) Math.max(1, Math.min(LONGEST.toMillis(), within.toMillis()));
    Socket socket = new Socket();
    try {
      connect(socket, url, millis);
      return url.getScheme().equals("ssl") ? secured(socket, url, pin, millis) : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void connect(Socket socket, URI url, int millis) throws IOException {
    var address = new InetSocketAddress(url.getHost().replaceAll("[\\[\\]]", ""), url.getPort());
    if (address.isUnresolved()) {
      throw new UnknownHostException(url.getHost());
    }
    socket.connect(address, millis);
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
  }

  private static Socket secured(Socket plain, URI url, Optional<Pin> pin, int millis)
      throws IOException {
    SSLSocketFactory factory =
        pin.map(LineSocket::trusting)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, url.getHost(), url.getPort(), true);
    if (pin.isEmpty()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.setSoTimeout(millis);
    socket.startHandshake();
    socket.setSoTimeout(0);
    return socket;
  }

  private static SSLSocketFactory trusting(Pin pin) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PinnedTrust(pin)}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw SpoorException.unavailable("this Java has no TLS: " + e.getMessage(), e);
    }
  }
}
