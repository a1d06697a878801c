package org.spoor.bitcoin.regtest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.ScriptException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/** Blocks told as the model has them, by bitcoinj alone: the yardstick of the readers. */
final class Told {

  private final Map<TxId, List<Output>> outputs = new HashMap<>();
  private final List<UtxoTransaction> transactions = new ArrayList<>();

  Told(List<Block> blocks) {
    for (int height = 0; height < blocks.size(); height++) {
      Block block = blocks.get(height);
      int index = 0;
      for (Transaction each : List.copyOf(block.getTransactions())) {
        tell(each, block, new ChainPosition(height, index++, 0));
      }
    }
  }

  List<UtxoTransaction> transactions() {
    return List.copyOf(transactions);
  }

  private void tell(Transaction transaction, Block block, ChainPosition position) {
    TxId id = id(transaction.getTxId().toString());
    List<Output> created = transaction.getOutputs().stream().map(Told::output).toList();
    List<Input> inputs = transaction.isCoinBase() ? List.of() : inputs(transaction);
    outputs.put(id, created);
    transactions.add(new UtxoTransaction(id, position, block.time(), inputs, created));
  }

  private List<Input> inputs(Transaction transaction) {
    return transaction.getInputs().stream()
        .map(input -> input.getOutpoint())
        .map(o -> new OutPoint(id(o.hash().toString()), (int) o.index()))
        .map(spent -> input(spent, output(spent)))
        .toList();
  }

  private Output output(OutPoint spent) {
    return Optional.ofNullable(outputs.get(spent.tx())).orElseThrow().get(spent.index());
  }

  private static Input input(OutPoint spent, Output output) {
    return new Input(spent, output.owner(), output.value());
  }

  private static TxId id(String hash) {
    return new TxId(Chain.BITCOIN_REGTEST, hash);
  }

  private static Output output(TransactionOutput output) {
    return new Output(owner(output), Amount.of(output.getValue().getValue()));
  }

  private static Party owner(TransactionOutput output) {
    byte[] script = output.getScriptBytes();
    try {
      return script.length == 0
          ? Outside.UNKNOWN
          : new Address(
              Chain.BITCOIN_REGTEST,
              output.getScriptPubKey().getToAddress(BitcoinNetwork.REGTEST).toString());
    } catch (ScriptException e) {
      return new Script(HexFormat.of().formatHex(script));
    }
  }
}
