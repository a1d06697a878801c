package org.spoor.bitcoin.parse;

import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.NetworkParameters;
import org.spoor.model.value.Chain;

/** One of Bitcoin's networks: how its addresses are written and its blocks begin. */
public enum Network {
  MAIN(Chain.BITCOIN, BitcoinNetwork.MAINNET),
  TEST(Chain.BITCOIN_TESTNET, BitcoinNetwork.TESTNET),
  REGTEST(Chain.BITCOIN_REGTEST, BitcoinNetwork.REGTEST);

  private final Chain chain;
  private final BitcoinNetwork network;

  Network(Chain chain, BitcoinNetwork network) {
    this.chain = chain;
    this.network = network;
  }

  /** The network that is this chain; nothing if it is none of Bitcoin's. */
  public static Optional<Network> of(Chain chain) {
    for (Network network : values()) {
      if (network.chain == chain) {
        return Optional.of(network);
      }
    }
    return Optional.empty();
  }

  public Chain chain() {
    return chain;
  }

  /** The hash of its first block. */
  public String genesis() {
    return parameters().getGenesisBlock().getHashAsString();
  }

  /** The four bytes before each block of a block file, the first one highest. */
  public int magic() {
    return parameters().getPacketMagic();
  }

  BitcoinNetwork network() {
    return network;
  }

  private NetworkParameters parameters() {
    return NetworkParameters.of(network);
  }

  /** Whether a hash is no transaction's: what a coinbase names as spent. */
  static boolean isNothing(Sha256Hash hash) {
    return hash.equals(Sha256Hash.ZERO_HASH);
  }
}
