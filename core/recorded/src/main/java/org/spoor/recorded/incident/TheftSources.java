package org.spoor.recorded.incident;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.Table;
import org.spoor.recorded.file.YamlNode;
import org.spoor.recorded.file.YamlNode.YamlMapping;

/** The theft sources of one incident, numbered as they are added. */
final class TheftSources {

  private static final List<String> TRANSFER_KEYS =
      List.of("kind", "chain", "tx", "to", "asset", "amount", "index", "vout", "source", "note");
  private static final List<String> HOLDING_KEYS =
      List.of("kind", "chain", "address", "asset", "block", "source", "note");
  private static final List<String> KEYS =
      Stream.concat(TRANSFER_KEYS.stream(), HOLDING_KEYS.stream()).distinct().toList();

  /** Stands for the number of an output where all of a transaction are meant. */
  static final String ALL_OUTPUTS = "all";

  private final String incident;
  private final IncidentContext context;
  private final List<TheftSource> found;

  /**
   * @param found takes what is added
   */
  TheftSources(String incident, IncidentContext context, List<TheftSource> found) {
    this.incident = incident;
    this.context = context;
    this.found = found;
  }

  void add(YamlNode node) {
    Field kind = node.mapping(KEYS).requiredField("kind");
    found.add(
        switch (kind.text()) {
          case "transfer" -> transfer(node.mapping(TRANSFER_KEYS));
          case "holding" -> holding(node.mapping(HOLDING_KEYS));
          default -> throw kind.wrong("transfer or holding");
        });
  }

  /** Adds the rows of a file. */
  void addAll(CaseFile file, Interned values) {
    new Table(file, values, List.of("tx"), List.of("chain", "from", "to", "asset", "amount"))
        .forEach(this::addRow);
  }

  private Origin next() {
    return new Origin(incident, found.size() + 1);
  }

  private StolenTransfer transfer(YamlMapping map) {
    Chain chain = context.chain(map);
    if (map.get("index").isPresent() && map.get("vout").isPresent()) {
      throw map.node().refuse("vout", "means the same as index: only one of them");
    }
    map.field("vout").ifPresent(field -> checkHasOutputs(chain, field));
    boolean all = map.field("vout").map(Field::text).filter(ALL_OUTPUTS::equals).isPresent();
    Optional<Field> index = map.field("index").or(() -> map.field("vout").filter(_ -> !all));
    Optional<Address> to = map.field("to").map(field -> field.address(chain));
    if (chain.model() == LedgerModel.UTXO && index.isEmpty() && to.isEmpty() && !all) {
      throw map.node().refuse("vout", "is missing, and so is to");
    }
    return new StolenTransfer(
        next(),
        map.requiredField("tx").transaction(chain),
        to,
        map.field("asset").map(field -> field.asset(chain)),
        index.map(field -> OptionalInt.of(field.index())).orElse(OptionalInt.empty()),
        map.field("amount").map(Field::amount),
        context.statedBy(map));
  }

  private static void checkHasOutputs(Chain chain, Field vout) {
    if (chain.model() != LedgerModel.UTXO) {
      throw vout.wrong(
          "expected on %s, which has no outputs: index names an event".formatted(chain));
    }
  }

  private StolenHolding holding(YamlMapping map) {
    Chain chain = context.chain(map);
    if (chain.model() != LedgerModel.ACCOUNT) {
      throw map.node()
          .refuse("kind", "a holding is not of a UTXO chain: its outputs are transfers");
    }
    return new StolenHolding(
        next(),
        map.requiredField("address").address(chain),
        map.requiredField("asset").asset(chain),
        map.requiredField("block").height(),
        context.statedBy(map));
  }

  private void addRow(Table.Row row) {
    Field chainField = row.field("chain");
    Chain chain =
        chainField.isEmpty()
            ? context.onlyChain().orElseThrow(() -> chainField.wrong("a chain"))
            : chainField.chain();
    stated(row, "from").ifPresent(field -> field.address(chain));
    Optional<Address> to = stated(row, "to").map(field -> field.address(chain));
    Optional<Asset> asset = stated(row, "asset").map(field -> field.asset(chain));
    Optional<Amount> amount = stated(row, "amount").map(Field::amount);
    if (chain.model() == LedgerModel.UTXO && to.isEmpty()) {
      throw row.field("to").wrong("an address of " + chain);
    }
    found.add(
        new StolenTransfer(
            next(),
            row.field("tx").transaction(chain),
            to,
            asset,
            OptionalInt.empty(),
            amount,
            List.of()));
  }

  private static Optional<Field> stated(Table.Row row, String column) {
    return Optional.of(row.field(column)).filter(field -> !field.isEmpty());
  }
}
