package org.spoor.recorded.incident;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.incident.ActorStatement;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Loss;
import org.spoor.model.incident.NamedAddress;
import org.spoor.model.incident.StatedAmount;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.LedgerModel;
import org.spoor.recorded.file.YamlText;

/**
 * An incident, and what is said of addresses, as {@link IncidentFile} and {@link TagPackFile} read
 * them.
 */
public final class IncidentText {

  private IncidentText() {}

  public static Map<String, Object> of(Incident incident) {
    return new YamlText()
        .put("id", incident.id())
        .put("name", incident.name())
        .put("date", incident.date().toString())
        .put("time", incident.time())
        .put("chains", incident.chains())
        .put("victim", incident.victim())
        .put("attribution", incident.attribution().stream().map(IncidentText::of).toList())
        .put("losses", incident.losses().stream().map(IncidentText::of).toList())
        .put("theftSources", incident.theftSources().stream().map(IncidentText::of).toList())
        .put("conversions", incident.conversions().stream().map(IncidentText::of).toList())
        .put("frozen", incident.frozen().stream().map(IncidentText::of).toList())
        .put("recovered", incident.recovered().stream().map(IncidentText::of).toList())
        .put("addresses", incident.addresses().stream().map(IncidentText::of).toList())
        .put("thin", incident.thin())
        .put("missing", incident.missing())
        .put("sources", incident.citations().stream().map(IncidentText::of).toList())
        .values();
  }

  private static Map<String, Object> of(ActorStatement stated) {
    return new YamlText()
        .put("actor", stated.actor())
        .put("name", stated.name())
        .put("by", stated.by())
        .put("date", stated.date())
        .put("source", stated.statedBy())
        .values();
  }

  private static Map<String, Object> of(Loss loss) {
    YamlText text = new YamlText();
    if (loss.isUsd()) {
      text.put("usd", loss.figure());
    } else {
      text.put("asset", loss.unit()).put("amount", loss.figure());
    }
    return text.put("source", loss.statedBy()).put("note", loss.note()).values();
  }

  private static Map<String, Object> of(TheftSource source) {
    return switch (source) {
      case StolenTransfer stolen -> of(stolen);
      case StolenHolding stolen ->
          new YamlText()
              .put("kind", "holding")
              .put("chain", stolen.chain().id())
              .put("address", stolen.address().text())
              .put("asset", stolen.asset().text())
              .put("block", Long.toString(stolen.block()))
              .put("source", stolen.statedBy())
              .values();
    };
  }

  private static Map<String, Object> of(StolenTransfer stolen) {
    YamlText text =
        new YamlText()
            .put("kind", "transfer")
            .put("chain", stolen.chain().id())
            .put("tx", stolen.tx().text());
    stolen.to().ifPresent(to -> text.put("to", to.text()));
    stolen.asset().ifPresent(asset -> text.put("asset", asset.text()));
    stolen.index().ifPresent(index -> text.put("index", Integer.toString(index)));
    if (stolen.chain().model() == LedgerModel.UTXO
        && stolen.index().isEmpty()
        && stolen.to().isEmpty()) {
      text.put("vout", TheftSources.ALL_OUTPUTS);
    }
    stolen.amount().ifPresent(amount -> text.put("amount", amount.toString()));
    return text.put("source", stolen.statedBy()).values();
  }

  private static Map<String, Object> of(AssertedConversion conversion) {
    Map<String, Object> gained =
        leg(conversion.gainedAsset(), conversion.gained(), conversion.gainedOutput())
            .put("chain", conversion.gainTx().chain().id())
            .put("tx", conversion.gainTx().text())
            .values();
    return new YamlText()
        .put("chain", conversion.tx().chain().id())
        .put("tx", conversion.tx().text())
        .put("seller", conversion.seller().text())
        .put(
            "lost",
            leg(conversion.lostAsset(), conversion.lost(), conversion.lostOutput()).values())
        .put("recipient", conversion.recipient().text())
        .put("gained", gained)
        .put("class", conversion.evidence().name())
        .put("reason", conversion.reason())
        .put("source", conversion.statedBy())
        .values();
  }

  private static YamlText leg(Asset asset, Amount amount, OptionalInt output) {
    YamlText text = new YamlText().put("asset", asset.text()).put("amount", amount.toString());
    output.ifPresent(index -> text.put("vout", Integer.toString(index)));
    return text;
  }

  private static Map<String, Object> of(StatedAmount stated) {
    YamlText text =
        new YamlText()
            .put("chain", stated.address().chain().id())
            .put("address", stated.address().text())
            .put("asset", stated.asset().text())
            .put("amount", stated.amount().toString());
    stated.date().ifPresent(date -> text.put("date", date.toString()));
    return text.put("source", stated.statedBy()).put("note", stated.note()).values();
  }

  private static Map<String, Object> of(NamedAddress named) {
    return new YamlText()
        .put("chain", named.chain())
        .put("address", named.address())
        .put("role", named.role())
        .put("source", named.statedBy())
        .put("note", named.note())
        .values();
  }

  private static Map<String, Object> of(Citation citation) {
    return new YamlText()
        .put("id", citation.id())
        .put("where", citation.where())
        .put("commit", citation.commit())
        .put("opened", Boolean.toString(citation.opened()))
        .put("what", citation.what())
        .values();
  }

  /** A TagPack of all that a book says. */
  public static Map<String, Object> of(AttributionBook book, String title, String creator) {
    List<Map<String, Object>> tags =
        book.addresses().stream()
            .flatMap(address -> book.of(address).stream())
            .map(IncidentText::of)
            .toList();
    Map<String, Object> pack = new YamlText().put("title", title).put("creator", creator).values();
    pack.put("tags", tags);
    return pack;
  }

  private static Map<String, Object> of(Attribution attribution) {
    return new YamlText()
        .put("address", attribution.address().text())
        .put("currency", attribution.address().chain().id())
        .put("label", attribution.label())
        .put("actor", attribution.actor())
        .put("category", attribution.category().id())
        .put("confidence", attribution.confidence())
        .put("source", attribution.source())
        .values();
  }
}
