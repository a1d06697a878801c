package org.spoor.ethereum.explorer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;

/**
 * A whole list of an address, page by page.
 *
 * <p>A page that may have been cut is followed by one from its last block on, of which the earlier
 * page's rows are dropped, so that none is there twice. Explorers cut at round numbers: most at
 * 10,000 rows, some at fewer without saying so. Lists that cannot be asked for by blocks are turned
 * over page by page, as far as explorers count.
 */
final class ExplorerWalk {

  /**
   * What is in a list.
   *
   * @param rows each once
   * @param gaps what of it could not be listed, in words
   * @param isTooLong whether the walk ended early because there is more than is wanted
   */
  record Walked(List<ExplorerRow> rows, List<String> gaps, boolean isTooLong) {

    Walked {
      rows = List.copyOf(rows);
      gaps = List.copyOf(gaps);
    }
  }

  private static final int ROUND = 50;

  private final ExplorerPages pages;
  private final ExplorerList list;
  private final Address address;
  private final Span span;
  private final int most;
  private final List<ExplorerRow> rows = new ArrayList<>();
  private final Set<Object> things = new HashSet<>();
  private final List<String> gaps = new ArrayList<>();

  /** Heights of rows of a list without end, and that of the last of them. */
  private final NavigableSet<Long> listed = new TreeSet<>();

  private long lastListed = Long.MAX_VALUE;

  /**
   * @param most transactions or blocks; the walk ends early once there are more
   */
  ExplorerWalk(ExplorerPages pages, ExplorerList list, Address address, Span span, int most) {
    this.pages = pages;
    this.list = list;
    this.address = address;
    this.span = span;
    this.most = most;
  }

  ExplorerList list() {
    return list;
  }

  Walked walk() {
    if (list.isBySpan()) {
      Optional<Span> rest = Optional.of(span);
      while (rest.isPresent() && !isTooLong()) {
        rest = take(rest.get());
      }
    } else {
      turnPages();
    }
    return new Walked(rows, gaps, isTooLong());
  }

  private boolean isTooLong() {
    return things.size() > most;
  }

  /** What is still to be listed after the next page. */
  private Optional<Span> take(Span rest) {
    List<ExplorerRow> page = pages.first(list, address, rest);
    if (!mayBeCut(page)) {
      add(page);
      return Optional.empty();
    }
    long last = page.getLast().height();
    if (page.getFirst().height() < last) {
      add(page.stream().filter(row -> row.height() < last).toList());
      return Optional.of(new Span(last, span.to()));
    }
    block(page, new Span(last, last));
    return last == span.to() ? Optional.empty() : Optional.of(new Span(last + 1, span.to()));
  }

  private static boolean mayBeCut(List<ExplorerRow> page) {
    return !page.isEmpty() && page.size() % ROUND == 0;
  }

  /** A block that fills the first page. */
  private void block(List<ExplorerRow> first, Span block) {
    add(first);
    int size = first.size();
    boolean more = true;
    for (int number = 2; more; number++) {
      Optional<List<ExplorerRow>> page = page(block, number, size);
      if (page.isEmpty()) {
        gaps.add(
            "block %d: %s of %s lists %d rows at most, and there may be more"
                .formatted(block.from(), list.action(), pages.name(), (number - 1) * size));
      }
      page.ifPresent(this::add);
      more = page.map(found -> found.size() == size).orElse(false);
    }
  }

  /** From the latest row back to the first block that is wanted. */
  private void turnPages() {
    List<ExplorerRow> page = pages.first(list, address, span);
    int size = page.size();
    for (int number = 2; ; number++) {
      takeBack(page);
      if (!mayBeCut(page)
          || page.size() < size
          || page.getLast().height() < span.from()
          || isTooLong()) {
        return;
      }
      Optional<List<ExplorerRow>> next = page(span, number, size);
      if (next.isEmpty()) {
        gaps.add(
            "blocks %d-%d: %s of %s is listed back to block %d only"
                .formatted(
                    span.from(),
                    Math.min(listed.first(), span.to()),
                    list.action(),
                    pages.name(),
                    listed.first()));
        return;
      }
      page = next.get();
    }
  }

  private void takeBack(List<ExplorerRow> page) {
    refuseOutOfOrder(page);
    add(
        page.stream()
            .filter(row -> row.height() >= span.from() && row.height() <= span.to())
            .filter(row -> !listed.contains(row.height()))
            .toList());
    page.forEach(row -> listed.add(row.height()));
  }

  /**
   * Where blocks were made since the page before was listed, a page begins with rows of that one,
   * or with those of blocks that are later than all before.
   */
  private void refuseOutOfOrder(List<ExplorerRow> page) {
    for (ExplorerRow row : page) {
      boolean isOlder = row.height() <= lastListed;
      if (!isOlder && !listed.contains(row.height()) && row.height() < listed.last()) {
        throw SpoorException.malformedData(
            "%s: %s of %s: %s"
                .formatted(
                    pages.name(),
                    list.action(),
                    address,
                    ExplorerPages.misplaced(row, 0, lastListed)));
      }
      lastListed = row.height();
    }
  }

  private Optional<List<ExplorerRow>> page(Span of, int number, int size) {
    return pages.page(new ExplorerQuestion(list, address, of, number, size));
  }

  private void add(List<ExplorerRow> more) {
    rows.addAll(more);
    for (ExplorerRow row : more) {
      things.add(
          switch (row) {
            case ExplorerRow.Moved moved -> moved.tx();
            case ExplorerRow.Credited credited -> credited.height();
          });
    }
  }
}
