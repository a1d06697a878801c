package org.spoor.bitcoin;

import org.spoor.bitcoin.source.Search;

/**
 * How {@link Groups} are formed.
 *
 * @param largest keys of a group
 * @param sideBySide groups that are on their way at once
 * @param ahead whether what is only expected is asked for by itself; if not, it goes along with
 *     what somebody waits for
 * @param mostExpected keys that are taken in beside those that somebody waits for
 */
record Grouping(int largest, int sideBySide, boolean ahead, int mostExpected) {

  /** Each may have four million bytes. */
  static final Grouping TRANSACTIONS = new Grouping(200, 4, true, 5_000);

  /** A few hundred bytes each; a block has room for no more outputs. */
  private static final int MOST_FATES = 120_000;

  static Grouping ofFates(Search search) {
    return switch (search) {
      case LOOKUP -> new Grouping(200, 4, true, MOST_FATES);
      case PASS -> new Grouping(10_000, 1, false, MOST_FATES);
    };
  }
}
