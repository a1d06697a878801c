package org.spoor.bitcoin.regtest;

import org.bitcoinj.core.Transaction;

/**
 * A short history with scripts of several kinds, some of them spent in the block that made them.
 */
public final class ManyScripts {

  private ManyScripts() {}

  /** Five blocks above the first. */
  public static RegtestChain chain() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(3);
    Transaction split =
        new Payment()
            .from(chain.coinbase(1), 0)
            .to("alice", 20_0000_0000L)
            .to("bob", 29_9999_0000L)
            .toScript("6a0568656c6c6f", 0)
            .toScript("", 1000)
            .transaction();
    Transaction chained =
        new Payment()
            .from(split, 0)
            .toScript("0014" + "ab".repeat(20), 20_0000_0000L)
            .transaction();
    chain.mine(split, chained);
    return chain.mine(
        new Payment()
            .from(chain.coinbase(2), 0)
            .from(split, 1)
            .from(chained, 0)
            .toScript("5120" + "cd".repeat(32), 60_0000_0000L)
            .toScript("a914" + "ef".repeat(20) + "87", 30_0000_0000L)
            .transaction());
  }
}
