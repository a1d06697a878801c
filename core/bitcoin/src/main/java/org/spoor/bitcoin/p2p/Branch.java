package org.spoor.bitcoin.p2p;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.StoredBlock;
import org.bitcoinj.store.BlockStore;
import org.jspecify.annotations.Nullable;

/** Headers that a peer tells and that are not kept yet, with those of the kept chain below them. */
final class Branch implements BlockStore {

  private final Window kept;
  private final StoredBlock fork;
  private final Map<Sha256Hash, StoredBlock> told = new LinkedHashMap<>();
  private StoredBlock last;

  /**
   * @param fork the one of the kept headers that they follow
   */
  Branch(Window kept, StoredBlock fork) {
    this.kept = kept;
    this.fork = fork;
    this.last = fork;
  }

  /** One that follows the last. */
  void add(Block header) {
    put(Window.after(last, header));
  }

  StoredBlock last() {
    return last;
  }

  boolean hasMoreWork() {
    return last.getChainWork().compareTo(kept.head().getChainWork()) > 0;
  }

  /** Whether no kept header stands where these would. */
  boolean isExtension() {
    return fork.equals(kept.head());
  }

  /** Makes them the last of the kept ones, which they extend. */
  void keep() {
    told.values().forEach(kept::add);
  }

  @Override
  public void put(StoredBlock header) {
    told.put(header.getHeader().getHash(), header);
    last = header;
  }

  @Override
  public @Nullable StoredBlock get(Sha256Hash hash) {
    StoredBlock here = told.get(hash);
    return here == null ? kept.get(hash).orElse(null) : here;
  }

  @Override
  public StoredBlock getChainHead() {
    return last;
  }

  @Override
  public void setChainHead(StoredBlock header) {
    last = header;
  }

  @Override
  public void close() {}
}
