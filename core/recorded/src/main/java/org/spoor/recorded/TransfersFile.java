package org.spoor.recorded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** The file {@code transfers.csv}: recorded events of account chains. */
final class TransfersFile {

  static final String NAME = "transfers.csv";

  private static final List<String> COLUMNS =
      List.of("block", "tx_index", "event_index", "time", "tx", "from", "to", "asset", "amount");

  private final Chain chainIfNone;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<TxId, Long> blocks = new HashMap<>();

  private TransfersFile(Chain chainIfNone) {
    this.chainIfNone = chainIfNone;
  }

  /** Reads the file; its transfers are in the order of chains and positions. */
  static Numbering read(CaseFile file, Interned values, Chain chainIfNone) {
    TransfersFile reading = new TransfersFile(chainIfNone);
    new Table(file, values, COLUMNS, List.of("chain")).forEach(reading::add);
    reading.events.sort(Comparator.naturalOrder());
    Numbering numbering = new Numbering(reading.events.size());
    reading.events.forEach(numbering::add);
    numbering.countLabels(reading.blocks.keySet());
    return numbering;
  }

  private void add(Table.Row row) {
    Field chainField = row.field("chain");
    Chain chain = chainField.isEmpty() ? chainIfNone : chainField.chain(LedgerModel.ACCOUNT);
    long block = row.field("block").height();
    Field txField = row.field("tx");
    TxId tx = txField.transaction(chain);
    Long known = blocks.putIfAbsent(tx, block);
    if (known != null && known != block) {
      throw row.refuse(
          "block", "'%d' is not block %d, in which %s stands above".formatted(block, known, tx));
    }
    Field from = row.field("from");
    Field to = row.field("to");
    if (from.isEmpty() && to.isEmpty()) {
      throw row.refuse("from", "'' is not an address, and neither is column to");
    }
    events.add(
        new RecordedEvent(
            chain,
            block,
            indexOf(row.field("tx_index")),
            indexOf(row.field("event_index")),
            events.size(),
            row.field("time").time(),
            tx,
            party(from, chain, Outside.ISSUANCE, Outside.ISSUANCE),
            party(to, chain, Outside.FEE, Outside.BURN),
            row.field("asset").asset(chain),
            row.field("amount").amount()));
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
