package org.spoor.bitcoin.p2p;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.BitcoinSerializer;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.GetDataMessage;
import org.bitcoinj.core.GetHeadersMessage;
import org.bitcoinj.core.HeadersMessage;
import org.bitcoinj.core.InventoryItem;
import org.bitcoinj.core.Message;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.VersionAck;
import org.bitcoinj.core.VersionMessage;

/** A node on the loopback that knows a chain, and answers otherwise than it should if so told. */
final class StandInPeer implements AutoCloseable {

  /** What a node does instead of answering. */
  interface Trick {

    /**
     * @param blocks that are asked for
     */
    void play(Wire wire, List<Block> blocks) throws IOException;
  }

  private static final int HEADERS_AT_ONCE = 2_000;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final ServerSocket socket;
  private final BitcoinNetwork network;
  private final List<Block> chain;
  private final Trick onBlocks;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Thread> conversations = new CopyOnWriteArrayList<>();
  private int services = 1;
  private boolean isHangingUp;

  private StandInPeer(BitcoinNetwork network, List<Block> chain, Trick onBlocks) {
    try {
      this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.network = network;
    this.chain = chain;
    this.onBlocks = onBlocks;
    Thread.startVirtualThread(this::serve);
  }

  static StandInPeer of(List<Block> chain) {
    return of(chain, Wire::sendAll);
  }

  static StandInPeer of(List<Block> chain, Trick onBlocks) {
    return new StandInPeer(BitcoinNetwork.REGTEST, chain, onBlocks);
  }

  static StandInPeer of(BitcoinNetwork network) {
    return new StandInPeer(network, List.of(), Wire::sendAll);
  }

  /** Says that it keeps recent blocks alone (BIP 159). */
  StandInPeer pruned() {
    services = 1 << 10;
    return this;
  }

  /** Hangs up on whoever introduces himself. */
  StandInPeer hangingUp() {
    isHangingUp = true;
    return this;
  }

  PeerName name() {
    return new PeerName("127.0.0.1", socket.getLocalPort());
  }

  /** Whether everybody who has come has gone again, which is waited for. */
  boolean isLetGo() throws InterruptedException {
    for (Thread each : conversations) {
      if (!each.join(LONG)) {
        return false;
      }
    }
    return true;
  }

  /** The commands that it was sent, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        open.add(one);
        conversations.add(Thread.startVirtualThread(() -> speak(one)));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void speak(Socket one) {
    try (one) {
      Wire wire = new Wire(one.getOutputStream());
      DataInputStream in = new DataInputStream(one.getInputStream());
      while (true) {
        byte[] header = in.readNBytes(24);
        if (header.length < 24) {
          return;
        }
        String command = new String(header, 4, 12, StandardCharsets.US_ASCII).trim();
        int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(16);
        asked.add(command);
        byte[] payload = in.readNBytes(length);
        if (isHangingUp) {
          return;
        }
        answer(wire, command, payload);
      }
    } catch (IOException gone) {
      // The other side may go whenever it likes.
    }
  }

  private void answer(Wire wire, String command, byte[] payload) throws IOException {
    switch (command) {
      case "version" -> {
        wire.send("version", version());
        wire.send(new VersionAck());
      }
      case "getdata" -> {
        List<Block> blocks = known(GetDataMessage.read(ByteBuffer.wrap(payload)).getItems());
        if (blocks.isEmpty()) {
          wire.send("notfound", payload);
        } else {
          onBlocks.play(wire, blocks);
        }
      }
      case "getheaders" -> wire.send(headers(GetHeadersMessage.read(ByteBuffer.wrap(payload))));
      default -> {}
    }
  }

  /** Bytes of a version message in which the services are this node's own. */
  private byte[] version() {
    byte[] raw =
        new VersionMessage(NetworkParameters.of(network), Math.max(0, chain.size() - 1))
            .serialize();
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putLong(4, services);
    return raw;
  }

  private List<Block> known(List<InventoryItem> items) {
    List<Sha256Hash> hashes = items.stream().map(item -> item.hash).toList();
    return chain.stream().filter(block -> hashes.contains(block.getHash())).toList();
  }

  private HeadersMessage headers(GetHeadersMessage question) {
    List<Sha256Hash> hashes = chain.stream().map(Block::getHash).toList();
    int from =
        question.getLocator().getHashes().stream()
            .map(hashes::indexOf)
            .filter(index -> index >= 0)
            .findFirst()
            .orElse(0);
    return new HeadersMessage(
        chain.stream().skip(from + 1L).limit(HEADERS_AT_ONCE).map(Block::cloneAsHeader).toList());
  }

  /** The way back to who asks. */
  final class Wire {

    private final OutputStream out;

    Wire(OutputStream out) {
      this.out = out;
    }

    void sendAll(List<Block> blocks) throws IOException {
      for (Block block : blocks) {
        send(block);
      }
    }

    void send(Message message) throws IOException {
      new BitcoinSerializer(network).serialize(message, out);
    }

    void send(String command, byte[] payload) throws IOException {
      new BitcoinSerializer(network).serialize(command, payload, out);
    }

    void sendNotFound(Block block) throws IOException {
      send("notfound", GetDataMessage.ofBlock(block.getHash(), true).serialize());
    }

    /** A block of which the second half never comes. */
    void sendHalf(Block block) throws IOException {
      byte[] raw = block.serialize();
      send("block", raw, raw.length / 2);
    }

    /** The beginning of a message, with what its header says of the whole. */
    void send(String command, byte[] payload, int length) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      new BitcoinSerializer(network).serialize(command, payload, whole);
      out.write(Arrays.copyOf(whole.toByteArray(), 24 + length));
    }

    /** A message whose header claims a length, and none of it. */
    void claim(String command, int length) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      new BitcoinSerializer(network).serialize(command, new byte[0], whole);
      byte[] header = whole.toByteArray();
      ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(16, length);
      out.write(header);
    }

    void hangUp() throws IOException {
      out.close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
