package org.spoor.bitcoin.blockfile;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.parse.Transactions;
import org.spoor.model.SpoorException;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** The transactions of the chain that block files hold, found by id or by what they spend. */
final class StoredTransactions {

  private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::packed);

  /** Most transactions are shorter. */
  private static final int FIRST_READ = 2048;

  private static final int GROWTH = 16;

  /**
   * A transaction in its block.
   *
   * @param spends the outputs that it spends, quick to search
   */
  record Stored(
      BareTransaction transaction, Set<OutPoint> spends, ChainPosition position, Instant time) {

    Stored(BareTransaction transaction, ChainPosition position, Instant time) {
      this(transaction, Set.copyOf(transaction.spent()), position, time);
    }

    /** How many inputs and outputs it has, and one. */
    int parts() {
      return 1 + transaction.spent().size() + transaction.outputs().size();
    }
  }

  private final BlockFolder files;
  private final BestChain chain;
  private final Transactions transactions;
  private final List<Run> runs;
  private final Map<Place, String> used = new ConcurrentSkipListMap<>(ORDER);
  private final Recent<Place, Stored> recent = new Recent<>(Stored::parts);

  StoredTransactions(BlockFolder files, BestChain chain, Network network, List<Run> runs) {
    this.files = files;
    this.chain = chain;
    this.transactions = new Transactions(network);
    this.runs = List.copyOf(runs);
  }

  /** Those of that id, in order of position: more than one only of the duplicates of 2010. */
  List<Stored> named(TxId id) {
    return at(Key.of(Sha256Hash.wrap(id.text()))).stream()
        .filter(stored -> stored.transaction().id().equals(id))
        .toList();
  }

  /** Those that spend an output of that name, in order of position. */
  List<Stored> spending(OutPoint output) {
    return at(Key.of(Sha256Hash.wrap(output.tx().text()), output.index())).stream()
        .filter(stored -> stored.spends().contains(output))
        .toList();
  }

  private List<Stored> at(long key) {
    return runs.stream()
        .flatMap(run -> run.places(key).stream())
        .filter(place -> chain.heightOf(place).isPresent())
        .map(place -> recent.get(place, () -> read(place)))
        .sorted(Comparator.comparing(Stored::position))
        .toList();
  }

  private Stored read(Place place) {
    long height = chain.heightOf(place).orElseThrow();
    Row block = chain.at(height).orElseThrow();
    return new Stored(
        transactions.bare(read(place, block)),
        new ChainPosition(height, place.index(), 0),
        block.header().time());
  }

  private Transaction read(Place place, Row block) {
    BlockFile file = files.file(place.file()).orElseThrow();
    int rest = Math.toIntExact(block.at() + block.length() - place.at());
    for (int length = Math.min(FIRST_READ, rest); ; length = Math.min(length * GROWTH, rest)) {
      Optional<Transaction> read = parsed(place, file.read(place.at(), length));
      if (read.isPresent()) {
        return read.get();
      }
      if (length == rest) {
        throw SpoorException.malformedData(
            "%s, byte %d: no transaction where there was one".formatted(file.name(), place.at()));
      }
    }
  }

  private Optional<Transaction> parsed(Place place, byte[] bytes) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      Transaction read = Transaction.read(rest);
      used.put(place, Sha256Hash.of(Arrays.copyOf(bytes, rest.position())).toString());
      return Optional.of(read);
    } catch (ProtocolException | BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  byte[] bytes(Row block) {
    byte[] bytes = files.file(block.file()).orElseThrow().read(block.at(), block.length());
    used.put(new Place(block.file(), block.at(), 0), Sha256Hash.of(bytes).toString());
    return bytes;
  }

  /** The SHA-256 of all bytes that were read of transactions and blocks, by where they begin. */
  Map<Place, String> used() {
    return Collections.unmodifiableMap(used);
  }
}
