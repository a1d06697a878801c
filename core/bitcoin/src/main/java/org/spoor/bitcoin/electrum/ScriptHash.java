package org.spoor.bitcoin.electrum;

import java.util.HexFormat;
import org.bitcoinj.base.Sha256Hash;

/**
 * The name by which an Electrum server knows a locking script: its SHA-256, the bytes reversed.
 *
 * @param text in hexadecimal
 */
record ScriptHash(String text) {

  /**
   * @param script in hexadecimal
   */
  static ScriptHash of(String script) {
    byte[] bytes = HexFormat.of().parseHex(script);
    return new ScriptHash(Sha256Hash.wrapReversed(Sha256Hash.hash(bytes)).toString());
  }
}
