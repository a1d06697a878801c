package org.spoor.recorded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
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
import org.spoor.recorded.ledger.UtxoDraft;
import org.spoor.recorded.ledger.UtxoLedger;

/** The reading of one case folder, file by file. */
final class CaseReading {

  private static final Pattern DATA =
      Pattern.compile(".*\\.(csv|jsonl|yaml|yml)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

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
    UnnamedChain accountChain = UnnamedChain.of(incident, LedgerModel.ACCOUNT, Chain.ETHEREUM);
    UnnamedChain utxoChain = UnnamedChain.of(incident, LedgerModel.UTXO, Chain.BITCOIN);
    AccountLedger accounts =
        transfers
            .map(file -> accounts(file, accountChain, incident))
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
            .map(file -> covered(tables.coverage(file)))
            .orElseGet(CompleteHistories::ofEverything);
    AttributionBook attributions =
        file(TagPackFile.NAME)
            .map(file -> attributions(file, onlyChain(incident)))
            .orElse(AttributionBook.EMPTY);
    List<Head> heads = RecordedReader.heads(accounts, outputs, covered);
    remarkHoldingsBehind(heads, incident);
    remarkUnreadFiles();
    sources.sort(Comparator.comparing(Source::name));
    return new CaseFolder(
        incident,
        attributions,
        new RecordedReader(accounts, outputs, openings, covered, assets, heads, sources, remarks),
        assets,
        Optional.empty());
  }

  private Optional<CaseFile> file(String name) {
    return CaseFile.find(folder, name, sources::add);
  }

  private AccountLedger accounts(CaseFile file, UnnamedChain chainIfNone, Incident incident) {
    return new AccountLedger(
        TransfersFile.read(file, values, chainIfNone, incident.theftSources(), remarks::add));
  }

  private UtxoLedger outputs(CaseFile file, UnnamedChain chainIfNone) {
    List<UtxoDraft> drafts = new TransactionsFile(file, values, chainIfNone).read();
    remarks.addAll(UtxoDraft.remarks(drafts));
    return UtxoChecks.ledger(file, drafts);
  }

  private CompleteHistories covered(List<CompleteHistories.Row> rows) {
    rows.stream()
        .filter(row -> !row.gap().isEmpty())
        .map(row -> "%s: %s: %s".formatted(SideTables.COVERAGE, row.address(), row.gap()))
        .forEach(remarks::add);
    return CompleteHistories.of(rows);
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

  private static Optional<Chain> onlyChain(Incident incident) {
    List<Chain> chains =
        incident.chains().stream().map(Chain::find).flatMap(Optional::stream).toList();
    return chains.size() == 1 ? Optional.of(chains.getFirst()) : Optional.empty();
  }

  /** What is stolen after the last recorded block is not what the records end with. */
  private void remarkHoldingsBehind(List<Head> heads, Incident incident) {
    for (TheftSource source : incident.theftSources()) {
      if (source instanceof StolenHolding stolen) {
        heads.stream()
            .filter(head -> head.chain() == stolen.chain())
            .filter(head -> head.height().orElse(0) < stolen.block())
            .forEach(head -> remarks.add(behind(stolen, head)));
      }
    }
  }

  private static String behind(StolenHolding stolen, Head head) {
    return "theft source %s is what %s holds after block %d, but the records of %s end at block %d"
        .formatted(
            stolen.origin(),
            stolen.address(),
            stolen.block(),
            head.chain(),
            head.height().orElse(0));
  }

  /** A misspelt name must not pass unseen. */
  private void remarkUnreadFiles() {
    Set<String> read = sources.stream().map(Source::name).collect(Collectors.toSet());
    CaseFile.namesIn(folder).stream()
        .filter(name -> DATA.matcher(name).matches() && !read.contains(name))
        .map(name -> CaseFile.quote(name) + " is in the folder, but no file of that name is read")
        .forEach(remarks::add);
  }
}
