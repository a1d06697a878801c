package org.spoor.ethereum;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.explorer.ExplorerClient;
import org.spoor.ethereum.explorer.ExplorerFinder;
import org.spoor.ethereum.explorer.ExplorerNode;
import org.spoor.ethereum.explorer.ExplorerPages;
import org.spoor.ethereum.source.Capability;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.Probing;

/**
 * One configured explorer: its lists find transactions, which are then read from a node, or, where
 * none is configured, from what the explorer passes on of nodes of its own.
 */
final class Explorer {

  private final Endpoint endpoint;
  private final AnswerStore store;
  private final boolean offline;
  private final Meter meter;
  private final ExplorerClient client;

  Explorer(Endpoint endpoint, AnswerStore store, boolean offline, Budget budget) {
    this.endpoint = endpoint;
    this.store = store;
    this.offline = offline;
    this.meter = Meter.of(budget);
    this.client = ExplorerClient.of(endpoint, meter);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  EthereumSource source() {
    return new EthereumSource.OfExplorer(endpoint);
  }

  Usage usage() {
    return meter.usage();
  }

  /** The explorer in the place of a node, as far as it can be. */
  Node node() {
    return new ExplorerNode(client);
  }

  /** The same, given up when it has not answered for so long. */
  Node node(Duration longest) {
    return new ExplorerNode(client.within(longest));
  }

  /** What it can do in the place of a node: by its lists it finds what a node has to search for. */
  static Probing.Able inPlaceOfANode(Probing.Able passedOn) {
    Set<Capability> can = EnumSet.of(Capability.EXPLORER);
    can.addAll(passedOn.can());
    Stream<String> balances =
        can.contains(Capability.ARCHIVE)
            ? Stream.of()
            : Stream.of(
                "no history of balances for this key: opening balances need it, or a node beside");
    Stream<String> told = passedOn.missing().stream().filter(line -> line.contains("final block"));
    Stream<String> inside =
        Stream.of("no tracing: ether moved inside contract calls is listed, but not believed");
    return new Probing.Able(
        passedOn.network(),
        "explorer",
        passedOn.head(),
        can,
        Stream.of(inside, balances, told).flatMap(lines -> lines).toList());
  }

  /**
   * @param transactions who reads from a node what the explorer lists
   * @param network of the node
   * @param head the last final block
   * @param limit transactions beyond which an address is too busy
   * @param besideLogs whether transfers of tokens are looked for elsewhere as well
   */
  Finder finder(
      TransactionReader transactions, Network network, long head, int limit, boolean besideLogs) {
    ExplorerPages pages =
        offline
            ? ExplorerPages.offline(client, store, network, head, meter)
            : ExplorerPages.kept(client, store, network, head, meter);
    return new ExplorerFinder(
        pages, new ListedAgainstRead(endpoint.name(), transactions, head), limit, besideLogs);
  }
}
