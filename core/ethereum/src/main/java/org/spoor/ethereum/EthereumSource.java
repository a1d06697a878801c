package org.spoor.ethereum;

import org.spoor.endpoint.Endpoint;

/** A source of Ethereum that a user has configured. */
public sealed interface EthereumSource {

  Endpoint endpoint();

  /** Of what kind it is, as {@code sources.yaml} says it. */
  String kind();

  /** By which messages and results call it; each once. */
  default String name() {
    return endpoint().name();
  }

  /** One that speaks JSON-RPC. */
  record OfNode(Endpoint endpoint) implements EthereumSource {

    @Override
    public String kind() {
      return "node";
    }
  }

  /** One with the HTTP interface that Etherscan began and Blockscout shares. */
  record OfExplorer(Endpoint endpoint) implements EthereumSource {

    @Override
    public String kind() {
      return "explorer";
    }
  }
}
