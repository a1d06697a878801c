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

  /**
   * The native value of the transaction itself, whether or not it succeeded; of a creation, which
   * does not name its contract, see {@link Transaction#moved}.
   *
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it names no recipient
   */
  public static Movement value(JsonNode tx) {
    Piece piece = new Piece(tx, "transaction");
    return new Movement(
        piece.field("from").giver(),
        piece.field("to").taker(),
        Piece.ETHER,
        piece.field("value").amount());
  }
}
