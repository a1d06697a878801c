package org.spoor.bitcoin.regtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.LegacyAddress;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.crypto.internal.CryptoUtils;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

/** A transaction in the making; nobody signs it, for no reader looks at signatures. */
public final class Payment {

  private final Transaction transaction = new Transaction();

  /** Spends an output. */
  public Payment from(Transaction parent, int output) {
    return from(parent.getTxId(), output);
  }

  /** Spends an output of a transaction that need not be there. */
  public Payment from(Sha256Hash parent, int output) {
    transaction.addInput(parent, output, Script.parse(new byte[0]));
    return this;
  }

  /** Pays to the address that stands for a name. */
  public Payment to(String name, long satoshi) {
    return to(ScriptBuilder.createOutputScript(address(name)).program(), satoshi);
  }

  /**
   * @param script in hexadecimal
   */
  public Payment toScript(String script, long satoshi) {
    return to(HexFormat.of().parseHex(script), satoshi);
  }

  private Payment to(byte[] script, long satoshi) {
    transaction.addOutput(new TransactionOutput(transaction, Coin.valueOf(satoshi), script));
    return this;
  }

  public Transaction transaction() {
    return transaction;
  }

  /** The address that stands for a name: the hash of the name in the place of a key's. */
  public static LegacyAddress address(String name) {
    byte[] hash = CryptoUtils.sha256hash160(name.getBytes(UTF_8));
    return LegacyAddress.fromPubKeyHash(BitcoinNetwork.REGTEST, hash);
  }

  /** The same as a reader has it. */
  public static Address at(String name) {
    return new Address(Chain.BITCOIN_REGTEST, address(name).toBase58());
  }
}
