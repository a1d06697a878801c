package org.spoor.bitcoin.blockfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

  private static final long FEE = 10000;
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
    chain.mine(name("taint-mapping-tx", mapping));
    return shapes(chain);
  }

  private static RegtestChain shapes(RegtestChain chain) {
    List<Transaction> funds =
        List.of(
            fund(chain, 6, 4200000000L, "funding-tx-peeling-chain"),
            fund(chain, 7, 4200000000L, "funding-tx-fan-8"),
            fund(chain, 8, 1000000000, "funding-tx-chain"),
            fund(chain, 9, 100000000, "funding-tx-coinjoin-1"),
            fund(chain, 10, 200000000, "funding-tx-coinjoin-2"),
            fund(chain, 11, 300000000, "funding-tx-coinjoin-3"));
    chain.mine(funds);
    List<Transaction> spending = new ArrayList<>(peelingChain(funds.get(0)));
    spending.addAll(fan(funds.get(1)));
    spending.addAll(chain(funds.get(2)));
    chain.mine(spending);
    return chain.mine(coinJoin(funds.subList(3, 6)));
  }

  /** In the fifth and the eighth the remainder is the second output. */
  private static List<Transaction> peelingChain(Transaction fund) {
    List<Transaction> hops = new ArrayList<>();
    Transaction last = fund;
    int remainder = 0;
    long left = 4200000000L;
    for (int i = 0; i < 10; i++) {
      Payment hop = new Payment().from(last, remainder);
      long peeled = 10000000L * i;
      left -= peeled + FEE;
      remainder = i == 4 || i == 7 ? 1 : 0;
      hop.to(remainder == 0 ? "own" + i : "shop" + i, remainder == 0 ? left : peeled);
      hop.to(remainder == 0 ? "shop" + i : "own" + i, remainder == 0 ? peeled : left);
      last = name("peeling-chain-%d-tx".formatted(i), hop);
      hops.add(last);
    }
    return hops;
  }

  private static List<Transaction> fan(Transaction fund) {
    Payment fan = new Payment().from(fund, 0);
    IntStream.range(0, 8).forEach(i -> fan.to("part" + i, 524998750));
    Payment collect = new Payment();
    IntStream.range(0, 8).forEach(i -> collect.from(fan.transaction(), i));
    return List.of(
        name("fan-8-tx", fan), name("fan-8-tx-collect", collect.to("whole", 4199980000L)));
  }

  private static List<Transaction> chain(Transaction fund) {
    List<Transaction> links = new ArrayList<>();
    Transaction last = fund;
    for (int i = 0; i < 10; i++) {
      Payment link = new Payment().from(last, 0).to("link" + i, 1000000000 - (i + 1) * FEE);
      last = name("tx-chain-10-tx-" + i, link);
      links.add(last);
    }
    return links;
  }

  private static Transaction coinJoin(List<Transaction> funds) {
    Payment joined = new Payment();
    funds.forEach(fund -> joined.from(fund, 0));
    joined.to("spend1", 50000000).to("change2", 149990000).to("spend2", 50000000);
    joined.to("change1", 49990000).to("change3", 249990000).to("spend3", 50000000);
    return name("simple-coinjoin-tx", joined);
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
