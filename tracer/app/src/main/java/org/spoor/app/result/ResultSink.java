package org.spoor.app.result;

import java.util.List;
import java.util.Map;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.flow.FlowGraph;

/** Takes the runs of one trace, one by one, for a result that is there when it is complete. */
public interface ResultSink extends AutoCloseable {

  /** Takes runs and keeps nothing. */
  ResultSink NONE =
      new ResultSink() {
        @Override
        public void run(FlowGraph graph) {}

        @Override
        public void complete(Map<TaintPolicy, List<EndTotal>> runs) {}

        @Override
        public void close() {}
      };

  /** Adds a run. */
  void run(FlowGraph graph);

  /** Completes the result, with the comparison of its runs if they are several. */
  void complete(Map<TaintPolicy, List<EndTotal>> runs);

  /** Discards what is not complete. */
  @Override
  void close();
}
