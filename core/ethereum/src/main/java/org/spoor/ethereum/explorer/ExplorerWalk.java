package org.spoor.ethereum.explorer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * A whole list of an address, page by page.
 *
 * <p>A page that may have been cut is followed by one from its last block on, of which the earlier
 * page's rows are dropped, so that none is there twice. Explorers cut at round numbers: most at
 * 10,000 rows, some at fewer without saying so.
 */
final class ExplorerWalk {

  private static final int ROUND = 50;

  private final ExplorerClient client;
  private final ExplorerList list;
  private final Address address;
  private final List<ExplorerRow> rows = new ArrayList<>();
  private final Set<TxId> transactions = new HashSet<>();

  ExplorerWalk(ExplorerClient client, ExplorerList list, Address address) {
    this.client = client;
    this.list = list;
    this.address = address;
  }

  /**
   * @param most transactions; the walk ends early once there are more
   * @throws SpoorException UNAVAILABLE if a block has more rows than the explorer lists at once
   */
  List<ExplorerRow> rows(Span span, int most) {
    Span rest = span;
    while (transactions.size() <= most) {
      List<ExplorerRow> page = page(rest, 1);
      if (!mayBeCut(page)) {
        add(page);
        break;
      }
      long last = page.getLast().height();
      if (page.getFirst().height() < last) {
        add(page.stream().filter(row -> row.height() < last).toList());
        rest = new Span(last, span.to());
      } else {
        add(wholeBlock(page));
        if (last == span.to()) {
          break;
        }
        rest = new Span(last + 1, span.to());
      }
    }
    return List.copyOf(rows);
  }

  private static boolean mayBeCut(List<ExplorerRow> page) {
    return !page.isEmpty() && page.size() % ROUND == 0;
  }

  private List<ExplorerRow> wholeBlock(List<ExplorerRow> page) {
    long block = page.getFirst().height();
    if (page.size() >= ExplorerClient.MOST_ROWS || !page(new Span(block, block), 2).isEmpty()) {
      throw SpoorException.unavailable(
          "%s: %s of %s: block %d has more rows than the %d listed at once"
              .formatted(client.name(), list.action(), address, block, page.size()));
    }
    return page;
  }

  private List<ExplorerRow> page(Span span, int number) {
    List<ExplorerRow> page = client.page(list, address, span, number);
    long before = span.from();
    for (ExplorerRow row : page) {
      if (row.height() < before || row.height() > span.to()) {
        throw SpoorException.malformedData(
            "%s: %s of %s: a row of block %d where %d to %d was expected"
                .formatted(client.name(), list.action(), address, row.height(), before, span.to()));
      }
      before = row.height();
    }
    return page;
  }

  private void add(List<ExplorerRow> more) {
    rows.addAll(more);
    more.forEach(row -> transactions.add(row.tx()));
  }
}
