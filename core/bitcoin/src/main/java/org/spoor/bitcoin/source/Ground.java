package org.spoor.bitcoin.source;

import java.time.Duration;
import java.util.function.Supplier;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.OfflineNode;
import org.spoor.endpoint.store.RememberingNode;

/**
 * What the ways to all servers of a run have in common.
 *
 * @param store of answers, which belong to the network
 * @param meter told of everything that is asked
 * @param offline whether the store alone answers
 */
public record Ground(Network network, AnswerStore store, Meter meter, boolean offline) {

  /** How long a server may leave the question what it can do without an answer. */
  public static final Duration PROBING = Duration.ofSeconds(8);

  /**
   * A node that is asked only what the store does not know, and offline nothing.
   *
   * @param name of the endpoint
   * @param node made where somebody is asked
   * @param check of answers before they are kept
   */
  public Node remembering(String name, Supplier<Node> node, AnswerCheck check) {
    String chain = network.chain().id();
    return offline
        ? OfflineNode.of(name, store, chain, meter)
        : RememberingNode.of(node.get(), store, chain, meter, check);
  }

  /**
   * The same, of an endpoint whose final refusals are remembered too: what a run could not see, the
   * same run offline cannot see either.
   */
  public Node rememberingRefusals(Endpoint endpoint, Supplier<Node> node, AnswerCheck check) {
    String chain = network.chain().id();
    String identity = endpoint.identity();
    return offline
        ? OfflineNode.of(endpoint.name(), store, chain, identity, meter)
        : RememberingNode.of(node.get(), store, chain, identity, meter, check);
  }
}
