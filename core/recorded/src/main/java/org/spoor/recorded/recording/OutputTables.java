package org.spoor.recorded.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.FolderInMaking;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.Table;
import org.spoor.recorded.ledger.TransactionsFile;
import org.spoor.recorded.ledger.UtxoLedger;
import org.spoor.recorded.recording.HeldOutputs.Block;
import org.spoor.recorded.recording.HeldOutputs.Created;
import org.spoor.recorded.recording.HeldOutputs.HeldSpend;
import tools.jackson.databind.json.JsonMapper;

/** The files of a recording that only UTXO chains need. */
public final class OutputTables {

  static final String SPENDS = "spends.csv";
  static final String BLOCKS = "blocks.csv";
  static final List<String> SPENDS_COLUMNS =
      List.of("chain", "tx", "output", "height", "fate", "gap");
  static final List<String> BLOCKS_COLUMNS = List.of("chain", "height", "whole");

  private static final String SPENT = "spent";
  private static final String UNSPENT = "unspent";
  private static final String OVERWRITTEN = "overwritten";
  private static final String UNKNOWN = "unknown";

  private OutputTables() {}

  public static void write(Answers answers, FolderInMaking folder) {
    folder.lines(
        TransactionsFile.NAME,
        lines ->
            answers
                .outputTransactions()
                .forEach(one -> lines.accept(JsonMapper.shared().writeValueAsString(line(one)))));
    folder.table(
        SPENDS,
        SPENDS_COLUMNS,
        rows -> answers.outputs().spends().forEach((made, held) -> write(made, held, rows)));
    folder.table(
        BLOCKS,
        BLOCKS_COLUMNS,
        rows ->
            answers
                .outputs()
                .blocks()
                .forEach((block, whole) ->
                    rows.accept(
                        List.of(
                            block.chain().id(),
                            Long.toString(block.height()),
                            Boolean.toString(whole.isPresent())))));
  }

  private static Map<String, Object> line(UtxoTransaction one) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("chain", one.id().chain().id());
    line.put("txid", one.id().text());
    line.put("height", one.position().height());
    line.put("index", one.position().transaction());
    line.put("time", one.time().toString());
    line.put("inputs", one.inputs().stream().map(OutputTables::input).toList());
    line.put(
        "outputs",
        one.outputs().stream().map(output -> owned(output.owner(), output.value())).toList());
    return line;
  }

  private static Map<String, Object> input(UtxoTransaction.Input input) {
    Map<String, Object> spent = new LinkedHashMap<>();
    spent.put("txid", input.spent().tx().text());
    spent.put("vout", input.spent().index());
    spent.putAll(owned(input.owner(), input.value()));
    return spent;
  }

  private static Map<String, Object> owned(Party owner, Amount value) {
    Map<String, Object> owned = new LinkedHashMap<>();
    switch (owner) {
      case Address address -> owned.put("address", address.text());
      case Script script -> owned.put("script", script.text());
      case Outside _ -> owned.put("script", "");
    }
    owned.put("value", value.toString());
    return owned;
  }

  private static void write(Created made, HeldSpend held, Consumer<List<String>> rows) {
    List<String> gaps = held.gaps().isEmpty() ? List.of("") : held.gaps();
    gaps.forEach(gap ->
        rows.accept(
            List.of(
                made.output().tx().chain().id(),
                made.output().tx().text(),
                Integer.toString(made.output().index()),
                Long.toString(made.height()),
                word(held.spend()),
                gap)));
  }

  private static String word(Spend spend) {
    return switch (spend) {
      case Spend.By _ -> SPENT;
      case Spend.None _ -> UNSPENT;
      case Spend.Overwritten _ -> OVERWRITTEN;
      case Spend.Unknown _ -> UNKNOWN;
    };
  }

  /**
   * @param ledger the recorded transactions
   * @param files the recording's, by name
   */
  public static HeldOutputs read(
      UtxoLedger ledger, Interned values, Function<String, CaseFile> files) {
    SortedMap<Created, HeldSpend> spends = new TreeMap<>();
    new Table(files.apply(SPENDS), values, SPENDS_COLUMNS, List.of())
        .forEach(row -> spend(row, ledger, spends));
    SortedMap<Block, Optional<List<UtxoTransaction>>> blocks = new TreeMap<>();
    new Table(files.apply(BLOCKS), values, BLOCKS_COLUMNS, List.of())
        .forEach(row -> block(row, ledger, blocks));
    return new HeldOutputs(spends, blocks);
  }

  private static void spend(
      Table.Row row, UtxoLedger ledger, SortedMap<Created, HeldSpend> spends) {
    Chain chain = row.field("chain").chain(LedgerModel.UTXO);
    OutPoint output = new OutPoint(row.field("tx").transaction(chain), row.field("output").index());
    Created made = new Created(output, row.field("height").height());
    List<String> gaps = new ArrayList<>();
    Optional.ofNullable(spends.get(made)).ifPresent(before -> gaps.addAll(before.gaps()));
    if (!row.field("gap").isEmpty()) {
      gaps.add(row.field("gap").text());
    }
    spends.put(made, new HeldSpend(fate(row.field("fate"), made, ledger), gaps));
  }

  private static Spend fate(Field fate, Created made, UtxoLedger ledger) {
    return switch (fate.text()) {
      case SPENT ->
          ledger
              .spend(made.output(), made.height())
              .filter(Spend.By.class::isInstance)
              .orElseThrow(() ->
                  fate.wrong(
                      "what %s shows: nothing there spends it".formatted(TransactionsFile.NAME)));
      case UNSPENT -> new Spend.None();
      case OVERWRITTEN -> new Spend.Overwritten();
      case UNKNOWN -> new Spend.Unknown();
      default -> throw fate.wrong("one of spent, unspent, overwritten, unknown");
    };
  }

  private static void block(
      Table.Row row, UtxoLedger ledger, SortedMap<Block, Optional<List<UtxoTransaction>>> blocks) {
    Chain chain = row.field("chain").chain(LedgerModel.UTXO);
    Field height = row.field("height");
    Block block = new Block(chain, height.height());
    Optional<List<UtxoTransaction>> whole =
        row.field("whole").yes() ? ledger.block(chain, block.height()) : Optional.empty();
    if (row.field("whole").yes() && whole.isEmpty()) {
      throw height.wrong("a block whose transactions are in " + TransactionsFile.NAME);
    }
    blocks.put(block, whole.map(List::copyOf));
  }
}
