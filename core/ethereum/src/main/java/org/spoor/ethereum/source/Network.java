package org.spoor.ethereum.source;

/**
 * A network of nodes that agree on a chain. Networks may share a chain id; what began with another
 * block is another chain. A fork that keeps the blocks of the network that it comes from cannot be
 * told from it.
 *
 * @param chainId EIP-155
 * @param genesis hash of block 0, in lower case with 0x
 */
public record Network(long chainId, String genesis) {

  /** The main network of Ethereum. */
  public static final Network MAIN =
      new Network(1, "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3");

  /** Under which its answers are kept. */
  public String key() {
    return chainId + " " + genesis;
  }

  @Override
  public String toString() {
    return equals(MAIN)
        ? "the main network"
        : "a network with chain id %d and genesis block %s".formatted(chainId, genesis);
  }
}
