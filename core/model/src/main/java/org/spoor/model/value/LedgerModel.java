package org.spoor.model.value;

/** How a chain keeps value: in balances of accounts, or in unspent outputs of transactions. */
public enum LedgerModel {
  ACCOUNT,
  UTXO
}
