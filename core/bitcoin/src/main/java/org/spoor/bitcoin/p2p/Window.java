package org.spoor.bitcoin.p2p;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.StoredBlock;
import org.bitcoinj.store.BlockStore;
import org.jspecify.annotations.Nullable;

/**
 * The last headers, by their hashes: as many as the rules of difficulty look back at, and as many
 * again for a fork.
 */
final class Window implements BlockStore {

  /** Twice the blocks from one change of difficulty to the next. */
  static final int SIZE = 2 * 2_016;

  private final Map<Sha256Hash, StoredBlock> headers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sha256Hash, StoredBlock> eldest) {
          return size() > SIZE;
        }
      };
  private StoredBlock head;

  /**
   * @param head the last block
   */
  Window(StoredBlock head) {
    this.head = head;
    put(head);
  }

  @Override
  public void put(StoredBlock header) {
    headers.put(header.getHeader().getHash(), header);
  }

  @Override
  public @Nullable StoredBlock get(Sha256Hash hash) {
    return headers.get(hash);
  }

  @Override
  public StoredBlock getChainHead() {
    return head;
  }

  @Override
  public void setChainHead(StoredBlock header) {
    head = header;
  }

  @Override
  public void close() {}
}
