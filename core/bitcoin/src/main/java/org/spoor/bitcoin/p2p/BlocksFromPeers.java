package org.spoor.bitcoin.p2p;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bitcoinj.base.Sha256Hash;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Budget;
import org.spoor.model.SpoorException;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * A server whose whole blocks come from peers where it has or gives none. Peers are asked for
 * nothing before that; then for the headers of all blocks, which have to lead to the server's tip.
 */
public final class BlocksFromPeers implements Server, AutoCloseable {

  private final Server server;
  private final String name;
  private final Network network;
  private final Supplier<Peers> connecting;
  private final Path folder;
  private @Nullable Chain chain;

  /**
   * @param name how messages and results call the peers
   * @param connecting connects to the peers
   * @param folder for headers, made if it is not there
   */
  public BlocksFromPeers(
      Server server, String name, Network network, Supplier<Peers> connecting, Path folder) {
    this.server = server;
    this.name = name;
    this.network = network;
    this.connecting = connecting;
    this.folder = folder;
  }

  /** Peers, and the headers that they gave. */
  private record Chain(Peers peers, Headers headers) implements AutoCloseable {

    @Override
    public void close() {
      try (headers) {
        peers.close();
      }
    }
  }

  @Override
  public String name() {
    return server.name() + ", " + name;
  }

  @Override
  public Tip tip() {
    return server.tip();
  }

  @Override
  public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
    return server.transactions(ids);
  }

  @Override
  public Search search() {
    return server.search();
  }

  @Override
  public Map<TxId, BareTransaction> bare(Set<TxId> ids) {
    return server.bare(ids);
  }

  @Override
  public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
    return server.fates(outputs);
  }

  @Override
  public Optional<List<Confirmed>> block(long height) {
    if (height > tip().height()) {
      return Optional.empty();
    }
    Optional<List<Confirmed>> own;
    try {
      own = server.block(height);
    } catch (SpoorException e) {
      return Optional.of(insteadOf(e, height));
    }
    return own.or(() -> Optional.of(fromPeers(height)));
  }

  /** What makes no sense ends the run, and so does a spent budget. */
  private List<Confirmed> insteadOf(SpoorException refusal, long height) {
    if (refusal.kind() != SpoorException.Kind.UNAVAILABLE || Budget.isSpent(refusal)) {
      throw refusal;
    }
    try {
      return fromPeers(height);
    } catch (SpoorException e) {
      throw Budget.isSpent(e)
          ? e
          : SpoorException.unavailable(refusal.getMessage() + "; " + e.getMessage(), e);
    }
  }

  @Override
  public void doubt(Set<TxId> ids) {
    server.doubt(ids);
  }

  @Override
  public void doubt(long height) {
    server.doubt(height);
  }

  private List<Confirmed> fromPeers(long height) {
    Chain known = chain();
    Sha256Hash hash = known.headers().hash(height);
    BareBlock block = new Blocks(network).bare(known.peers().block(hash), "block " + hash);
    return Confirmed.all(block, height);
  }

  private synchronized Chain chain() {
    if (chain == null) {
      chain = connected();
    }
    requireSame(chain.headers());
    return chain;
  }

  /** Of what fails nothing stays open, so that it can be tried again. */
  private Chain connected() {
    Headers headers = new Headers(folder, network);
    try {
      return new Chain(asked(headers), headers);
    } catch (SpoorException e) {
      headers.close();
      throw e;
    }
  }

  private Peers asked(Headers headers) {
    Peers peers = connecting.get();
    try {
      headers.update(peers);
      return peers;
    } catch (SpoorException e) {
      peers.close();
      throw e;
    }
  }

  private void requireSame(Headers headers) {
    Tip tip = tip();
    if (headers.height() < tip.height()) {
      throw SpoorException.unavailable(
          "%s: the last block of its peers is %d, and %d is read"
              .formatted(name, headers.height(), tip.height()));
    }
    if (!headers.hash(tip.height()).toString().equals(tip.hash())) {
      throw SpoorException.unavailable(
          "%s: block %d of its peers is %s, and that of %s is %s"
              .formatted(
                  name, tip.height(), headers.hash(tip.height()), server.name(), tip.hash()));
    }
  }

  @Override
  public synchronized void close() {
    if (chain != null) {
      chain.close();
    }
  }
}
