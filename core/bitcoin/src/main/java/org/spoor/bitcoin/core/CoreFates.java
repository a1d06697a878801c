package org.spoor.bitcoin.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.spoor.bitcoin.core.FilterScan.Spender;
import org.spoor.bitcoin.core.FilterScan.Wanted;
import org.spoor.bitcoin.core.SpenderNotes.Kept;
import org.spoor.bitcoin.core.SpenderNotes.Note;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/**
 * Tells what became of outputs: first those that the node still has as unspent, for which no block
 * is read; of the others it scans for the spenders.
 */
final class CoreFates implements ServerOfParts.Fates {

  /** Outputs in one question about what waits: each looks at them all. */
  private static final int ASKED_AT_ONCE = 500;

  private static final String NOBODY_KNOWS =
      "it is spent, but without block filters nobody knows by whom";

  private final CoreLine line;
  private final CoreReading reading;
  private final CoreTransactions transactions;
  private final CoreProbing.Able able;
  private final SpenderNotes notes;
  private final FilterScan scan;

  CoreFates(
      CoreLine line,
      CoreReading reading,
      CoreTransactions transactions,
      CoreProbing.Able able,
      SpenderNotes notes) {
    this.line = line;
    this.reading = reading;
    this.transactions = transactions;
    this.able = able;
    this.notes = notes;
    this.scan = new FilterScan(line, reading, able.tip());
  }

  /**
   * An output, and the transaction that made it.
   *
   * @param from the first block in which its spender may be
   */
  private record Created(Output output, long from) {

    boolean isUnspendable() {
      return output.owner() instanceof Script script && script.isUnspendable();
    }

    /** Nothing of an empty script: filters leave it out. */
    Optional<Wanted> wanted() {
      return switch (output.owner()) {
        case Address address -> Optional.of(new Wanted(from, "addr(%s)".formatted(address.text())));
        case Script script -> Optional.of(new Wanted(from, "raw(%s)".formatted(script.text())));
        case Outside _ -> Optional.empty();
      };
    }
  }

  @Override
  public Map<OutPoint, Fate> of(Set<OutPoint> outputs) {
    Map<OutPoint, Fate> fates = new TreeMap<>();
    Map<OutPoint, Long> open = new TreeMap<>();
    Map<OutPoint, Kept> noted = noted(outputs);
    for (OutPoint output : outputs) {
      Optional<Kept> note = Optional.ofNullable(noted.get(output));
      note.flatMap(this::remembered)
          .ifPresentOrElse(
              fate -> fates.put(output, fate),
              () -> open.put(output, note.map(CoreFates::next).orElse(0L)));
    }
    found(open).forEach((output, fate) -> fates.put(output, fate));
    return fates;
  }

  /** What was noted while a block was the tip that is in the chain still. */
  private Map<OutPoint, Kept> noted(Set<OutPoint> outputs) {
    Map<OutPoint, Kept> noted = new TreeMap<>();
    outputs.forEach(output -> notes.of(output).ifPresent(kept -> noted.put(output, kept)));
    Set<Long> heights = new TreeSet<>();
    noted.values().stream()
        .filter(kept -> !isOfTip(kept))
        .forEach(kept -> heights.add(kept.height()));
    Map<Long, String> hashes =
        line.ask(
            heights, height -> CoreCalls.hash(height, able.tip()), (_, answer) -> answer.hash());
    noted
        .values()
        .removeIf(kept -> !isOfTip(kept) && !kept.hash().equals(hashes.get(kept.height())));
    return noted;
  }

  private boolean isOfTip(Kept kept) {
    return kept.hash().equals(able.tip().hash());
  }

  /** As of the tip; that nobody knows a spender is tried again when there are more blocks. */
  private Optional<Fate> remembered(Kept kept) {
    return switch (kept.note()) {
      case Note.Spent(TxId by, long height) ->
          Optional.of(height <= tip() ? new Fate.Spent(by) : new Fate.Pending(by));
      case Note.Unspent _ when kept.height() < tip() -> Optional.empty();
      case Note.Unspent(Optional<TxId> waiting) -> Optional.of(unspent(waiting));
      case Note.Gone(boolean scanned, String why)
          when isOfTip(kept) && scanned == able.findsSpenders() ->
          Optional.of(new Fate.Gone(why));
      case Note.Gone _ -> Optional.empty();
    };
  }

  private static long next(Kept kept) {
    return switch (kept.note()) {
      case Note.Spent(_, long height) -> height;
      case Note.Unspent _ -> kept.height() + 1;
      case Note.Gone _ -> 0;
    };
  }

  private long tip() {
    return able.tip().height();
  }

  private static Fate unspent(Optional<TxId> waiting) {
    return waiting.<Fate>map(Fate.Pending::new).orElseGet(Fate.Unspent::new);
  }

  /**
   * @param open outputs, and the first block in which each may be spent
   */
  private Map<OutPoint, Fate> found(Map<OutPoint, Long> open) {
    Map<OutPoint, Created> created = created(open);
    Map<OutPoint, Fate> fates = new HashMap<>();
    open.keySet().stream()
        .filter(output -> !created.containsKey(output))
        .forEach(output ->
            fates.put(output, new Fate.Unknown("no block up to the last that counts has made it")));
    Set<OutPoint> spent = new HashSet<>(created.keySet());
    spent.removeIf(output -> of(created, output).isUnspendable());
    Set<OutPoint> unspent = unspent(spent, created);
    spent.removeAll(unspent);
    Map<OutPoint, TxId> waiting = waiting(unspent);
    Map<OutPoint, Fate> spentFates = spent(spent, created);
    for (OutPoint output : created.keySet()) {
      fates.put(
          output,
          Optional.ofNullable(spentFates.get(output))
              .orElseGet(() -> kept(output, Optional.ofNullable(waiting.get(output)))));
    }
    return fates;
  }

  private Fate kept(OutPoint output, Optional<TxId> waiting) {
    notes.keep(output, new Note.Unspent(waiting));
    return unspent(waiting);
  }

  private Map<OutPoint, Created> created(Map<OutPoint, Long> open) {
    Map<TxId, Confirmed> known =
        transactions.of(open.keySet().stream().map(OutPoint::tx).collect(Collectors.toSet()));
    Map<OutPoint, Created> created = new TreeMap<>();
    open.forEach((output, from) ->
        Optional.ofNullable(known.get(output.tx()))
            .filter(parent -> output.index() < parent.transaction().outputs().size())
            .ifPresent(parent ->
                created.put(
                    output,
                    new Created(
                        parent.transaction().outputs().get(output.index()),
                        Math.max(from, parent.position().height())))));
    return created;
  }

  private static Created of(Map<OutPoint, Created> created, OutPoint output) {
    return Optional.ofNullable(created.get(output)).orElseThrow();
  }

  /** What is unspent now was unspent at the tip, if the node has come so far. */
  private Set<OutPoint> unspent(Set<OutPoint> outputs, Map<OutPoint, Created> created) {
    Map<OutPoint, String> bests =
        line.ask(
            sorted(outputs),
            output -> CoreCalls.unspent(output, able.tip()),
            (output, answer) -> {
              same(of(created, output).output(), reading.output(output, answer));
              return answer.at("bestblock").hash();
            });
    Set<String> blocks = new TreeSet<>(bests.values());
    Map<String, Optional<Long>> heights = line.ask(blocks, CoreCalls::standing, reading::standing);
    blocks.forEach(block -> checkHeight(block, heights.getOrDefault(block, Optional.empty())));
    return bests.keySet();
  }

  private void checkHeight(String block, Optional<Long> height) {
    if (height.isEmpty() || height.get() < tip()) {
      throw SpoorException.unavailable(
          "%s: gettxout: what it has as unspent is up to block %s%s, and the run reads up to %d"
              .formatted(
                  line.node().name(),
                  height.map(h -> h + " ").orElse(""),
                  height.isEmpty() ? block + ", which is not in the chain" : block,
                  tip()));
    }
  }

  private static Output same(Output created, Output told) {
    if (!told.equals(created)) {
      throw SpoorException.malformedData("%s was made, and %s is unspent".formatted(created, told));
    }
    return told;
  }

  private Map<OutPoint, TxId> waiting(Set<OutPoint> unspent) {
    Map<OutPoint, TxId> waiting = new HashMap<>();
    if (able.knowsWaiting() && !unspent.isEmpty()) {
      for (List<OutPoint> some : Together.pieces(sorted(unspent), ASKED_AT_ONCE)) {
        waiting.putAll(line.one(CoreCalls.waitingSpenders(some), reading::waiting));
      }
    }
    return waiting;
  }

  private static List<OutPoint> sorted(Collection<OutPoint> outputs) {
    return outputs.stream().sorted().toList();
  }

  private Map<OutPoint, Fate> spent(Set<OutPoint> spent, Map<OutPoint, Created> created) {
    Map<OutPoint, Fate> fates = new HashMap<>();
    if (!able.findsSpenders()) {
      spent.forEach(output -> fates.put(output, gone(output, NOBODY_KNOWS)));
      return fates;
    }
    Map<OutPoint, Wanted> wanted = new TreeMap<>();
    spent.forEach(
        output -> of(created, output).wanted().ifPresent(each -> wanted.put(output, each)));
    Map<OutPoint, Spender> spenders = scan.spenders(wanted);
    for (OutPoint output : spent) {
      fates.put(
          output,
          Optional.ofNullable(spenders.get(output))
              .map(spender -> kept(output, spender))
              .orElseGet(() -> notFound(output, wanted.containsKey(output))));
    }
    return fates;
  }

  private Fate notFound(OutPoint output, boolean wanted) {
    return gone(
        output,
        wanted
            ? "it is spent, but no block that its filter names spends it"
            : "it is spent, but block filters do not hold an empty script");
  }

  private Fate gone(OutPoint output, String why) {
    notes.keep(output, new Note.Gone(able.findsSpenders(), why));
    return new Fate.Gone(why);
  }

  /** A spender above the tip may still be replaced. */
  private Fate kept(OutPoint output, Spender spender) {
    if (spender.height() > tip()) {
      return kept(output, Optional.of(spender.by()));
    }
    notes.keep(output, new Note.Spent(spender.by(), spender.height()));
    return new Fate.Spent(spender.by());
  }
}
