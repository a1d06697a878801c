package org.spoor.ethereum.explorer;

/** The lists that together name every transaction of an address. */
public enum ExplorerList {
  /** Transactions that it sent or received. */
  TRANSACTIONS("txlist"),
  /** Calls inside transactions that paid it or that it paid. */
  INTERNAL("txlistinternal"),
  /** Transfers of tokens to or from it. */
  TOKENS("tokentx");

  private final String action;

  ExplorerList(String action) {
    this.action = action;
  }

  /** What the interface calls it. */
  public String action() {
    return action;
  }
}
