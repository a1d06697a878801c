package org.spoor.ethereum.parse;

import java.util.List;
import org.spoor.model.value.Address;

/**
 * One trace of a flat list.
 *
 * @param piece the trace itself
 * @param failed whether it bears an error of its own
 */
record ParityTrace(Piece piece, String type, TracePlace place, boolean failed) {

  static ParityTrace of(Piece trace) {
    return new ParityTrace(
        trace,
        trace.field("type").text(),
        TracePlace.of(trace.field("traceAddress")),
        trace.optional("error").isPresent());
  }

  boolean isReward() {
    return type.equals("reward");
  }

  /** The contract at work: code that is called in place of the caller's runs as the caller. */
  Address running() {
    Piece action = piece.field("action");
    return switch (type) {
      case "create" -> piece.field("result").field("address").address();
      case "call" -> action.field(runsAsCaller(action) ? "from" : "to").address();
      default -> action.field("address").address();
    };
  }

  private static boolean runsAsCaller(Piece action) {
    return switch (action.field("callType").text()) {
      case "callcode", "delegatecall" -> true;
      default -> false;
    };
  }

  /**
   * @param running the contracts at work above it, outermost first
   */
  void move(NativeMovements movements, List<Address> running) {
    Piece action = piece.field("action");
    switch (type) {
      case "call" -> call(action, movements);
      case "create" ->
          movements.creation(
              action.field("from").address(),
              piece.field("result").field("address").address(),
              action.field("value").amount());
      case "suicide", "selfdestruct" ->
          movements.selfDestruct(
              running.isEmpty() ? action.field("address").address() : running.getLast(),
              action.field("refundAddress").address(),
              action.field("balance").amount());
      case "reward" ->
          movements.reward(action.field("author").address(), action.field("value").amount());
      default -> throw piece.field("type").bad("call, create, suicide or reward");
    }
  }

  private static void call(Piece action, NativeMovements movements) {
    Piece callType = action.field("callType");
    switch (callType.text()) {
      case "call" ->
          movements.call(
              action.field("from").address(),
              action.field("to").address(),
              action.field("value").amount());
      case "callcode", "delegatecall", "staticcall" -> {}
      default -> throw callType.bad("call, callcode, delegatecall or staticcall");
    }
  }
}
