package org.spoor.ethereum.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Reads native value that moved inside transactions, in trace order.
 *
 * <p>What moves value: calls, creations with an endowment, self-destructs, rewards of blocks. Calls
 * that run foreign code in their own place (DELEGATECALL, CALLCODE) and those that cannot pay
 * (STATICCALL) move none. Nothing of a failed call counts, nor of anything below it, though what is
 * below it bears no error of its own. Value of zero is left out.
 *
 * <p>A contract that destroys itself in favour of itself destroys its ether if the transaction also
 * created it. Otherwise it did so before Cancun, and keeps all since (EIP-6780).
 *
 * <p>What is destroyed is the contract at work in the call above, whatever the trace itself says:
 * Anvil 1.7.1 names that one's caller where a contract is its own heir.
 *
 * <p>All throw {@link org.spoor.model.SpoorException} MALFORMED_DATA, in one line, at an answer of
 * another shape and at calls nested deeper than the chain allows.
 */
public final class Traces {

  private Traces() {}

  /**
   * @param traces an answer to {@code trace_transaction} or {@code trace_block}, of the latter with
   *     rewards
   */
  public static List<Movement> parity(JsonNode traces, Rules rules) {
    return ParityTraces.of(traces).all(!rules.isSinceCancun());
  }

  /**
   * A list that lacks a call above a listed one cannot tell whether it failed: such transactions
   * are left out. Answers to {@code trace_filter}, which lists matching calls alone, are therefore
   * good for {@link #transactions}, not for this.
   *
   * @param traces an answer to {@code trace_block}; rewards, which no transaction has, are left out
   * @return of every other transaction its movements, none if none moved
   */
  public static Map<TxId, List<Movement>> parityByTransaction(JsonNode traces, Rules rules) {
    return ParityTraces.of(traces).byTransaction(!rules.isSinceCancun());
  }

  /** The transactions that an answer to {@code trace_filter} or {@code trace_block} names. */
  public static Set<TxId> transactions(JsonNode traces) {
    return ParityTraces.of(traces).transactions();
  }

  /**
   * @param result of {@code debug_traceTransaction} with the callTracer
   */
  public static List<Movement> callTracer(JsonNode result, Rules rules) {
    return CallTree.movements(result, !rules.isSinceCancun());
  }
}
