package org.spoor.engine.pattern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/** A made-up transaction in the making; every input and output has an owner of its own. */
final class Made {

  private final List<Input> inputs = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private String name = "made";

  static Address owner(String name) {
    return new Address(Chain.BITCOIN, name);
  }

  Made named(String text) {
    name = text;
    return this;
  }

  Made in(int count, long value) {
    for (int i = 0; i < count; i++) {
      in(owner("in" + inputs.size()), value);
    }
    return this;
  }

  Made in(Party owner, long value) {
    OutPoint spent = new OutPoint(new TxId(Chain.BITCOIN, "before"), inputs.size());
    inputs.add(new Input(spent, owner, Amount.of(value)));
    return this;
  }

  Made out(int count, long value) {
    for (int i = 0; i < count; i++) {
      out(owner("out" + outputs.size()), value);
    }
    return this;
  }

  Made out(Party owner, long value) {
    outputs.add(new Output(owner, Amount.of(value)));
    return this;
  }

  /** Outputs of which no two have the same value: from {@code first} on, each 7 more. */
  Made change(int count, long first) {
    Stream.iterate(first, value -> value + 7).limit(count).forEach(value -> out(1, value));
    return this;
  }

  Made opReturn() {
    return out(new Script("6a0400010203"), 0);
  }

  UtxoTransaction done() {
    return new UtxoTransaction(
        new TxId(Chain.BITCOIN, name), new ChainPosition(1, 1, 0), Instant.EPOCH, inputs, outputs);
  }

  Verdict verdict() {
    return new CoinJoins(AttributionBook.EMPTY).of(done());
  }
}
