package org.spoor.app.result;

import java.util.List;
import java.util.function.Consumer;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.Patterns;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;
import tools.jackson.core.JsonGenerator;

/** Writes what shapes of transactions show; of what there is none, nothing is written. */
final class PatternWriter {

  /** Writes a list of objects. */
  interface ArrayWriter {
    <T> void write(String name, List<T> values, Consumer<T> entry);
  }

  private final JsonGenerator json;
  private final Fields fields;
  private final ArrayWriter arrays;

  PatternWriter(JsonGenerator json, Fields fields, ArrayWriter arrays) {
    this.json = json;
    this.fields = fields;
    this.arrays = arrays;
  }

  void write(Patterns patterns) {
    unlessEmpty("coinJoins", patterns.coinJoins(), this::coinJoin);
    unlessEmpty("clusters", patterns.clusters(), this::cluster);
    unlessEmpty("peelChains", patterns.peelChains(), this::peelChain);
  }

  private <T> void unlessEmpty(String name, List<T> values, Consumer<T> entry) {
    if (!values.isEmpty()) {
      arrays.write(name, values, entry);
    }
  }

  /** In which CoinJoin a trail ends; its entry in the list tells the rest. */
  void endIn(CoinJoin coinJoin) {
    json.writeObjectPropertyStart("coinJoin");
    json.writeStringProperty("tx", coinJoin.tx().text());
    json.writeStringProperty("scheme", coinJoin.scheme().name());
    json.writeStringProperty("confidence", coinJoin.confidence().name());
    json.writeNumberProperty("candidates", coinJoin.candidateCount());
    json.writeEndObject();
  }

  private void coinJoin(CoinJoin coinJoin) {
    transaction(coinJoin.tx());
    json.writeStringProperty("time", coinJoin.time().toString());
    json.writeStringProperty("scheme", coinJoin.scheme().name());
    json.writeStringProperty("confidence", coinJoin.confidence().name());
    texts("reasons", coinJoin.reasons());
    texts("entered", coinJoin.entered());
    json.writeBooleanProperty("followed", coinJoin.followed());
    arrays.write(
        "candidates",
        coinJoin.candidates(),
        group -> {
          fields.amount("value", group.value());
          json.writeStringProperty("odds", group.odds());
          arrays.write(
              "outputs",
              group.outputs(),
              candidate -> {
                json.writeStringProperty("output", candidate.output().toString());
                fields.party("address", candidate.owner());
              });
        });
    json.writeNumberProperty("otherOutputs", coinJoin.unmatched());
  }

  private void cluster(Cluster cluster) {
    json.writeStringProperty("chain", cluster.links().getFirst().tx().chain().id());
    heuristic();
    texts("members", cluster.members().stream().map(Party::text).toList());
    arrays.write(
        "links",
        cluster.links(),
        link -> {
          json.writeStringProperty("tx", link.tx().text());
          json.writeStringProperty("one", link.one().text());
          json.writeStringProperty("other", link.other().text());
          if (link.isByChange()) {
            json.writeStringProperty("by", "CHANGE");
            arrays.write("votes", link.votes(), this::vote);
          }
        });
  }

  private void peelChain(PeelChain chain) {
    transaction(chain.hops().getFirst().tx());
    heuristic();
    json.writeNumberProperty("hops", chain.hops().size());
    fields.amount("peeled", chain.peeled());
    fields.amount("remaining", chain.hops().getLast().remaining());
    json.writeStringProperty("remainder", chain.hops().getLast().remainder().toString());
    json.writeStringProperty("stop", chain.stop().name());
    fields.optional("stoppedBy", chain.stoppedBy().map(TxId::text));
    arrays.write("transfers", chain.hops(), this::hop);
  }

  private void hop(Hop hop) {
    json.writeStringProperty("tx", hop.tx().text());
    json.writeStringProperty("time", hop.time().toString());
    fields.party("address", hop.to());
    fields.amount("amount", hop.amount());
    json.writeStringProperty("output", hop.peeled().toString());
    json.writeStringProperty("remainder", hop.remainder().toString());
    fields.amount("remaining", hop.remaining());
    arrays.write("votes", hop.votes(), this::vote);
  }

  private void vote(ChangeVote vote) {
    json.writeStringProperty("heuristic", vote.heuristic().name());
    json.writeNumberProperty("output", vote.output());
    json.writeStringProperty("reason", vote.reason());
  }

  private void transaction(TxId tx) {
    json.writeStringProperty("chain", tx.chain().id());
    json.writeStringProperty("tx", tx.text());
  }

  private void heuristic() {
    json.writeStringProperty("class", EvidenceClass.HEURISTIC.name());
  }

  private void texts(String name, List<?> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(value -> json.writeString(value.toString()));
    json.writeEndArray();
  }
}
