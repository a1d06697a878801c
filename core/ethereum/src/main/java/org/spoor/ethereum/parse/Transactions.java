package org.spoor.ethereum.parse;

import tools.jackson.databind.JsonNode;

/** Reads what {@code eth_getTransactionByHash} answers and what whole blocks list. */
public final class Transactions {

  private Transactions() {}

  /**
   * @param tx a mined transaction
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it is anything else, a pending one
   *     included
   */
  public static Transaction of(JsonNode tx) {
    Piece piece = new Piece(tx, "transaction");
    return new Transaction(
        piece.field("hash").tx(),
        piece.field("blockNumber").number(),
        piece.field("blockHash").hash(),
        piece.field("transactionIndex").index(),
        piece.field("from").address(),
        piece.optional("to").map(Piece::address),
        piece.field("nonce").number(),
        piece.field("value").amount(),
        piece.field("gas").number(),
        piece.field("gasPrice").amount());
  }
}
