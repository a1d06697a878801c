package org.spoor.ethereum.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.ethereum.rpc.Call;
import org.spoor.ethereum.rpc.Node;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;

/**
 * Finds every call, creation, self-destruct and block reward that names an address ({@code
 * trace_filter}); transfers of tokens and withdrawals are not among them.
 */
public final class TraceFilterFinder implements Finder {

  private static final int PAGE = 1000;

  private final PartedSearch search;
  private final long finalised;
  private final int limit;

  /**
   * @param finalised height up to which blocks are final
   * @param limit transactions beyond which an address is too busy
   */
  public TraceFilterFinder(Node node, long finalised, int limit) {
    this.search = new PartedSearch(node);
    this.finalised = finalised;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "trace_filter";
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Tally tally = new Tally(addresses, limit);
    search.run(new Traces(tally), addresses, span, tally);
    return tally.findings();
  }

  private final class Traces implements PartedSearch.Question {

    private final Tally tally;
    private final Map<Part, JsonNode> firstOf = new HashMap<>();

    Traces(Tally tally) {
      this.tally = tally;
    }

    /** Both sides in one call would mean different things to different clients. */
    @Override
    public Call call(Part part) {
      Map<String, Object> filter =
          Map.of(
              "fromBlock",
              Quantity.hex(part.span().from()),
              "toBlock",
              Quantity.hex(part.span().to()),
              part.side() == Side.FROM ? "fromAddress" : "toAddress",
              part.addresses().stream().map(Address::text).toList(),
              "after",
              part.after(),
              "count",
              PAGE);
      return new Call("trace_filter", List.of(filter), part.span().to() <= finalised);
    }

    @Override
    public Optional<Part> take(Part part, Answer answer) {
      List<Answer> traces = answer.items();
      traces.forEach(this::count);
      return traces.size() == PAGE && isNew(part, traces.getFirst().json())
          ? Optional.of(part.from(part.after() + PAGE))
          : Optional.empty();
    }

    /** Reth begins anew where {@code after} is the number of all traces. */
    private boolean isNew(Part part, JsonNode first) {
      if (part.after() == 0) {
        firstOf.put(part, first);
        return true;
      }
      return !first.equals(firstOf.get(part.from(0)));
    }

    private void count(Answer trace) {
      Answer action = trace.at("action");
      if (trace.at("transactionHash").isNull()) {
        action.at("author").someAddress().ifPresent(to -> credit(to, trace));
        return;
      }
      Stream.of(
              action.at("from"),
              action.at("to"),
              action.at("address"),
              action.at("refundAddress"),
              trace.at("result").at("address"))
          .flatMap(named -> named.someAddress().stream())
          .forEach(address -> tally.transaction(address, trace.at("transactionHash").tx()));
    }

    private void credit(Address to, Answer trace) {
      tally.credit(to, trace.at("blockNumber").number());
    }
  }
}
