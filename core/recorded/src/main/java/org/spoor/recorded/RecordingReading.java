package org.spoor.recorded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.UnnamedChain;
import org.spoor.recorded.incident.IncidentFile;
import org.spoor.recorded.incident.TagPackFile;
import org.spoor.recorded.ledger.AccountLedger;
import org.spoor.recorded.ledger.CompleteHistories;
import org.spoor.recorded.ledger.Holding;
import org.spoor.recorded.ledger.SideTables;
import org.spoor.recorded.ledger.TransactionsFile;
import org.spoor.recorded.ledger.TransfersFile;
import org.spoor.recorded.ledger.UtxoChecks;
import org.spoor.recorded.ledger.UtxoLedger;
import org.spoor.recorded.recording.AnsweringReader;
import org.spoor.recorded.recording.Answers;
import org.spoor.recorded.recording.HeldHistory;
import org.spoor.recorded.recording.HeldOutputs;
import org.spoor.recorded.recording.HeldTransaction;
import org.spoor.recorded.recording.OutputTables;
import org.spoor.recorded.recording.RecordingFile;
import org.spoor.recorded.recording.RecordingTables;
import org.spoor.recorded.recording.RecordingTables.Event;
import org.spoor.recorded.recording.RecordingTables.Stated;

/** The reading of a case folder that was recorded from a run: all of its files are there. */
final class RecordingReading {

  private final Path folder;
  private final Interned values = new Interned();
  private final List<Source> read = new ArrayList<>();

  RecordingReading(Path folder) {
    this.folder = folder;
  }

  CaseFolder read() {
    CaseFile file = file(RecordingFile.NAME);
    RecordingFile recording = RecordingFile.read(file, values);
    Incident incident = IncidentFile.read(folder, values, read::add);
    List<Incident> further =
        recording.incidents().stream()
            .map(name -> IncidentFile.read(name, folder, values, read::add))
            .toList();
    UnnamedChain chain = UnnamedChain.of(incident, LedgerModel.ACCOUNT, Chain.ETHEREUM);
    SideTables side = new SideTables(values, chain);
    RecordingTables tables = new RecordingTables(side, this::file);
    AccountLedger ledger =
        new AccountLedger(
            TransfersFile.read(file(TransfersFile.NAME), values, chain, List.of(), _ -> {}));
    Map<Asset, AssetDescription> listed = side.assets(file(SideTables.ASSETS));
    AttributionBook attributions =
        new AttributionBook(
            TagPackFile.read(file(TagPackFile.NAME), values, Optional.empty()).attributions());
    UtxoLedger outputs = outputs(recording, incident);
    Answers answers = answers(recording, ledger, outputs, side, tables);
    tables.checkAnswers();
    recording.check(file, read);
    return new CaseFolder(
        incident,
        attributions,
        new AnsweringReader(answers, ledger),
        listed,
        Optional.of(
            new Recording(recording.version(), recording.command(), further, recording.stated())));
  }

  private static boolean hasOutputs(RecordingFile recording) {
    return recording.heads().stream().anyMatch(head -> head.chain().model() == LedgerModel.UTXO);
  }

  private UtxoLedger outputs(RecordingFile recording, Incident incident) {
    if (!hasOutputs(recording)) {
      return new UtxoLedger();
    }
    CaseFile file = file(TransactionsFile.NAME);
    UnnamedChain chain = UnnamedChain.of(incident, LedgerModel.UTXO, Chain.BITCOIN);
    return UtxoChecks.ledger(file, new TransactionsFile(file, values, chain).read());
  }

  private CaseFile file(String name) {
    return CaseFile.needed(folder, name, read::add);
  }

  private Answers answers(
      RecordingFile recording,
      AccountLedger ledger,
      UtxoLedger outputs,
      SideTables side,
      RecordingTables tables) {
    return new Answers(
        recording.heads(),
        recording.inputs(),
        recording.remarks(),
        histories(ledger, side, tables),
        transactions(ledger, outputs, tables),
        tables.routerCalls(),
        hasOutputs(recording) ? OutputTables.read(outputs, values, this::file) : HeldOutputs.NONE,
        tables.tokens());
  }

  private SortedMap<Address, HeldHistory> histories(
      AccountLedger ledger, SideTables side, RecordingTables tables) {
    Map<Address, Map<Asset, Amount>> before =
        byAddress(side.openings(file(SideTables.OPENINGS), ledger));
    Map<Address, Map<Asset, Amount>> after = byAddress(tables.balances());
    Map<Address, Set<Event>> unseen = tables.unseen();
    Map<Address, Integer> busy = tables.busy();
    SortedMap<Address, HeldHistory> histories = new TreeMap<>();
    CompleteHistories.of(side.coverage(file(SideTables.COVERAGE)))
        .rows()
        .forEach((address, rows) ->
            histories.put(
                address,
                new HeldHistory(
                    rows.getFirst().from(),
                    busy.containsKey(address)
                        ? List.of()
                        : without(ledger.history(address), unseen.getOrDefault(address, Set.of())),
                    rows.stream()
                        .map(CompleteHistories.Row::gap)
                        .filter(gap -> !gap.isEmpty())
                        .toList(),
                    busy.containsKey(address)
                        ? OptionalInt.of(Objects.requireNonNull(busy.get(address)))
                        : OptionalInt.empty(),
                    before.getOrDefault(address, Map.of()),
                    after.getOrDefault(address, Map.of()))));
    return histories;
  }

  private static Map<Address, Map<Asset, Amount>> byAddress(Map<Holding, Amount> amounts) {
    Map<Address, Map<Asset, Amount>> byAddress = new HashMap<>();
    amounts.forEach((holding, amount) ->
        byAddress
            .computeIfAbsent(holding.address(), _ -> new HashMap<>())
            .put(holding.asset(), amount));
    return byAddress;
  }

  private static List<Transfer> without(List<Transfer> history, Set<Event> unseen) {
    return history.stream()
        .filter(one -> !unseen.contains(new Event(one.tx(), one.position().event())))
        .toList();
  }

  private static SortedMap<TxId, HeldTransaction> transactions(
      AccountLedger ledger, UtxoLedger outputs, RecordingTables tables) {
    SortedMap<TxId, HeldTransaction> transactions = new TreeMap<>();
    tables
        .transactions()
        .forEach((id, stated) ->
            transactions.put(
                id, new HeldTransaction(whole(id, stated, ledger, outputs), stated.gaps())));
    return transactions;
  }

  private static Optional<ChainTransaction> whole(
      TxId id, Stated stated, AccountLedger ledger, UtxoLedger outputs) {
    Optional<ChainTransaction> recorded =
        switch (id.chain().model()) {
          case ACCOUNT -> ledger.transaction(id).map(ChainTransaction.class::cast);
          case UTXO -> outputs.transaction(id).map(ChainTransaction.class::cast);
        };
    if (stated.known() && recorded.isEmpty()) {
      throw SpoorException.malformedData(
          "transaction %s is known by %s, but %s has no event of it"
              .formatted(
                  id,
                  RecordingTables.TRANSACTIONS,
                  switch (id.chain().model()) {
                    case ACCOUNT -> TransfersFile.NAME;
                    case UTXO -> TransactionsFile.NAME;
                  }));
    }
    return stated.known() ? recorded : Optional.empty();
  }
}
