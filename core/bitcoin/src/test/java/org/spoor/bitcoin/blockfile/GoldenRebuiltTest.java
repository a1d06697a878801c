package org.spoor.bitcoin.blockfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.value.TxId;

/**
 * The figures on a chain of our own with the same amounts in the same blocks; the scenarios {@code
 * utxo-taint-split} and {@code utxo-mapping} tell them.
 */
class GoldenRebuiltTest extends GoldenNumbers {

  private static final Map<String, Transaction> NAMED = new LinkedHashMap<>();
  static final RegtestChain CHAIN = chain();

  private static RegtestChain chain() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(192);
    Payment fundB = new Payment().from(chain.coinbase(1), 0);
    Payment fundA = new Payment().from(chain.coinbase(2), 0);
    Transaction b = name("taint-fund-tx-2", fundB.to("b", 800000000).to("pool", 4199990000L));
    Transaction a = name("taint-fund-tx-1", fundA.to("a", 700000000).to("pool", 4299990000L));
    chain.mine(b, a);
    Payment parts = new Payment().from(a, 0);
    parts.to("a1", 99990000).to("a2", 199990000).to("a3", 399990000);
    Transaction split = name("taint-split-tx-1", parts);
    chain.mine(split);
    Payment first = new Payment().from(split, 0).from(split, 1).to("m1", 299970000);
    Payment second = new Payment().from(split, 2).from(b, 0).to("m2", 1199980000);
    chain.mine(first.transaction(), second.transaction());
    Payment last = new Payment().from(first.transaction(), 0).from(second.transaction(), 0);
    chain.mine(last.to("m3", 1499940000).transaction());
    return mapping(chain);
  }

  private static RegtestChain mapping(RegtestChain chain) {
    Transaction clean = fund(chain, 3, 400000000, "taint-mapping-fund-tx-1");
    Transaction dirty = fund(chain, 4, 400000000, "taint-mapping-fund-tx-2");
    Transaction rest = fund(chain, 5, 200000000, "taint-mapping-fund-tx-3");
    chain.mine(clean, dirty, rest);
    Payment mapping = new Payment().from(clean, 0).from(dirty, 0).from(rest, 0);
    mapping.to("x", 333330000).to("y", 333330000).to("z", 333330000);
    return chain.mine(name("taint-mapping-tx", mapping));
  }

  private static Transaction fund(RegtestChain chain, int height, long satoshi, String name) {
    Payment fund = new Payment().from(chain.coinbase(height), 0).to(name, satoshi);
    return name(name, fund.to("pool", 4999990000L - satoshi));
  }

  private static Transaction name(String name, Payment payment) {
    NAMED.put(name, payment.transaction());
    return payment.transaction();
  }

  @Override
  List<Block> blocks() {
    return CHAIN.blocks();
  }

  @Override
  TxId named(String name) {
    return id(Optional.ofNullable(NAMED.get(name)).orElseThrow().getTxId().toString());
  }
}
