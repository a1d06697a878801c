package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;

/**
 * Reads what {@code eth_getTransactionReceipt} answers and {@code eth_getBlockReceipts} lists.
 *
 * <p>Receipts from before Byzantium (block 4,370,000) do not tell whether the transaction failed.
 * Then a failure used up all the gas, so that one which left some succeeded. One which left none is
 * taken to have succeeded but not to be plain: its trace, where a failed transaction moves nothing,
 * decides.
 */
public final class Receipts {

  /** What a transaction without code or data uses (Yellow Paper, G_transaction). */
  private static final long PLAIN_GAS = 21_000;

  private Receipts() {}

  /**
   * @param tx its own transaction, for what old receipts lack: sender, recipient, price of gas
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it is no receipt
   */
  public static Receipt of(JsonNode receipt, Transaction tx) {
    return of(receipt, tx, TokenLogs.WRAPPED_ETHER);
  }

  /**
   * @param wrappedEther contracts whose deposits and withdrawals are believed
   */
  public static Receipt of(JsonNode receipt, Transaction tx, Set<Address> wrappedEther) {
    Piece piece = new Piece(receipt, "receipt");
    Piece logs = piece.field("logs");
    BigInteger gasUsed = piece.field("gasUsed").quantity();
    boolean withoutCode = gasUsed.equals(BigInteger.valueOf(PLAIN_GAS)) && logs.items().isEmpty();
    boolean leftGas = gasUsed.compareTo(BigInteger.valueOf(tx.gas())) < 0;
    return new Receipt(
        piece.field("transactionHash").tx(),
        piece.field("blockNumber").number(),
        piece.field("blockHash").hash(),
        piece.field("transactionIndex").index(),
        piece.optional("from").map(Piece::address).orElse(tx.from()),
        to(piece, tx),
        fee(piece, gasUsed, tx),
        piece.optional("status").map(Receipts::succeeded).orElse(true),
        withoutCode && (piece.optional("status").isPresent() || leftGas),
        TokenLogs.movements(logs, wrappedEther));
  }

  private static boolean succeeded(Piece status) {
    return switch (status.text()) {
      case "0x1" -> true;
      case "0x0" -> false;
      default -> throw status.bad("0x1 or 0x0");
    };
  }

  private static Optional<Address> to(Piece receipt, Transaction tx) {
    return receipt
        .optional("to")
        .or(() -> receipt.optional("contractAddress"))
        .map(Piece::address)
        .or(tx::to);
  }

  private static Amount fee(Piece receipt, BigInteger gasUsed, Transaction tx) {
    BigInteger price =
        receipt
            .optional("effectiveGasPrice")
            .map(Piece::quantity)
            .orElseGet(() -> tx.gasPrice().toBigInteger());
    return Amount.of(gasUsed.multiply(price).add(blobFee(receipt)));
  }

  /** EIP-4844: blobs have a gas and a price of their own. */
  private static BigInteger blobFee(Piece receipt) {
    BigInteger used = receipt.optional("blobGasUsed").map(Piece::quantity).orElse(BigInteger.ZERO);
    return used.signum() == 0 ? used : used.multiply(receipt.field("blobGasPrice").quantity());
  }
}
