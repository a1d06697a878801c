package org.spoor.bitcoin.p2p;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.StoredBlock;

/**
 * The last headers of the chain that is kept, by their hashes: as many as the rules of difficulty
 * look back at, and as many again for a fork. None of any other fork is among them.
 */
final class Window {

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

  private Window(StoredBlock first) {
    this.head = first;
    add(first);
  }

  static Window of(HeaderFile file) {
    long first = Math.max(0, file.size() - SIZE);
    Window window = new Window(new StoredBlock(file.read(first), BigInteger.ZERO, (int) first));
    for (long height = first + 1; height < file.size(); height++) {
      window.add(after(window.head, file.read(height)));
    }
    return window;
  }

  /** Of works the differences count; what they are counted from does not. */
  static StoredBlock after(StoredBlock last, Block header) {
    return new StoredBlock(header, last.getChainWork().add(header.getWork()), last.getHeight() + 1);
  }

  /**
   * @param header that follows the last one
   */
  void add(StoredBlock header) {
    headers.put(header.getHeader().getHash(), header);
    head = header;
  }

  Optional<StoredBlock> get(Sha256Hash hash) {
    return Optional.ofNullable(headers.get(hash));
  }

  /** The last one. */
  StoredBlock head() {
    return head;
  }
}
