package org.spoor.model.flow;

import java.util.List;
import org.spoor.model.value.Address;

/**
 * Port: keeps flow graphs of many traces side by side.
 *
 * <p>A store out of reach answers with a {@link org.spoor.model.SpoorException} of kind
 * UNAVAILABLE.
 */
public interface FlowGraphStore extends AutoCloseable {

  /** What a save found to do. */
  record Saved(String traceId, long nodesCreated, long relationshipsCreated) {}

  /** One tainted movement as the store gives it back. */
  record StoredEdge(
      String traceId,
      String tx,
      String from,
      String to,
      String asset,
      String amount,
      String taint) {}

  /** Writes a trace; writing it again adds and changes nothing. */
  Saved save(FlowGraph graph);

  /** The tainted movements from and to an address, over all complete traces, in order of time. */
  List<StoredEdge> neighbours(Address address);

  /** Paths of tainted movements from one address to another, never back in time, shortest first. */
  List<List<StoredEdge>> paths(Address from, Address to, int most);

  /** Dirty amounts that reached an address, one entry per trace and asset. */
  List<Exposure> exposure(Address address);

  /** How much dirty value reached an address in one trace. */
  record Exposure(String traceId, String incident, String policy, String asset, String amount) {}

  @Override
  void close();
}
