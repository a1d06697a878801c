package org.spoor.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.UnnamedChain;
import org.spoor.recorded.incident.IncidentFile;
import org.spoor.recorded.incident.TagPackFile;
import org.spoor.recorded.ledger.TransactionsFile;
import org.spoor.recorded.ledger.UtxoChecks;
import org.spoor.recorded.ledger.UtxoLedger;

/**
 * Transactions of UTXO chains that stand in a file, without an incident: a case folder's {@code
 * transactions.jsonl}, or lists of Dumplings, alone or in a zip.
 */
public final class TransactionLists {

  private static final String JSON_LINES = ".jsonl";
  private static final String ZIP = ".zip";
  private static final String TEXT = ".txt";

  /** Takes the transactions of a file, list by list. */
  public interface Taker {

    /**
     * The next list.
     *
     * @param name of the file, or of the entry in a zip
     * @param attributions that stand beside it
     */
    void list(String name, AttributionBook attributions);

    /** The next transaction of the list. */
    void transaction(UtxoTransaction transaction);
  }

  private TransactionLists() {}

  /**
   * Reads a file, or the transactions of a case folder.
   *
   * @throws SpoorException INVALID_INPUT for what cannot be understood, MALFORMED_DATA for what
   *     contradicts itself, each with file and line; UNAVAILABLE for what cannot be read
   */
  public static void read(Path path, Taker taker) {
    if (!Files.exists(path)) {
      throw SpoorException.invalidInput(
          CaseFile.quote(path.toString()) + " is neither a file nor a case folder");
    }
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      readJson(path, TransactionsFile.NAME, taker);
    } else if (name.endsWith(JSON_LINES)) {
      readJson(Optional.ofNullable(path.getParent()).orElse(Path.of("")), name, taker);
    } else {
      readDumplings(path, name, taker);
    }
  }

  private static void readJson(Path folder, String name, Taker taker) {
    Interned values = new Interned();
    CaseFile file =
        CaseFile.find(folder, name, _ -> {})
            .orElseThrow(
                () -> SpoorException.invalidInput(CaseFile.shown(folder, name) + ": is missing"));
    UnnamedChain chain =
        Files.exists(folder.resolve(IncidentFile.NAME))
            ? UnnamedChain.of(
                IncidentFile.read(folder, values, _ -> {}), LedgerModel.UTXO, Chain.BITCOIN)
            : new UnnamedChain(List.of(), Chain.BITCOIN);
    AttributionBook attributions =
        CaseFile.find(folder, TagPackFile.NAME, _ -> {})
            .map(tags -> TagPackFile.read(tags, values, onlyChain(chain)))
            .map(tags -> new AttributionBook(tags.attributions()))
            .orElse(AttributionBook.EMPTY);
    UtxoLedger ledger = UtxoChecks.ledger(file, new TransactionsFile(file, values, chain).read());
    taker.list(CaseFile.shown(folder, name), attributions);
    ledger.inOrder().forEach(taker::transaction);
  }

  private static Optional<Chain> onlyChain(UnnamedChain chain) {
    return switch (chain.named().size()) {
      case 0 -> Optional.of(chain.ifNone());
      case 1 -> Optional.of(chain.named().getFirst());
      default -> Optional.empty();
    };
  }

  private static void readDumplings(Path path, String name, Taker taker) {
    try (InputStream bytes = Files.newInputStream(path)) {
      if (name.endsWith(ZIP)) {
        readEntries(new ZipInputStream(bytes), name, taker);
      } else {
        new DumplingsList(name).read(bytes, taker);
      }
    } catch (ZipException e) {
      throw SpoorException.invalidInput("%s: no zip: %s".formatted(name, e.getMessage()));
    } catch (IOException e) {
      throw SpoorException.unavailable("%s: cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static void readEntries(ZipInputStream zip, String name, Taker taker) throws IOException {
    boolean found = false;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory() && entry.getName().endsWith(TEXT)) {
        new DumplingsList(name + "/" + entry.getName()).read(zip, taker);
        found = true;
      }
    }
    if (!found) {
      throw SpoorException.invalidInput(name + ": no zip with a list (*.txt)");
    }
  }
}
