package org.spoor.recorded.ledger;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.ledger.UtxoPlacing.Placed;

/** Makes a ledger of recorded transactions, and refuses those that contradict each other. */
public final class UtxoChecks {

  private static final Spend UNSPENT = new Spend.None();

  private final CaseFile file;
  private final Set<TxId> recorded = new HashSet<>();
  private final UtxoLedger ledger = new UtxoLedger();

  private UtxoChecks(CaseFile file) {
    this.file = file;
  }

  /**
   * @throws SpoorException naming line, transaction and field of the first contradiction
   */
  public static UtxoLedger ledger(CaseFile file, List<UtxoDraft> drafts) {
    UtxoChecks checks = new UtxoChecks(file);
    checks.refuseDuplicates(drafts);
    Map<Chain, List<UtxoDraft>> byChain =
        drafts.stream()
            .collect(
                Collectors.groupingBy(
                    d -> d.id().chain(), () -> new EnumMap<>(Chain.class), Collectors.toList()));
    byChain.values().forEach(ofChain -> UtxoPlacing.place(file, ofChain).forEach(checks::add));
    return checks.ledger;
  }

  /** Only a coinbase of another block may bear the name of another coinbase (2010, BIP 30). */
  private void refuseDuplicates(List<UtxoDraft> drafts) {
    Map<TxId, UtxoDraft> byId = new HashMap<>();
    for (UtxoDraft draft : drafts) {
      recorded.add(draft.id());
      UtxoDraft other = byId.put(draft.id(), draft);
      boolean mayBe =
          other == null
              || (draft.isCoinbase()
                  && other.isCoinbase()
                  && draft.height().isPresent()
                  && other.height().isPresent()
                  && !draft.height().equals(other.height()));
      if (!mayBe) {
        throw refuse(
            draft, "txid", "line %d records this transaction already".formatted(other.line()));
      }
    }
  }

  private void add(Placed placed) {
    UtxoDraft draft = placed.draft();
    Set<OutPoint> spent = new HashSet<>();
    List<Input> inputs =
        draft.inputs().stream()
            .map(input -> {
              if (!spent.add(input.spent())) {
                throw refuse(draft, "inputs", input.spent() + " is spent twice");
              }
              return checked(draft, input);
            })
            .toList();
    Amount in = sum(inputs, Input::value);
    Amount out = sum(draft.outputs(), Output::value);
    if (!draft.isCoinbase() && out.compareTo(in) > 0) {
      throw refuse(draft, "outputs", "worth %s, the inputs only %s".formatted(out, in));
    }
    ledger.add(
        new UtxoTransaction(draft.id(), placed.position(), draft.time(), inputs, draft.outputs()));
  }

  private Input checked(UtxoDraft draft, UtxoDraft.Input input) {
    OutPoint spent = input.spent();
    if (ledger.spend(spent).orElse(UNSPENT) instanceof Spend.By(UtxoTransaction other)) {
      throw refuse(draft, "inputs", "%s is spent by %s already".formatted(spent, other.id()));
    }
    if (!recorded.contains(spent.tx())) {
      return new Input(spent, input.owner().orElse(Outside.UNKNOWN), input.value());
    }
    if (ledger.transaction(spent.tx()).isEmpty()) {
      throw refuse(draft, "inputs", "%s comes after it in the chain".formatted(spent.tx()));
    }
    Output output =
        ledger
            .output(spent)
            .orElseThrow(
                () -> refuse(draft, "inputs", spent + " is no output of that transaction"));
    if (!output.value().equals(input.value())) {
      throw refuse(
          draft,
          "inputs",
          "%s is worth %s, not %s".formatted(spent, output.value(), input.value()));
    }
    return new Input(spent, owner(draft, spent, output.owner(), input), input.value());
  }

  private Party owner(UtxoDraft draft, OutPoint spent, Party recordedOwner, UtxoDraft.Input input) {
    Party stated = input.owner().orElse(recordedOwner);
    if (recordedOwner instanceof Address && !recordedOwner.equals(stated)) {
      throw refuse(
          draft,
          "inputs",
          "%s belongs to %s, not %s".formatted(spent, recordedOwner.text(), stated.text()));
    }
    return stated;
  }

  private static <T> Amount sum(List<T> items, Function<T, Amount> value) {
    return items.stream().map(value).reduce(Amount.ZERO, Amount::plus);
  }

  private SpoorException refuse(UtxoDraft draft, String field, String problem) {
    return file.contradiction(
        draft.line(), ", transaction '%s', field %s: %s".formatted(draft.id(), field, problem));
  }
}
