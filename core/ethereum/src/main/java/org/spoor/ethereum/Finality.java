package org.spoor.ethereum;

import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.model.SpoorException;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Whether a transaction that was not found among the final ones waits to become one. */
final class Finality {

  private Finality() {}

  /**
   * @param head the last block that is read, which is final
   * @throws SpoorException UNAVAILABLE if the node knows it, but in a later block or in none
   */
  static void check(Node node, TxId tx, BlockHeader head) {
    Call question = new Call("eth_getTransactionByHash", List.of(tx.text()), false);
    JsonNode body = Calls.results(node, List.of(question)).getFirst();
    JsonNode height = body.path("blockNumber");
    if (body.isNull() || isFinal(height, head)) {
      return;
    }
    throw SpoorException.unavailable(
        "transaction %s is in %s, and not final as of block %d, the last that is read"
            .formatted(
                tx.text(),
                height.isString() ? "block " + Long.decode(height.stringValue()) : "no block",
                head.height()));
  }

  private static boolean isFinal(JsonNode height, BlockHeader head) {
    return height.isString() && Long.decode(height.stringValue()) <= head.height();
  }
}
