package org.spoor.bitcoin.parse;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.NetworkParameters;
import org.spoor.model.value.Chain;

/** One of Bitcoin's networks: how its addresses are written and its blocks begin. */
public enum Network {
  MAIN(Chain.BITCOIN, BitcoinNetwork.MAINNET, 227_931),
  TEST(Chain.BITCOIN_TESTNET, BitcoinNetwork.TESTNET, 21_111),
  REGTEST(Chain.BITCOIN_REGTEST, BitcoinNetwork.REGTEST, 1);

  private final Chain chain;
  private final BitcoinNetwork network;
  private final long heightsFrom;

  Network(Chain chain, BitcoinNetwork network, long heightsFrom) {
    this.chain = chain;
    this.network = network;
    this.heightsFrom = heightsFrom;
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

  /** Those that are Bitcoin's networks, the main one first. */
  public static List<Chain> chains() {
    return Arrays.stream(values()).map(Network::chain).toList();
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

  /** The highest number that the hash of a block may be. */
  public BigInteger easiestTarget() {
    return parameters().getMaxTarget();
  }

  /** The height from which on each coinbase names its own (BIP 34; Bitcoin Core, chainparams). */
  public long heightsFrom() {
    return heightsFrom;
  }

  /** As bitcoinj names it. */
  public BitcoinNetwork network() {
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
