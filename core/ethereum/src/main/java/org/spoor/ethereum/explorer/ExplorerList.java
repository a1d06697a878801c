package org.spoor.ethereum.explorer;

import java.util.Optional;
import org.spoor.ethereum.source.Span;

/** The lists that together name every transaction of an address and every block that credits it. */
public enum ExplorerList {
  /** Transactions that it sent or received. */
  TRANSACTIONS("txlist"),
  /** Calls inside transactions that paid it or that it paid. */
  INTERNAL("txlistinternal"),
  /** Transfers of tokens to or from it. */
  TOKENS("tokentx"),
  /** What it was paid out by the consensus layer (EIP-4895). */
  WITHDRAWALS("txsBeaconWithdrawal"),
  /** Blocks that it made, latest first. */
  BLOCKS("getminedblocks", "blocks"),
  /** Blocks that it made and that others named as uncles, latest first. */
  UNCLES("getminedblocks", "uncles");

  /** EIP-3675: the last block of the main network that was mined. */
  private static final long LAST_MINED = 15_537_393;

  /** EIP-4895: the first block of the main network with withdrawals. */
  private static final long FIRST_WITHDRAWALS = 17_034_870;

  private final String action;
  private final Optional<String> blockType;

  ExplorerList(String action) {
    this.action = action;
    this.blockType = Optional.empty();
  }

  ExplorerList(String action, String blockType) {
    this.action = action;
    this.blockType = Optional.of(blockType);
  }

  /** What the interface calls it. */
  public String action() {
    return action;
  }

  /** Which of the lists that are called the same it is. */
  public Optional<String> blockType() {
    return blockType;
  }

  /** Whether its rows are of transactions; else of blocks that credit without one. */
  boolean isOfTransactions() {
    return switch (this) {
      case TRANSACTIONS, INTERNAL, TOKENS -> true;
      case WITHDRAWALS, BLOCKS, UNCLES -> false;
    };
  }

  /** Whether it can be asked for by blocks; else it is listed from its last row back. */
  boolean isBySpan() {
    return blockType.isEmpty();
  }

  /** Whether there may be anything in it. */
  boolean mayReach(Span span) {
    return switch (this) {
      case TRANSACTIONS, INTERNAL, TOKENS, BLOCKS -> true;
      case WITHDRAWALS -> span.to() >= FIRST_WITHDRAWALS;
      case UNCLES -> span.from() <= LAST_MINED;
    };
  }
}
