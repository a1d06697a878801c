package org.spoor.ethereum;

import org.spoor.model.chain.AccountTransaction;

/** What becomes of the search for a transaction by its hash. */
public sealed interface LookUp {

  /**
   * It is in a block that is read.
   *
   * @param succeeded whether it was carried out; one that failed moves its fee alone
   * @param isWhole whether what it moved inside could be seen
   */
  record Found(AccountTransaction transaction, boolean succeeded, boolean isWhole)
      implements LookUp {}

  /**
   * It is in a block after the last one that is read.
   *
   * @param last that is read
   */
  record Later(long block, long last) implements LookUp {}

  /**
   * It is in no block that is known.
   *
   * @param endpoint that was asked
   * @param last block that is read
   */
  record Unknown(String endpoint, long last) implements LookUp {}
}
