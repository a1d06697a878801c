package org.spoor.bitcoin.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Finds the spenders of outputs by the filters of blocks (BIP 158): all outputs at once, in one
 * pass through the chain. Blocks that match are looked through, so that a filter that matches by
 * chance does no harm.
 */
final class FilterScan {

  /** Blocks of one question: seconds of work for a node, where the whole chain takes minutes. */
  static final int BLOCKS = 10_000;

  /** Blocks fetched at once: each may have four million bytes, written in hexadecimal. */
  private static final int FETCHED = 4;

  /**
   * An output that is spent somewhere.
   *
   * @param from the first block in which that may be
   * @param descriptor of its script, as Bitcoin Core writes it
   */
  record Wanted(long from, String descriptor) {}

  /**
   * @param height of its block
   */
  record Spender(TxId by, long height) {}

  private final CoreLine line;
  private final CoreReading reading;
  private final Tip tip;

  FilterScan(CoreLine line, CoreReading reading, Tip tip) {
    this.line = line;
    this.reading = reading;
    this.tip = tip;
  }

  /**
   * A node scans for one alone, so that others wait here.
   *
   * @return the spenders up to the node's last block; the scan ends when all are found
   */
  synchronized Map<OutPoint, Spender> spenders(Map<OutPoint, Wanted> wanted) {
    Map<OutPoint, Spender> found = new HashMap<>();
    Map<OutPoint, Wanted> open = new HashMap<>(wanted);
    if (open.isEmpty()) {
      return found;
    }
    long last = line.one(CoreCalls.of("getblockcount"), CoreAnswer::number);
    if (last < tip.height()) {
      throw SpoorException.unavailable(
          "%s: its last block is %d, and the run reads up to %d"
              .formatted(line.node().name(), last, tip.height()));
    }
    long from = open.values().stream().mapToLong(Wanted::from).min().orElseThrow();
    while (!open.isEmpty() && from <= last) {
      long to = Math.min(from + BLOCKS - 1, last);
      scan(open, from, to, found);
      from = to + 1;
    }
    return found;
  }

  private void scan(Map<OutPoint, Wanted> open, long from, long to, Map<OutPoint, Spender> found) {
    List<String> descriptors =
        open.values().stream()
            .filter(each -> each.from() <= to)
            .map(Wanted::descriptor)
            .distinct()
            .sorted()
            .toList();
    if (descriptors.isEmpty()) {
      return;
    }
    List<String> relevant =
        line.one(
                CoreCalls.scan(descriptors, from, to, tip),
                answer -> reading.relevant(from, to, answer))
            .orElseThrow(() ->
                SpoorException.unavailable(
                    "%s: the scan of blocks %d to %d was broken off"
                        .formatted(line.node().name(), from, to)));
    for (List<String> some : Together.pieces(relevant, FETCHED)) {
      if (!open.isEmpty()) {
        search(some, from, to, open, found);
      }
    }
  }

  private void search(
      List<String> hashes,
      long from,
      long to,
      Map<OutPoint, Wanted> open,
      Map<OutPoint, Spender> found) {
    Map<String, Tip> headers = line.ask(hashes, CoreCalls::standing, reading::tip);
    Map<String, BareBlock> blocks = line.ask(hashes, CoreCalls::passingBlock, reading::bytes);
    blocks.forEach((hash, block) -> {
      long height = headers.containsKey(hash) ? headers.get(hash).height() : -1;
      if (height < from || height > to) {
        throw SpoorException.malformedData(
            "%s: block %s of a scan of %d to %d is at height %d"
                .formatted(line.node().name(), hash, from, to, height));
      }
      spenders(block, open.keySet())
          .forEach((output, by) -> {
            found.put(output, new Spender(by, height));
            open.remove(output);
          });
    });
  }

  private static Map<OutPoint, TxId> spenders(BareBlock block, Set<OutPoint> open) {
    Map<OutPoint, TxId> spenders = new HashMap<>();
    for (BareTransaction each : block.transactions()) {
      each.spent().stream().filter(open::contains).forEach(o -> spenders.put(o, each.id()));
    }
    return spenders;
  }
}
