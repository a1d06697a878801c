package org.spoor.ethereum.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.model.value.Address;

/**
 * Finds every call, creation, self-destruct and block reward that names an address ({@code
 * trace_filter}); transfers of tokens, withdrawals and what blocks pay since the merge are not
 * among them.
 *
 * <p>Nodes list fewer traces than they are asked for without saying so. A page as long as such
 * limits are is followed by one that begins with its last trace: a node that has no more answers
 * that one alone, and one that does not count on from there is found out. Where pages were so long
 * before, the one behind is asked along with the first.
 */
public final class TraceFilterFinder implements Finder {

  private static final int PAGE = 1000;

  private final Node node;
  private final PartedSearch search;
  private final long finalised;
  private final int limit;

  /** Traces in the longest page so far. */
  private final AtomicInteger longest = new AtomicInteger();

  /**
   * @param finalised height up to which blocks are final
   * @param limit transactions beyond which an address is too busy
   */
  public TraceFilterFinder(Node node, long finalised, int limit) {
    this.node = node;
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

  /** Limits are round numbers, of ten fingers or of two, and no page is longer than they are. */
  private boolean mayBeCut(int size) {
    return size > 0 && (size % 50 == 0 || size % 64 == 0) && longest.get() == size;
  }

  /**
   * The page before.
   *
   * @param most traces that a page was seen to have
   */
  private record Page(Answer last, int most) {

    boolean ends(Answer trace) {
      return Stream.of("blockNumber", "transactionHash", "traceAddress", "type")
          .allMatch(field -> last.at(field).json().equals(trace.at(field).json()));
    }
  }

  private final class Traces implements PartedSearch.Question {

    private final Tally tally;
    private final Map<Part, Page> pages = new HashMap<>();

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
      return Call.ofRange("trace_filter", List.of(filter), part.span().to() <= finalised);
    }

    @Override
    public Optional<Part> take(Part part, Answer answer) {
      List<Answer> page = answer.items();
      page.forEach(this::count);
      longest.accumulateAndGet(page.size(), Math::max);
      if (part.after() == 0) {
        return mayBeCut(page.size())
            ? Optional.of(behind(part, page, page.size()))
            : Optional.empty();
      }
      Page before = Objects.requireNonNull(pages.remove(part));
      if (page.isEmpty() || !before.ends(page.getFirst())) {
        tally.gap(
            part.addresses(),
            "blocks %d-%d: %s lists %d traces and does not count on from there"
                .formatted(
                    part.span().from(),
                    part.span().to(),
                    node.name() + ": trace_filter",
                    part.after() + 1));
        return Optional.empty();
      }
      return page.size() > 1 && page.size() >= before.most()
          ? Optional.of(behind(part, page, before.most()))
          : Optional.empty();
    }

    /** While no page was longer than one that may be cut, the next may be as long. */
    @Override
    public Optional<Part> rest(Part part) {
      int size = longest.get();
      return part.after() == 0 && mayBeCut(size)
          ? Optional.of(part.from(size - 1))
          : Optional.empty();
    }

    /** From its last trace on. */
    private Part behind(Part part, List<Answer> page, int most) {
      Part next = part.from(part.after() + page.size() - 1);
      pages.put(next, new Page(page.getLast(), most));
      return next;
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
