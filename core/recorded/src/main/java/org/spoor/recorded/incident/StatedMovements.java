package org.spoor.recorded.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.NamedAddress;
import org.spoor.model.incident.StatedAmount;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.YamlNode;
import org.spoor.recorded.file.YamlNode.YamlMapping;

/**
 * What an incident states beyond its records: conversions, frozen and recovered amounts.
 *
 * @param context of the incident
 */
record StatedMovements(IncidentContext context) {

  private static final List<String> AMOUNT_KEYS =
      List.of("chain", "address", "asset", "amount", "date", "source", "note");

  /** The entries of {@code frozen} or {@code recovered} that are of readable chains. */
  List<StatedAmount> amounts(List<YamlNode> entries) {
    return entries.stream()
        .map(node -> node.mapping(AMOUNT_KEYS))
        .filter(map -> foreignChain(map).isEmpty())
        .map(this::amount)
        .toList();
  }

  /** The other entries, of which the address and the sentence remain. */
  List<NamedAddress> elsewhere(String what, List<YamlNode> entries) {
    return entries.stream()
        .map(node -> node.mapping(AMOUNT_KEYS))
        .filter(map -> foreignChain(map).isPresent())
        .map(map -> named(what, map))
        .toList();
  }

  /** The chain of an entry, if it is one that the incident names and that cannot be read here. */
  private Optional<String> foreignChain(YamlMapping map) {
    return map.field("chain").map(Field::text).filter(context.foreignChains()::contains);
  }

  private StatedAmount amount(YamlMapping map) {
    Chain chain = context.chain(map);
    return new StatedAmount(
        map.requiredField("address").address(chain),
        map.requiredField("asset").asset(chain),
        map.requiredField("amount").amount(),
        map.field("date").map(Field::date),
        context.statedBy(map),
        map.text("note"));
  }

  private NamedAddress named(String what, YamlMapping map) {
    return new NamedAddress(
        map.requiredField("chain").text(),
        map.requiredField("address").required(),
        "other",
        context.statedBy(map),
        "%s: %s base units of %s; %s"
            .formatted(
                what,
                map.requiredField("amount").amount(),
                map.requiredField("asset").required(),
                datedNote(map)));
  }

  private static String datedNote(YamlMapping map) {
    map.field("date").ifPresent(Field::date);
    return Stream.of(map.text("date"), map.text("note"))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(": "));
  }

  /** One entry of {@code conversions}. */
  AssertedConversion conversion(YamlNode node) {
    YamlMapping map =
        node.mapping(
            List.of(
                "chain",
                "tx",
                "seller",
                "lost",
                "recipient",
                "gained",
                "class",
                "reason",
                "source",
                "note"));
    Chain chain = context.chain(map);
    YamlMapping lost = map.require("lost").mapping(List.of("asset", "amount", "vout"));
    YamlMapping gained =
        map.require("gained").mapping(List.of("asset", "amount", "chain", "tx", "vout"));
    Chain gainChain = gained.field("chain").map(Field::chain).orElse(chain);
    TxId tx = map.requiredField("tx").transaction(chain);
    Address seller = map.requiredField("seller").address(chain);
    return new AssertedConversion(
        tx,
        seller,
        lost.requiredField("asset").asset(chain),
        moreThanNothing(lost.requiredField("amount")),
        output(lost),
        gainChain == chain
            ? gained.field("tx").map(field -> field.transaction(chain)).orElse(tx)
            : gained.requiredField("tx").transaction(gainChain),
        gainChain == chain
            ? map.field("recipient").map(field -> field.address(chain)).orElse(seller)
            : map.requiredField("recipient").address(gainChain),
        gained.requiredField("asset").asset(gainChain),
        gained.requiredField("amount").amount(),
        output(gained),
        map.field("class").map(StatedMovements::evidence).orElse(EvidenceClass.HEURISTIC),
        map.text("reason"),
        context.statedBy(map));
  }

  private static Amount moreThanNothing(Field field) {
    Amount amount = field.amount();
    if (amount.isZero()) {
      throw field.wrong("more than nothing");
    }
    return amount;
  }

  private static OptionalInt output(YamlMapping leg) {
    return leg.field("vout").map(f -> OptionalInt.of(f.index())).orElse(OptionalInt.empty());
  }

  private static EvidenceClass evidence(Field field) {
    return Arrays.stream(EvidenceClass.values())
        .filter(c -> c.name().equals(field.text().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            field.wrong(
                "one of "
                    + Arrays.stream(EvidenceClass.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))));
  }
}
