package org.spoor.recorded.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.JsonLine;
import org.spoor.recorded.file.UnnamedChain;

/** The file {@code transactions.jsonl}: recorded transactions of UTXO chains, a line each. */
public record TransactionsFile(CaseFile file, Interned values, UnnamedChain chainIfNone) {

  public static final String NAME = "transactions.jsonl";

  private static final List<String> KEYS =
      List.of("txid", "height", "index", "time", "inputs", "outputs", "chain");
  private static final List<String> INPUT_KEYS =
      List.of("txid", "vout", "address", "script", "value");
  private static final List<String> OUTPUT_KEYS = List.of("address", "script", "value");

  public List<UtxoDraft> read() {
    return file.read(this::read);
  }

  private List<UtxoDraft> read(BufferedReader text) throws IOException {
    List<UtxoDraft> drafts = new ArrayList<>();
    long number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      number++;
      if (!line.isBlank()) {
        drafts.add(draft(JsonLine.parse(file, values, number, line).only(KEYS)));
      }
    }
    return drafts;
  }

  private UtxoDraft draft(JsonLine line) {
    Chain chain =
        line.field("chain")
            .map(field -> field.chain(LedgerModel.UTXO))
            .orElseGet(() -> chainIfNone.of(line));
    JsonLine named = line.named(line.requiredField("txid").required());
    Optional<Field> index = named.field("index");
    return new UtxoDraft(
        named.number(),
        named.requiredField("txid").transaction(chain),
        named
            .field("height")
            .map(field -> OptionalLong.of(field.height()))
            .orElse(OptionalLong.empty()),
        index.map(field -> OptionalInt.of(field.index())).orElse(OptionalInt.empty()),
        named.requiredField("time").time(),
        named.items("inputs").stream().map(item -> input(item.only(INPUT_KEYS), chain)).toList(),
        named.items("outputs").stream()
            .map(item -> output(item.only(OUTPUT_KEYS), chain))
            .toList());
  }

  private static UtxoDraft.Input input(JsonLine input, Chain chain) {
    return new UtxoDraft.Input(
        new OutPoint(
            input.requiredField("txid").transaction(chain), input.requiredField("vout").index()),
        party(input, chain),
        input.requiredField("value").amount());
  }

  private static Output output(JsonLine output, Chain chain) {
    return new Output(owner(output, chain), output.requiredField("value").amount());
  }

  private static Party owner(JsonLine output, Chain chain) {
    return party(output, chain)
        .orElseThrow(() -> output.refuse("address", "is missing, and so is script"));
  }

  /** The owner, if there is one; of an empty script nobody that is known. */
  private static Optional<Party> party(JsonLine output, Chain chain) {
    Optional<Field> address = output.field("address");
    Optional<Field> script = output.field("script");
    if (address.isPresent() && script.isPresent()) {
      throw script.get().wrong("expected beside an address: an output has one of them");
    }
    return address
        .<Party>map(field -> field.address(chain))
        .or(() -> script.map(TransactionsFile::scripted));
  }

  private static Party scripted(Field script) {
    return script.isEmpty() ? Outside.UNKNOWN : new Script(script.required());
  }
}
