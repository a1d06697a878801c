package org.spoor.bitcoin;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.spoor.bitcoin.core.CoreWay;
import org.spoor.bitcoin.electrum.ElectrumWay;
import org.spoor.bitcoin.esplora.EsploraWay;
import org.spoor.bitcoin.p2p.PeerBlocks;
import org.spoor.bitcoin.p2p.PeerName;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.Endpoint;

/** A source of Bitcoin that a user has configured. */
public sealed interface BitcoinSource {

  /** By which messages and results call it; each once. */
  String name();

  /** Of what kind it is, as {@code sources.yaml} says it. */
  String kind();

  /** Where it is, for people, without what may be a key. */
  String place();

  /** One that is asked for transactions and their spenders. */
  sealed interface Asked extends BitcoinSource {

    /** The way to it, asking nothing yet. */
    Way way(Ground ground);

    /** Tells it from every other one, also of its name, and shows no key. */
    String identity();
  }

  /** A server with an address. */
  sealed interface AtEndpoint extends Asked {

    Endpoint endpoint();

    @Override
    default String name() {
      return endpoint().name();
    }

    @Override
    default String place() {
      return endpoint().host();
    }

    @Override
    default String identity() {
      return endpoint().identity();
    }
  }

  /** A server with the HTTP interface of Esplora. */
  record Esplora(Endpoint endpoint) implements AtEndpoint {

    @Override
    public String kind() {
      return "esplora";
    }

    @Override
    public Way way(Ground ground) {
      return new EsploraWay(endpoint, ground);
    }
  }

  /** A Bitcoin Core, asked over JSON-RPC. */
  record Core(Endpoint endpoint) implements AtEndpoint {

    @Override
    public String kind() {
      return "core";
    }

    @Override
    public Way way(Ground ground) {
      return new CoreWay(endpoint, ground);
    }
  }

  /** A server of the Electrum protocol. */
  record Electrum(Endpoint endpoint) implements AtEndpoint {

    @Override
    public String kind() {
      return "electrum";
    }

    @Override
    public Way way(Ground ground) {
      return new ElectrumWay(endpoint, ground);
    }
  }

  /** One that is read alone, since it has all blocks at hand. */
  sealed interface AtHand extends BitcoinSource {}

  /**
   * A folder of block files.
   *
   * @param folder absolute
   */
  record Blocks(String name, Path folder) implements AtHand {

    @Override
    public String kind() {
      return "blocks";
    }

    @Override
    public String place() {
      return folder.toString();
    }

    /**
     * The folder for what is found in it.
     *
     * @param indexes where such folders are
     */
    Path index(Path indexes) {
      return indexes.resolve(name + "-" + HexFormat.of().toHexDigits(folder.toString().hashCode()));
    }
  }

  /**
   * Nodes of the network that are asked for blocks alone.
   *
   * @param peers at least one
   */
  record Peers(String name, List<PeerName> peers) implements BitcoinSource {

    public Peers {
      peers = List.copyOf(peers);
    }

    @Override
    public String kind() {
      return "p2p";
    }

    @Override
    public String place() {
      return peers.stream().map(PeerName::toString).collect(Collectors.joining(", "));
    }
  }

  /**
   * A folder of block files that are fetched from peers.
   *
   * @param folder absolute, made if it is not there
   * @param from the height of the first block that is fetched
   */
  record Fetched(Peers peers, Path folder, long from) implements AtHand {

    @Override
    public String name() {
      return peers.name();
    }

    @Override
    public String kind() {
      return peers.kind();
    }

    @Override
    public String place() {
      return peers.place();
    }

    /** The block files, once they are there. */
    Blocks blocks() {
      return new Blocks(name(), PeerBlocks.files(folder));
    }
  }
}
