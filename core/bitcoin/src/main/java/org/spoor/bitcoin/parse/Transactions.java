package org.spoor.bitcoin.parse;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Reads transactions of one network from their bytes and checks what bytes alone can show: that
 * nothing is left over, that values are possible, that no output is spent twice.
 */
public final class Transactions {

  /** Bitcoin Core, consensus/amount.h. */
  private static final Amount MAX_MONEY = Amount.of(2_100_000_000_000_000L);

  private final Network network;
  private final Owners owners;

  public Transactions(Network network) {
    this.network = network;
    this.owners = new Owners(network);
  }

  /**
   * @param hex with or without witnesses
   * @throws SpoorException MALFORMED_DATA if it is no transaction, or another than {@code expected}
   */
  public BareTransaction read(String hex, TxId expected) {
    BareTransaction read = read(bytes(hex, expected), "transaction " + expected);
    if (!read.id().equals(expected)) {
      throw SpoorException.malformedData(
          "transaction %s: its bytes are those of %s".formatted(expected, read.id()));
    }
    return read;
  }

  private static byte[] bytes(String hex, TxId expected) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw SpoorException.malformedData(
          "transaction %s: no hexadecimal bytes".formatted(expected));
    }
  }

  private BareTransaction read(byte[] raw, String what) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(raw);
      Transaction parsed = Transaction.read(rest);
      if (rest.hasRemaining()) {
        throw SpoorException.malformedData(
            "%s: %d bytes behind its end".formatted(what, rest.remaining()));
      }
      return bare(parsed);
    } catch (ProtocolException | BufferUnderflowException | IllegalArgumentException e) {
      throw SpoorException.malformedData("%s: its bytes are no transaction".formatted(what));
    }
  }

  /**
   * What a transaction says that bitcoinj has read.
   *
   * @throws SpoorException MALFORMED_DATA if it says what no valid transaction can
   */
  public BareTransaction bare(Transaction parsed) {
    TxId id = new TxId(network.chain(), parsed.getTxId().toString());
    return new BareTransaction(
        id,
        parsed.isCoinBase() ? List.of() : spent(id, parsed),
        parsed.getOutputs().stream().map(output -> output(id, output)).toList());
  }

  private List<OutPoint> spent(TxId id, Transaction parsed) {
    List<OutPoint> spent =
        parsed.getInputs().stream()
            .map(TransactionInput::getOutpoint)
            .map(outPoint -> outPoint(id, outPoint))
            .toList();
    if (spent.isEmpty()) {
      throw malformed(id, "it spends nothing and is no coinbase");
    }
    if (new HashSet<>(spent).size() < spent.size()) {
      throw malformed(id, "it spends an output twice");
    }
    return spent;
  }

  private OutPoint outPoint(TxId id, TransactionOutPoint named) {
    if (Network.isNothing(named.hash()) || named.index() > Integer.MAX_VALUE) {
      throw malformed(
          id, "it spends %s:%d, which cannot be".formatted(named.hash(), named.index()));
    }
    return new OutPoint(
        new TxId(network.chain(), named.hash().toString()), Math.toIntExact(named.index()));
  }

  private Output output(TxId id, TransactionOutput output) {
    long value = output.getValue().getValue();
    return output(new OutPoint(id, output.getIndex()), value, output.getScriptBytes());
  }

  /**
   * An output as somebody states it.
   *
   * @param script its locking script in hexadecimal
   * @throws SpoorException MALFORMED_DATA if there can be no such output
   */
  public Output output(OutPoint place, long value, String script) {
    return output(place, value, bytes(script, place.tx()));
  }

  private Output output(OutPoint place, long value, byte[] script) {
    if (value < 0 || Amount.of(value).compareTo(MAX_MONEY) > 0) {
      throw malformed(place.tx(), "output %d is worth %d".formatted(place.index(), value));
    }
    return new Output(owners.of(script), Amount.of(value));
  }

  /** The locking script, in hexadecimal, of an output that was read. */
  public String script(Output output) {
    return owners.script(output.owner());
  }

  private static SpoorException malformed(TxId id, String what) {
    return SpoorException.malformedData("transaction %s: %s".formatted(id, what));
  }
}
