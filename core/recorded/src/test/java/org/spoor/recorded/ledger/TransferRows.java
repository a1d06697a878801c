package org.spoor.recorded.ledger;

import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;

/** Rows of transfers.csv. */
final class TransferRows {

  static final String TIME = "2025-02-21T14:29:47Z";

  private TransferRows() {}

  static String row(String position, String tx) {
    return "%s,%s,%s,%s,%s,ETH,1".formatted(position, TIME, tx, A, B);
  }

  /** A row without a place in its block. */
  static String row(long block, String time, String tx) {
    return "%d,,,2025-01-02T%sZ,%s,%s,%s,ETH,1".formatted(block, time, tx, A, B);
  }
}
