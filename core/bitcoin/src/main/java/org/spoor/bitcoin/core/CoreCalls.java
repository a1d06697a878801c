package org.spoor.bitcoin.core;

import java.util.List;
import java.util.Map;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** The questions that are put to Bitcoin Core. */
final class CoreCalls {

  static final String TRANSACTION = "getrawtransaction";
  static final String BLOCK = "getblock";
  static final String HEADER = "getblockheader";
  static final String HASH = "getblockhash";

  /** The forms of a block, as Bitcoin Core numbers them: hexadecimal bytes. */
  static final int BYTES = 0;

  /** With the ids of its transactions. */
  static final int IDS = 1;

  /** With its transactions and what they spend. */
  static final int PREVOUTS = 3;

  private static final int WITH_PREVOUTS = 2;

  private CoreCalls() {}

  /** With the outputs that it spends, where they are told (since Bitcoin Core 25). */
  static Call transaction(TxId id) {
    return Call.settledOnceDeep(TRANSACTION, List.of(id.text(), WITH_PREVOUTS), Tip.CONFIRMATIONS);
  }

  static Call block(String hash, int form) {
    return new Call(BLOCK, List.of(hash, form), true);
  }

  /** A block that is looked through once and not kept. */
  static Call passingBlock(String hash) {
    return new Call(BLOCK, List.of(hash, BYTES), false);
  }

  static Call header(String hash) {
    return new Call(HEADER, List.of(hash, true), true);
  }

  /**
   * @param height up to that of the tip
   */
  static Call hash(long height) {
    return new Call(HASH, List.of(height), true);
  }

  /** Whether an output is unspent in the chain as it is now, whatever waits for a block. */
  static Call unspent(OutPoint output) {
    return of("gettxout", output.tx().text(), output.index(), false);
  }

  static Call waitingSpenders(List<OutPoint> outputs) {
    List<Map<String, Object>> named =
        outputs.stream()
            .map(output ->
                Map.<String, Object>of("txid", output.tx().text(), "vout", output.index()))
            .toList();
    return of("gettxspendingprevout", named);
  }

  /** The blocks whose filters match any of the descriptors. */
  static Call scan(List<String> descriptors, long from, long to) {
    return of("scanblocks", "start", descriptors, from, to);
  }

  /** One whose answer is of now. */
  static Call of(String method, Object... params) {
    return new Call(method, List.of(params), false);
  }
}
