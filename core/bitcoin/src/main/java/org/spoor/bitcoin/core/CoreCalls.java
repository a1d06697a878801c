package org.spoor.bitcoin.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * The questions that are put to Bitcoin Core. Answers are kept for ever where all that they rest on
 * is among the parameters: for those that change with the chain that is the tip up to which a run
 * reads, which is not sent.
 */
final class CoreCalls {

  static final String TRANSACTION = "getrawtransaction";
  static final String BLOCK = "getblock";
  static final String HEADER = "getblockheader";
  static final String HASH = "getblockhash";
  private static final String UNSPENT = "gettxout";
  private static final String SCAN = "scanblocks";

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

  /** The bytes of a header. */
  static Call header(String hash) {
    return new Call(HEADER, List.of(hash, false), true);
  }

  /** Whether a block is in the node's chain now, and where. */
  static Call standing(String hash) {
    return of(HEADER, hash, true);
  }

  static Call standing(String hash, Tip tip) {
    return new Call(HEADER, List.of(hash, true, tip.hash()), true);
  }

  static Call hash(long height, Tip tip) {
    return new Call(HASH, List.of(height, tip.hash()), true);
  }

  /** Whether an output is unspent in the chain as it is now, whatever waits for a block. */
  static Call unspent(OutPoint output, Tip tip) {
    return of(UNSPENT, output.tx().text(), output.index(), false, tip.hash());
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
  static Call scan(List<String> descriptors, long from, long to, Tip tip) {
    return of(SCAN, "start", descriptors, from, to, tip.hash());
  }

  /** The hash of the tip on which an answer rests. */
  static Optional<String> tip(Call call) {
    return call.params().stream().skip(parameters(call)).map(String::valueOf).findFirst();
  }

  /** As it is sent. */
  static Call sent(Call call) {
    return tip(call).isEmpty()
        ? call
        : new Call(call.method(), call.params().subList(0, parameters(call)), call.settled());
  }

  private static int parameters(Call call) {
    return switch (call.method()) {
      case HASH -> 1;
      case HEADER -> 2;
      case UNSPENT -> 3;
      case SCAN -> 4;
      default -> call.params().size();
    };
  }

  /** One whose answer is of now. */
  static Call of(String method, Object... params) {
    return new Call(method, List.of(params), false);
  }
}
