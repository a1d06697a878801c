package org.spoor.engine.trace;

import org.spoor.engine.taint.Pool;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/** A followed place on an account chain: one asset at one address, and its pool. */
final class Place {

  final Address address;
  final Asset asset;
  final int hop;

  /** The first event that it took part in. */
  final ChainPosition since;

  private Pool pool;

  Place(Address address, Asset asset, int hop, ChainPosition since, Pool pool) {
    this.address = address;
    this.asset = asset;
    this.hop = hop;
    this.since = since;
    this.pool = pool;
  }

  Pool pool() {
    return pool;
  }

  void replacePool(Pool other) {
    this.pool = other;
  }
}
