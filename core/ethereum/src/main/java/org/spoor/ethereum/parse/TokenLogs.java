package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import tools.jackson.databind.JsonNode;

/**
 * Reads movements of tokens from logs.
 *
 * <p>A transfer of ERC-20 has three topics and one word of data; that of ERC-721 has four topics,
 * and no amount. Logs of any other shape are none of these and are left out, as are logs of a block
 * that was replaced. Amounts of zero stay: who reads decides what they mean.
 */
public final class TokenLogs {

  /** Topic of {@code Transfer(address,address,uint256)}, its keccak256 (EIP-20). */
  public static final String TRANSFER =
      "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

  /** Topic of {@code Deposit(address,uint256)}: wrapped ether appears at the address. */
  public static final String DEPOSIT =
      "0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c";

  /** Topic of {@code Withdrawal(address,uint256)}: wrapped ether of the address disappears. */
  public static final String WITHDRAWAL =
      "0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65";

  /** WETH9 of the main network; anybody else's deposits prove nothing. */
  public static final Set<Address> WRAPPED_ETHER =
      Set.of(new Address(Piece.CHAIN, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"));

  private static final int WORD_DIGITS = 64;
  private static final String ADDRESS_PADDING = "0".repeat(24);

  private TokenLogs() {}

  /** In log order, with {@link #WRAPPED_ETHER}. */
  public static List<Movement> movements(JsonNode logs) {
    return movements(logs, WRAPPED_ETHER);
  }

  /**
   * In log order.
   *
   * @param logs a list of logs, of one transaction or of many
   * @param wrappedEther contracts whose deposits and withdrawals are believed
   * @throws org.spoor.model.SpoorException MALFORMED_DATA if it is no list of logs
   */
  public static List<Movement> movements(JsonNode logs, Set<Address> wrappedEther) {
    return movements(new Piece(logs, "logs"), wrappedEther);
  }

  static List<Movement> movements(Piece logs, Set<Address> wrappedEther) {
    List<Movement> movements = new ArrayList<>();
    for (Piece log : logs.items()) {
      movement(log, wrappedEther).ifPresent(movements::add);
    }
    return movements;
  }

  private static Optional<Movement> movement(Piece log, Set<Address> wrappedEther) {
    List<Piece> topics = log.field("topics").items();
    String data = log.field("data").bytes();
    Address contract = log.field("address").address();
    if (topics.isEmpty()
        || data.length() != WORD_DIGITS
        || log.optional("removed").map(Piece::flag).orElse(false)) {
      return Optional.empty();
    }
    boolean wrapped = topics.size() == 2 && wrappedEther.contains(contract);
    return switch (topics.getFirst().hash()) {
      case TRANSFER ->
          topics.size() == 3
              ? moved(contract, party(topics.get(1)), party(topics.get(2)), data)
              : Optional.empty();
      case DEPOSIT ->
          wrapped
              ? moved(contract, Optional.of(Outside.ISSUANCE), party(topics.get(1)), data)
              : Optional.empty();
      case WITHDRAWAL ->
          wrapped
              ? moved(contract, party(topics.get(1)), Optional.of(Outside.BURN), data)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Movement> moved(
      Address contract, Optional<Party> from, Optional<Party> to, String data) {
    return from.flatMap(giver ->
        to.map(taker ->
            new Movement(
                giver instanceof Address a ? Piece.giver(a) : giver,
                taker instanceof Address a ? Piece.taker(a) : taker,
                new Token(contract),
                Amount.of(new BigInteger(data, 16)))));
  }

  /** Empty if the topic is no address but another word. */
  private static Optional<Party> party(Piece topic) {
    String word = topic.hash().substring(2);
    return word.startsWith(ADDRESS_PADDING)
        ? Optional.of(new Address(Piece.CHAIN, "0x" + word.substring(ADDRESS_PADDING.length())))
        : Optional.empty();
  }
}
