package org.spoor.ethereum.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;

/**
 * Finds the transactions in whose calls an address occurs ({@code ots_searchTransactionsBefore});
 * transfers of tokens, rewards and withdrawals are not among them.
 *
 * <p>Pages are walked from the span's end backwards: what lies before a final block never changes,
 * so that each page can be kept.
 */
public final class OtterscanFinder implements Finder {

  private static final String METHOD = "ots_searchTransactionsBefore";

  /** What Otterscan itself asks for; Erigon refuses more. */
  private static final int PAGE = 25;

  private final Node node;
  private final long finalised;
  private final int limit;

  /** Transactions of an address in blocks below {@code height} are still to be asked for. */
  private record Page(Address address, long height) {}

  /**
   * @param finalised height up to which blocks are final
   * @param limit transactions beyond which an address is too busy
   */
  public OtterscanFinder(Node node, long finalised, int limit) {
    this.node = node;
    this.finalised = finalised;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "ots";
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Tally tally = new Tally(addresses, limit);
    List<Page> pages =
        addresses.stream().sorted().map(address -> new Page(address, span.to() + 1)).toList();
    while (!pages.isEmpty()) {
      pages = round(pages, span, tally);
    }
    return tally.findings();
  }

  private List<Page> round(List<Page> pages, Span span, Tally tally) {
    List<Call> calls = pages.stream().map(this::call).toList();
    List<Reply> replies = node.ask(calls);
    return IntStream.range(0, pages.size())
        .mapToObj(i ->
            calls.get(i).read(node.name(), () -> next(pages.get(i), replies.get(i), span, tally)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Call call(Page page) {
    return new Call(
        METHOD,
        List.of(page.address().text(), page.height(), PAGE),
        page.height() <= finalised + 1);
  }

  private Optional<Page> next(Page page, Reply reply, Span span, Tally tally) {
    return switch (reply) {
      case Reply.Result result -> next(page, new Answer("answer", result.value()), span, tally);
      case Reply.Refusal refusal -> {
        tally.refused(
            List.of(page.address()),
            refusal,
            "blocks %d-%d: %s: %s is refused: %s"
                .formatted(span.from(), page.height() - 1, node.name(), METHOD, refusal.message()));
        yield Optional.empty();
      }
    };
  }

  /** A page never ends within a block. */
  private Optional<Page> next(Page page, Answer answer, Span span, Tally tally) {
    List<Answer> txs = answer.at("txs").items();
    long oldest = page.height();
    for (Answer tx : txs) {
      long height = tx.at("blockNumber").number();
      oldest = Math.min(oldest, height);
      if (height >= span.from() && height <= span.to()) {
        tally.transaction(page.address(), tx.at("hash").tx());
      }
    }
    if (oldest <= span.from() || tally.isBusy(page.address()) || isLast(answer, txs)) {
      return Optional.empty();
    }
    if (oldest == page.height()) {
      tally.gap(
          List.of(page.address()),
          "blocks %d-%d: %s lists nothing below block %d, and does not call that all"
              .formatted(
                  span.from(),
                  page.height() - 1,
                  node.name() + ": ots_searchTransactionsBefore",
                  page.height()));
      return Optional.empty();
    }
    return Optional.of(new Page(page.address(), oldest));
  }

  /** A full page that is called the last one may have been cut: the next one tells. */
  private static boolean isLast(Answer answer, List<Answer> txs) {
    return answer.at("lastPage").flag() && txs.size() < PAGE;
  }
}
