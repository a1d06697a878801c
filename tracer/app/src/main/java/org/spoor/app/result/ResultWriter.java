package org.spoor.app.result;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the JSON result of a trace, one run or several, entry by entry: the size of a run does not
 * matter. The same runs give the same bytes.
 */
final class ResultWriter implements AutoCloseable {

  private static final int INSIDE_RUNS = 4;
  private static final int OUTSIDE_RUNS = 2;

  private final LinePerEntry lines = new LinePerEntry();
  private final JsonGenerator json;
  private final RunWriter runs;
  private final Fields fields;

  private ResultWriter(
      OutputStream out, String version, Function<Asset, Optional<AssetDescription>> described) {
    this.json = new JsonFactory().createGenerator(new LineContext(lines), out);
    this.runs = new RunWriter(json, version, described);
    this.fields = new Fields(json);
  }

  /** For a result that is one run. */
  static ResultWriter ofOne(
      OutputStream out, String version, Function<Asset, Optional<AssetDescription>> described) {
    return new ResultWriter(out, version, described);
  }

  /** For a result that compares runs. */
  static ResultWriter ofSeveral(
      OutputStream out,
      String version,
      Function<Asset, Optional<AssetDescription>> described,
      List<Incident> incidents) {
    ResultWriter writer = new ResultWriter(out, version, described);
    writer.begin(incidents);
    return writer;
  }

  private void begin(List<Incident> incidents) {
    json.writeStartObject();
    runs.incidents(incidents);
    json.writeStringProperty("policy", "all");
    runs.engine();
    json.writeArrayPropertyStart("runs");
    lines.deepest(INSIDE_RUNS);
  }

  void run(FlowGraph graph) {
    runs.write(graph);
  }

  /** Ends the comparison. */
  void bands(List<Band> bands) {
    json.writeEndArray();
    lines.deepest(OUTSIDE_RUNS);
    runs.array("bands", bands, this::band);
    json.writeEndObject();
  }

  private void band(Band band) {
    Destination destination = band.destination();
    json.writeStringProperty("kind", destination.kind().name());
    json.writeStringProperty("chain", destination.asset().chain().id());
    fields.party("address", destination.place());
    json.writeStringProperty("asset", destination.asset().text());
    range(band.range(), band::giving);
    json.writeObjectPropertyStart("conserving");
    range(band.conserving(), band::conservingGiving);
    json.writeEndObject();
    json.writeObjectPropertyStart("amounts");
    band.amounts().forEach((policy, amount) -> fields.amount(id(policy), amount));
    json.writeEndObject();
    runs.attribution(band.attribution());
  }

  private void range(Band.Range range, Function<Amount, List<TaintPolicy>> giving) {
    fields.amount("lowest", range.lowest());
    policies("lowestBy", giving.apply(range.lowest()));
    fields.amount("highest", range.highest());
    policies("highestBy", giving.apply(range.highest()));
  }

  private void policies(String name, List<TaintPolicy> policies) {
    json.writeArrayPropertyStart(name);
    policies.forEach(policy -> json.writeString(id(policy)));
    json.writeEndArray();
  }

  private static String id(TaintPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    json.writeRaw('\n');
    json.close();
  }

  /** Gives a generator its printer. */
  private static final class LineContext extends ObjectWriteContext.Base {
    private final PrettyPrinter printer;

    LineContext(PrettyPrinter printer) {
      this.printer = printer;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
