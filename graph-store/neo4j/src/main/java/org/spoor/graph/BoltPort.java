package org.spoor.graph;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;

/** A port of the loopback interface on which a server speaks, or may come to speak, Bolt. */
record BoltPort(int number) {

  /** The port that Neo4j's documentation gives Bolt. */
  static final int USUAL = 7687;

  private static final int PATIENCE_MS = 2_000;

  /**
   * The handshake of the Bolt protocol specification: a magic word and four versions that the
   * client offers, of which the server answers one.
   */
  private static final byte[] HANDSHAKE =
      HexFormat.of().parseHex("6060b017" + "00080805" + "00040404" + "00000104" + "00000003");

  /** The usual port, or any free one if somebody listens there. */
  static BoltPort free() throws IOException {
    try {
      return bound(USUAL);
    } catch (IOException taken) {
      return bound(0);
    }
  }

  private static BoltPort bound(int number) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), number));
      return new BoltPort(socket.getLocalPort());
    }
  }

  URI uri() {
    return URI.create("bolt://127.0.0.1:" + number);
  }

  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), number), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(HANDSHAKE);
      return new DataInputStream(socket.getInputStream()).readInt() != 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
