package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;
import tools.jackson.databind.JsonNode;

/** Reads what {@code eth_getBlockByNumber} and {@code eth_getBlockByHash} answer. */
public final class Blocks {

  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
  private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

  private Blocks() {}

  /**
   * @param block a mined block, with whole transactions or their hashes alone
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it is anything else
   */
  public static BlockHeader header(JsonNode block) {
    Piece piece = new Piece(block, "block");
    return new BlockHeader(
        piece.field("number").number(),
        piece.field("hash").hash(),
        time(piece.field("timestamp")),
        piece.field("miner").address(),
        withdrawals(piece.optional("withdrawals")),
        rules(piece));
  }

  /** Fields come with the rules that need them: EIP-1559, EIP-3675, EIP-4788. */
  private static Rules rules(Piece block) {
    return new Rules(
        block.optional("baseFeePerGas").map(Piece::amount).orElse(Amount.ZERO),
        block.optional("difficulty").map(Piece::quantity).orElse(BigInteger.ZERO).signum() > 0,
        block.optional("uncles").map(Piece::items).orElse(List.of()).size(),
        block.optional("parentBeaconBlockRoot").isPresent());
  }

  /**
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it is no block
   */
  public static String hash(JsonNode block) {
    return new Piece(block, "block").field("hash").hash();
  }

  private static Instant time(Piece timestamp) {
    long second = timestamp.number();
    if (second > LAST_SECOND) {
      throw timestamp.bad("a time in seconds since 1970");
    }
    return Instant.ofEpochSecond(second);
  }

  private static List<Movement> withdrawals(Optional<Piece> list) {
    return list.map(Piece::items).orElse(List.of()).stream()
        .map(Blocks::withdrawal)
        .filter(m -> !m.amount().isZero())
        .toList();
  }

  /** EIP-4895: amounts are in gwei. */
  private static Movement withdrawal(Piece withdrawal) {
    return new Movement(
        Outside.ISSUANCE,
        withdrawal.field("address").taker(),
        Piece.ETHER,
        Amount.of(withdrawal.field("amount").quantity().multiply(GWEI)));
  }
}
