package org.spoor.app.result;

import java.util.List;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.value.OutPoint;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one edge. */
final class EdgeWriter {

  private final JsonGenerator json;
  private final Fields fields;

  EdgeWriter(JsonGenerator json, Fields fields) {
    this.json = json;
    this.fields = fields;
  }

  void write(FlowEdge edge) {
    fields.event(edge.asset().chain(), edge.tx(), edge.position(), edge.time());
    fields.party("from", edge.from());
    fields.party("to", edge.to());
    json.writeStringProperty("asset", edge.asset().text());
    fields.amount("amount", edge.amount());
    fields.amount("tainted", edge.taint().total());
    fields.origins(edge.taint());
    json.writeStringProperty("class", edge.evidence().name());
    edge.output().ifPresent(output -> json.writeStringProperty("output", output.toString()));
    switch (edge) {
      case FlowEdge.OfTransfer transfer -> {}
      case FlowEdge.OfOutput output -> spent(output.spent());
      case FlowEdge.OfConversion conversion -> conversion(conversion);
    }
  }

  private void spent(List<OutPoint> outputs) {
    json.writeArrayPropertyStart("spent");
    outputs.forEach(output -> json.writeString(output.toString()));
    json.writeEndArray();
  }

  private void conversion(FlowEdge.OfConversion conversion) {
    json.writeObjectPropertyStart("given");
    fields.asset(conversion.givenAsset());
    fields.amount("amount", conversion.given());
    fields.amount("tainted", conversion.givenTaint().total());
    json.writeStringProperty("tx", conversion.givenIn().text());
    json.writeEndObject();
    json.writeBooleanProperty("asserted", conversion.asserted());
    json.writeStringProperty("reason", conversion.reason());
  }
}
