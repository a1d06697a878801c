package org.spoor.recorded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.Source;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;

/** The reading of one case folder, file by file. */
final class CaseReading {

  private final Path folder;
  private final Interned values = new Interned();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  CaseReading(Path folder) {
    this.folder = folder;
  }

  CaseFolder read() {
    Incident incident = IncidentFile.read(folder, values, sources::add);
    Optional<CaseFile> transfers = file(TransfersFile.NAME);
    Optional<CaseFile> transactions = file(TransactionsFile.NAME);
    Chain accountChain = only(incident, LedgerModel.ACCOUNT).orElse(Chain.ETHEREUM);
    Chain utxoChain = only(incident, LedgerModel.UTXO).orElse(Chain.BITCOIN);
    AccountLedger accounts =
        transfers
            .map(file -> accounts(file, accountChain))
            .orElseGet(() -> new AccountLedger(List.of()));
    UtxoLedger outputs =
        transactions.map(file -> outputs(file, utxoChain)).orElseGet(UtxoLedger::new);
    boolean outputsOnly = transactions.isPresent() && transfers.isEmpty();
    SideTables tables = new SideTables(values, outputsOnly ? utxoChain : accountChain);
    Map<Asset, AssetDescription> assets =
        Collections.unmodifiableMap(file(SideTables.ASSETS).map(tables::assets).orElseGet(Map::of));
    Map<Holding, Amount> openings =
        file(SideTables.OPENINGS).map(file -> tables.openings(file, accounts)).orElseGet(Map::of);
    CompleteHistories covered =
        file(SideTables.COVERAGE)
            .map(file -> CompleteHistories.of(tables.coverage(file)))
            .orElseGet(CompleteHistories::ofEverything);
    AttributionBook attributions =
        file(TagPackFile.NAME)
            .map(file -> attributions(file, onlyChain(incident)))
            .orElse(AttributionBook.EMPTY);
    sources.sort(Comparator.comparing(Source::name));
    return new CaseFolder(
        incident,
        attributions,
        new RecordedReader(
            accounts,
            outputs,
            openings,
            covered,
            assets,
            RecordedReader.heads(accounts, outputs, covered),
            sources,
            remarks),
        assets);
  }

  private Optional<CaseFile> file(String name) {
    return CaseFile.find(folder, name, sources::add);
  }

  private AccountLedger accounts(CaseFile file, Chain chainIfNone) {
    Numbering numbered = TransfersFile.read(file, values, chainIfNone);
    remarks.addAll(numbered.remarks());
    return new AccountLedger(numbered.transfers());
  }

  private UtxoLedger outputs(CaseFile file, Chain chainIfNone) {
    List<UtxoDraft> drafts = new TransactionsFile(file, values, chainIfNone).read();
    remarks.addAll(UtxoDraft.remarks(drafts));
    return UtxoChecks.ledger(file, drafts);
  }

  private AttributionBook attributions(CaseFile file, Optional<Chain> chainIfNone) {
    TagPackFile pack = TagPackFile.read(file, values, chainIfNone);
    if (pack.skipped() > 0) {
      remarks.add(
          "%s: %d tags are of ledgers that cannot be read here and are left out"
              .formatted(TagPackFile.NAME, pack.skipped()));
    }
    return new AttributionBook(pack.attributions());
  }

  private static Optional<Chain> only(Incident incident, LedgerModel model) {
    return theOne(knownChains(incident).stream().filter(c -> c.model() == model).toList());
  }

  private static Optional<Chain> onlyChain(Incident incident) {
    return theOne(knownChains(incident));
  }

  private static List<Chain> knownChains(Incident incident) {
    return incident.chains().stream().map(Chain::find).flatMap(Optional::stream).toList();
  }

  private static Optional<Chain> theOne(List<Chain> chains) {
    return chains.size() == 1 ? Optional.of(chains.getFirst()) : Optional.empty();
  }
}
