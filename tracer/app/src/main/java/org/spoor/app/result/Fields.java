package org.spoor.app.result;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.spoor.model.flow.Taint;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;
import tools.jackson.core.JsonGenerator;

/** How values are spelled in the result file. */
final class Fields {

  private final JsonGenerator json;

  Fields(JsonGenerator json) {
    this.json = json;
  }

  /** Decimal digits in base units; a string, since numbers of JSON readers end at 2^53. */
  void amount(String name, Amount amount) {
    json.writeStringProperty(name, amount.toString());
  }

  void optional(String name, Optional<String> text) {
    text.ifPresentOrElse(
        present -> json.writeStringProperty(name, present), () -> json.writeNullProperty(name));
  }

  void optional(String name, OptionalLong number) {
    number.ifPresentOrElse(
        present -> json.writeNumberProperty(name, present), () -> json.writeNullProperty(name));
  }

  void asset(Asset asset) {
    json.writeStringProperty("chain", asset.chain().id());
    json.writeStringProperty("asset", asset.text());
  }

  /** The text of an address; where it is none, {@code <name>Kind} says what it is. */
  void party(String name, Party party) {
    json.writeStringProperty(name, party.text());
    switch (party) {
      case Address address -> {}
      case Script script -> json.writeStringProperty(name + "Kind", "SCRIPT");
      case Outside outside -> json.writeStringProperty(name + "Kind", outside.name());
    }
  }

  /** A place with its chain, where it has one. */
  void place(Party place) {
    if (place instanceof Address address) {
      json.writeStringProperty("chain", address.chain().id());
    }
    party("address", place);
  }

  void event(Chain chain, TxId tx, ChainPosition position, Instant time) {
    json.writeStringProperty("chain", chain.id());
    json.writeStringProperty("tx", tx.text());
    json.writeObjectPropertyStart("position");
    optional("height", position.knownHeight());
    optional(
        "transaction",
        position.assumed() ? OptionalLong.empty() : OptionalLong.of(position.transaction()));
    json.writeNumberProperty("event", position.event());
    json.writeEndObject();
    json.writeStringProperty("time", time.toString());
  }

  void origins(Taint taint) {
    json.writeArrayPropertyStart("origins");
    for (Taint.Share share : taint.shares()) {
      json.writeStartObject();
      json.writeStringProperty("source", share.origin().toString());
      amount("amount", share.amount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
