package org.spoor.ethereum.parse;

import java.util.ArrayList;
import java.util.List;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;

/** The flat list of Otterscan's node interface: what moved value, without places or errors. */
final class InternalOperations {

  private InternalOperations() {}

  static List<Movement> movements(JsonNode operations, Movement own) {
    NativeMovements inside = new NativeMovements(false);
    for (Piece operation : new Piece(operations, "operations").items()) {
      move(operation, inside);
    }
    return with(own, inside.inOrder());
  }

  /** A sender has no code that could pay the same once more, so that an equal first is its own. */
  private static List<Movement> with(Movement own, List<Movement> inside) {
    if (own.amount().isZero() || (!inside.isEmpty() && inside.getFirst().equals(own))) {
      return inside;
    }
    List<Movement> all = new ArrayList<>(inside);
    all.addFirst(own);
    return all;
  }

  private static void move(Piece operation, NativeMovements movements) {
    Address from = operation.field("from").address();
    Address to = operation.field("to").address();
    Amount value = operation.field("value").amount();
    Piece type = operation.field("type");
    switch (type.count()) {
      case 0 -> movements.call(from, to, value);
      case 1 -> movements.selfDestruct(from, to, value);
      case 2, 3 -> movements.creation(from, to, value);
      default -> throw type.bad("0 to 3");
    }
  }
}
