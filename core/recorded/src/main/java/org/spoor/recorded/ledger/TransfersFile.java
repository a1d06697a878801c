package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.Table;
import org.spoor.recorded.file.UnnamedChain;
import org.spoor.recorded.ledger.BlockTimes.Stated;

/** The file {@code transfers.csv}: recorded events of account chains. */
public final class TransfersFile {

  public static final String NAME = "transfers.csv";

  public static final List<String> COLUMNS =
      List.of("block", "tx_index", "event_index", "time", "tx", "from", "to", "asset", "amount");

  private final CaseFile file;
  private final UnnamedChain chainIfNone;
  private final List<RecordedEvent> events = new ArrayList<>();

  /** Of each transaction the first row that states its place; if none does, the first. */
  private final Map<TxId, RecordedEvent> transactions = new HashMap<>();

  private TransfersFile(CaseFile file, UnnamedChain chainIfNone) {
    this.file = file;
    this.chainIfNone = chainIfNone;
  }

  /**
   * Reads the file; its transfers are in the order of chains and positions.
   *
   * @param sources that may name an event by its index
   * @param remarks takes what a reader of results has to know of the positions
   */
  public static List<Transfer> read(
      CaseFile file,
      Interned values,
      UnnamedChain chainIfNone,
      List<TheftSource> sources,
      Consumer<String> remarks) {
    TransfersFile reading = new TransfersFile(file, chainIfNone);
    new Table(file, values, COLUMNS, List.of("chain")).forEach(reading::add);
    return reading.ordered(sources, remarks);
  }

  private List<Transfer> ordered(List<TheftSource> sources, Consumer<String> remarks) {
    BlockOrder order = new BlockOrder(file);
    List<RecordedEvent> ordered = order.order(events);
    Numbering numbering = Numbering.of(ordered);
    NamedEvents.check(file, sources, ordered, numbering.transfers());
    remark(
        numbering.assumed(),
        "events have no stated position: the file's order within a block was taken",
        remarks);
    remark(
        order.mixedBlocks(),
        "blocks state tx_index for some events only: the number of the row stood in for the others",
        remarks);
    remark(
        numbering.changed(),
        "events state a position that is taken: they were numbered anew",
        remarks);
    BlockTimes times = new BlockTimes(NAME);
    ordered.forEach(e -> times.next(new Stated(e.chain(), e.block(), e.time(), e.line())));
    times.remarks().forEach(remarks);
    remark(
        transactions.keySet().stream().filter(tx -> !tx.isHash()).count(),
        "transactions bear a label instead of a hash",
        remarks);
    return numbering.transfers();
  }

  private static void remark(long count, String what, Consumer<String> remarks) {
    if (count > 0) {
      remarks.accept("%s: %d %s".formatted(NAME, count, what));
    }
  }

  private void add(Table.Row row) {
    Field chainField = row.field("chain");
    Chain chain =
        chainField.isEmpty() ? chainIfNone.of(row) : chainField.chain(LedgerModel.ACCOUNT);
    long block = row.field("block").height();
    TxId tx = row.field("tx").transaction(chain);
    Field from = row.field("from");
    Field to = row.field("to");
    if (from.isEmpty() && to.isEmpty()) {
      throw row.refuse("from", "'' is not an address, and neither is column to");
    }
    RecordedEvent event =
        new RecordedEvent(
            chain,
            block,
            placeOf(row.field("tx_index")),
            indexOf(row.field("event_index")),
            events.size(),
            row.line(),
            row.field("time").time(),
            tx,
            party(from, chain, Outside.ISSUANCE, Outside.ISSUANCE),
            party(to, chain, Outside.FEE, Outside.BURN),
            row.field("asset").asset(chain),
            row.field("amount").amount());
    compare(event, row);
    events.add(event);
  }

  /** A transaction stands in one place. */
  private void compare(RecordedEvent event, Table.Row row) {
    RecordedEvent known = transactions.putIfAbsent(event.tx(), event);
    if (known == null) {
      return;
    }
    if (known.block() != event.block()) {
      throw row.refuse(
          "block",
          "'%d' is not block %d, in which %s stands above"
              .formatted(event.block(), known.block(), event.tx()));
    }
    if (!known.statesTransaction()) {
      transactions.put(event.tx(), event);
    } else if (event.statesTransaction() && known.txIndex() != event.txIndex()) {
      throw row.refuse(
          "tx_index",
          "'%d' is not %d, at which %s stands above"
              .formatted(event.txIndex(), known.txIndex(), event.tx()));
    }
  }

  /** What a block itself pays out stands behind all of its transactions. */
  private static int placeOf(Field field) {
    return field.isEmpty()
        ? RecordedEvent.NOT_STATED
        : (int) field.number("an index", Integer.MAX_VALUE - 1);
  }

  private static int indexOf(Field field) {
    return field.isEmpty() ? RecordedEvent.NOT_STATED : field.index();
  }

  private static Party party(Field field, Chain chain, Outside ifEmpty, Outside ifNobody) {
    if (field.isEmpty()) {
      return ifEmpty;
    }
    Address address = field.address(chain);
    return address.isNobody() ? ifNobody : address;
  }
}
