package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a block pays by itself: the priority fees of its transactions and, where it was mined,
 * what its work earns.
 *
 * <p>All of it comes from {@link Outside#ISSUANCE}: a sender's fee has left for good as a whole,
 * and what of it the block's maker gets is clean value from outside.
 *
 * @see <a href="https://ethereum.github.io/yellowpaper/paper.pdf">Yellow Paper, section 11.3</a>
 */
public final class BlockPayments {

  private static final long BYZANTIUM = 4_370_000;
  private static final long CONSTANTINOPLE = 7_280_000;
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final BigInteger NEPHEWS_PART = BigInteger.valueOf(32);
  private static final long UNCLES_PARTS = 8;
  private static final long OLDEST_UNCLE = 6;

  private BlockPayments() {}

  /**
   * What its transactions pay to its miner above the base fee, in one sum.
   *
   * @param block with whole transactions, which know the price of gas where old receipts do not
   * @param receipts of all its transactions, in any order
   * @return nothing if they pay none
   * @throws SpoorException MALFORMED_DATA if one is missing or of another block
   */
  public static Optional<Movement> priorityFees(JsonNode block, List<JsonNode> receipts) {
    BlockHeader header = Blocks.header(block);
    Map<TxId, Piece> byTransaction = new HashMap<>();
    for (JsonNode receipt : receipts) {
      Piece piece = new Piece(receipt, "receipt");
      if (!piece.field("blockHash").hash().equals(header.hash())) {
        throw piece.field("blockHash").bad(header.hash());
      }
      byTransaction.put(piece.field("transactionHash").tx(), piece);
    }
    BigInteger sum = BigInteger.ZERO;
    for (Piece piece : new Piece(block, "block").field("transactions").items()) {
      Transaction transaction = Transactions.of(piece.node());
      Piece receipt = byTransaction.get(transaction.id());
      if (receipt == null) {
        throw SpoorException.malformedData(
            "the receipts of block %d lack that of %s"
                .formatted(header.height(), transaction.id()));
      }
      sum = sum.add(priorityFee(transaction, receipt, header.rules().baseFee()));
    }
    return sum.signum() == 0 ? Optional.empty() : Optional.of(paid(header.miner(), sum));
  }

  private static BigInteger priorityFee(Transaction transaction, Piece receipt, Amount baseFee) {
    BigInteger price =
        receipt
            .optional("effectiveGasPrice")
            .map(Piece::quantity)
            .orElseGet(() -> transaction.gasPrice().toBigInteger());
    BigInteger above = price.subtract(baseFee.toBigInteger());
    if (above.signum() < 0) {
      throw receipt.bad("one that pays the base fee of " + baseFee);
    }
    return receipt.field("gasUsed").quantity().multiply(above);
  }

  /**
   * What is paid for the work in it: to its miner, then to those of the uncles. The amounts are
   * those of the main network (EIP-649, EIP-1234); other networks of today are not mined.
   *
   * @param uncles as {@code eth_getUncleByBlockNumberAndIndex} answers
   */
  public static List<Movement> work(BlockHeader header, List<JsonNode> uncles) {
    if (!header.rules().isMined() || header.height() == 0) {
      return List.of();
    }
    BigInteger reward = reward(header.height());
    BigInteger nephews =
        reward.multiply(BigInteger.valueOf(header.rules().uncles())).divide(NEPHEWS_PART);
    List<Movement> paid = new ArrayList<>(List.of(paid(header.miner(), reward.add(nephews))));
    uncles.stream()
        .map(uncle -> uncle(new Piece(uncle, "uncle"), header.height(), reward))
        .forEach(paid::add);
    return paid;
  }

  private static BigInteger reward(long height) {
    long ether = height < BYZANTIUM ? 5 : height < CONSTANTINOPLE ? 3 : 2;
    return ETHER.multiply(BigInteger.valueOf(ether));
  }

  private static Movement uncle(Piece uncle, long height, BigInteger reward) {
    long before = height - uncle.field("number").number();
    if (before < 1 || before > OLDEST_UNCLE) {
      throw uncle
          .field("number")
          .bad("one of the %d blocks before %d".formatted(OLDEST_UNCLE, height));
    }
    long parts = UNCLES_PARTS - before;
    return paid(
        uncle.field("miner").address(),
        reward.multiply(BigInteger.valueOf(parts)).divide(BigInteger.valueOf(UNCLES_PARTS)));
  }

  private static Movement paid(Address to, BigInteger wei) {
    return new Movement(Outside.ISSUANCE, Piece.taker(to), Piece.ETHER, Amount.of(wei));
  }

  /**
   * @param block with whole transactions
   */
  public static Stream<TxId> transactions(JsonNode block) {
    return new Piece(block, "block")
        .field("transactions").items().stream().map(tx -> tx.field("hash").tx());
  }
}
