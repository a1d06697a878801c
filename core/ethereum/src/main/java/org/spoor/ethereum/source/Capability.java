package org.spoor.ethereum.source;

/** What an endpoint was found to be able to do. */
public enum Capability {
  /** {@code eth_getLogs}, {@code eth_getTransactionReceipt} and what every node has. */
  LOGS,
  /** State of old blocks: balances and nonces at any height. */
  ARCHIVE,
  /** {@code eth_getBlockReceipts}. */
  BLOCK_RECEIPTS,
  /** {@code trace_filter}: transactions by address, and {@code trace_transaction}. */
  TRACE_FILTER,
  /** {@code trace_transaction} and {@code trace_block} alone. */
  TRACE,
  /** {@code debug_traceTransaction} with the callTracer. */
  DEBUG,
  /**
   * {@code ots_searchTransactionsBefore}. Not {@code ots_getInternalOperations}, which lists what
   * was undone as well.
   */
  OTTERSCAN,
  /** An Etherscan-compatible explorer. */
  EXPLORER
}
