package org.spoor.ethereum.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;

/** Calls as geth's callTracer writes them: each holds those that it made. */
final class CallTree {

  /**
   * @param depth calls above it
   * @param caller the contract at work above it
   */
  private record Call(Piece piece, int depth, Optional<Address> caller) {}

  private final NativeMovements movements;
  private final Deque<Call> ahead = new ArrayDeque<>();

  private CallTree(boolean beforeCancun) {
    this.movements = new NativeMovements(beforeCancun);
  }

  static List<Movement> movements(JsonNode result, boolean beforeCancun) {
    CallTree tree = new CallTree(beforeCancun);
    tree.ahead.push(new Call(new Piece(result, "call"), 0, Optional.empty()));
    while (!tree.ahead.isEmpty()) {
      tree.walk(tree.ahead.pop());
    }
    return tree.movements.inOrder();
  }

  private void walk(Call call) {
    Piece piece = call.piece();
    if (call.depth() > TracePlace.LIMIT) {
      throw piece.bad("at most " + TracePlace.LIMIT + " calls above one another");
    }
    Piece type = piece.field("type");
    if (piece.optional("error").isPresent()) {
      return;
    }
    move(type, call);
    piece.optional("calls").ifPresent(calls -> push(calls, call.depth() + 1, running(type, piece)));
  }

  /** Named by their depth: the whole way down could be long. */
  private void push(Piece calls, int depth, Address caller) {
    for (Piece call : calls.items().reversed()) {
      Piece named = new Piece(call.node(), "call at depth " + depth);
      ahead.push(new Call(named, depth, Optional.of(caller)));
    }
  }

  /** The contract at work: code that is called in place of the caller's runs as the caller. */
  private static Address running(Piece type, Piece call) {
    return switch (type.text()) {
      case "CALLCODE", "DELEGATECALL" -> call.field("from").address();
      default -> call.field("to").address();
    };
  }

  private void move(Piece type, Call call) {
    Piece piece = call.piece();
    switch (type.text()) {
      case "CALL" -> movements.call(from(piece), to(piece), value(piece));
      case "CREATE", "CREATE2" -> movements.creation(from(piece), to(piece), value(piece));
      case "SELFDESTRUCT" -> {
        if (!keepsAll(piece)) {
          movements.selfDestruct(
              call.caller().orElseGet(() -> from(piece)), to(piece), value(piece));
        }
      }
      case "CALLCODE", "DELEGATECALL", "STATICCALL" -> {}
      default ->
          throw type.bad(
              "CALL, CALLCODE, DELEGATECALL, STATICCALL, CREATE, CREATE2 or SELFDESTRUCT");
    }
  }

  /** Since Cancun, Anvil 1.7.1 tells of a contract that is its own heir as nobody's with no end. */
  private static boolean keepsAll(Piece call) {
    return call.optional("from").map(from -> from.address().isNobody()).orElse(false)
        && call.optional("to").isEmpty();
  }

  private static Address from(Piece call) {
    return call.field("from").address();
  }

  private static Address to(Piece call) {
    return call.field("to").address();
  }

  private static Amount value(Piece call) {
    return call.optional("value").map(Piece::amount).orElse(Amount.ZERO);
  }
}
