package org.spoor.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.FeeMode;
import org.spoor.engine.trace.StopRules;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.OutPoint;
import org.spoor.recorded.CaseFolder;

/** Traces many case folders under every policy, for {@code compare-with-oracle}. */
public final class OracleComparison {

  private final PrintWriter out;

  private OracleComparison(PrintWriter out) {
    this.out = out;
  }

  /**
   * Writes a line of tab-separated fields for every run, edge, end and line of a statement.
   *
   * @param args a folder of case folders, and the file to write
   */
  public static void main(String[] args) throws IOException {
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.UTF_8))) {
      new OracleComparison(out).traceAll(Path.of(args[0]));
      if (out.checkError()) {
        throw new IOException("cannot write " + args[1]);
      }
    }
  }

  private void traceAll(Path cases) throws IOException {
    List<Path> folders;
    try (var found = Files.list(cases)) {
      folders = found.sorted().toList();
    }
    for (Path folder : folders) {
      boolean outputs = Files.exists(folder.resolve("transactions.jsonl"));
      trace(folder, outputs ? List.of(FeeMode.values()) : List.of(FeeMode.SINK));
    }
  }

  private void trace(Path path, List<FeeMode> feeModes) {
    CaseFolder folder = CaseFolder.read(path);
    for (TaintPolicy policy : TaintPolicy.values()) {
      for (FeeMode fees : feeModes) {
        line("run", String.valueOf(path.getFileName()), policy, fees);
        trace(folder, policy, fees);
      }
    }
  }

  /** Swaps are no concern of the comparison: only what is on the ledger is followed. */
  private void trace(CaseFolder folder, TaintPolicy policy, FeeMode fees) {
    TraceRequest request =
        new TraceRequest(
            List.of(folder.incident()), policy, fees, StopRules.SERVICES_ONLY, EvidenceClass.FACT);
    try {
      write(
          new Tracer(folder.reader(), folder.attributions(), text -> text, TraceListener.NONE)
              .trace(request));
    } catch (SpoorException e) {
      line("failed", e.kind(), String.valueOf(e.getMessage()));
    }
  }

  private void write(FlowGraph graph) {
    graph.edges().forEach(this::write);
    graph.ends().forEach(this::write);
    graph.conservation().forEach(this::write);
  }

  private void write(FlowEdge edge) {
    line(
        "edge",
        edge.tx(),
        edge.output().map(OutPoint::index).map(String::valueOf).orElse(""),
        edge.from().text(),
        edge.to().text(),
        edge.asset().text(),
        edge.amount(),
        edge.taint().total());
  }

  private void write(TraceEnd end) {
    line(
        "end",
        end.kind(),
        end.output().map(OutPoint::toString).orElse(""),
        end.place().text(),
        end.asset().text(),
        end.taint().total());
  }

  private void write(Conservation line) {
    line("seeded", line.asset().text(), line.seeded());
  }

  private void line(String kind, Object... fields) {
    out.print(kind);
    for (Object field : fields) {
      out.print('\t');
      out.print(field);
    }
    out.print('\n');
  }
}
