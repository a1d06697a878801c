package org.spoor.bitcoin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.bitcoin.p2p.BlocksFromPeers;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Together;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.value.TxId;

/**
 * The sources that Bitcoin is read from, with what they have answered before. The first that can be
 * used is read; where it is a server, those behind it are asked for what it does not know.
 */
public final class BitcoinSources implements AutoCloseable {

  /** What a run reads. */
  private sealed interface Chosen {

    /**
     * @param server perhaps several as one
     */
    record Asked(Server server) implements Chosen {}

    record AtHand(BlockFiles files) implements Chosen {}
  }

  private final BitcoinSettings settings;
  private final AnswerStore store;
  private final Ground ground;
  private final Pin pin;
  private final FromPeers fromPeers;
  private final List<Way> ways = new CopyOnWriteArrayList<>();
  private final List<BitcoinReader> readers = new CopyOnWriteArrayList<>();
  private final List<BlocksFromPeers> connected = new CopyOnWriteArrayList<>();
  private final List<String> unusable = new CopyOnWriteArrayList<>();
  private final List<String> noticed = new CopyOnWriteArrayList<>();
  private @Nullable Chosen chosen;

  private BitcoinSources(BitcoinSettings settings, AnswerStore store) {
    this.settings = settings;
    this.store = store;
    Meter meter = Meter.of(Budget.of(settings.maxCalls()));
    this.ground = new Ground(settings.network(), store, meter, settings.offline());
    this.pin = new Pin(ground, settings.asOf());
    this.fromPeers = new FromPeers(settings);
  }

  /**
   * Opens the way to the sources without asking them anything yet.
   *
   * @throws SpoorException UNAVAILABLE if the cache cannot be used
   */
  public static BitcoinSources open(BitcoinSettings settings) {
    return new BitcoinSources(settings, AnswerStore.open(settings.cache()));
  }

  /** What each source can do, in the order of the settings. */
  public List<BitcoinReport> report() {
    return Together.map(settings.sources(), this::report);
  }

  private BitcoinReport report(BitcoinSource source) {
    try {
      return switch (source) {
        case BitcoinSource.Asked asked -> {
          Opened server = opened(asked);
          yield new BitcoinReport.Usable(
              asked,
              server.ability().client(),
              Optional.of(server.way().at(server.ability().last())),
              server.ability().can(),
              server.ability().missing());
        }
        case BitcoinSource.Blocks blocks ->
            new BitcoinReport.Usable(
                blocks,
                BlockFiles.look(blocks.folder(), blocks.index(settings.indexes())),
                Optional.empty(),
                EnumSet.of(Can.TRANSACTIONS, Can.SPENDERS, Can.BLOCKS),
                List.of("spends in later blocks"));
        case BitcoinSource.Peers peers -> fromPeers.report(peers);
        case BitcoinSource.Fetched fetched -> fromPeers.report(fetched);
      };
    } catch (SpoorException e) {
      return new BitcoinReport.Unusable(source, String.valueOf(e.getMessage()));
    }
  }

  private Opened opened(BitcoinSource.Asked source) {
    Way way = source.way(ground);
    ways.add(way);
    Opened server = Opened.of(source, way, ground);
    pin.changed(server).ifPresent(noticed::add);
    return server;
  }

  private synchronized Chosen chosen() {
    if (chosen == null) {
      chosen = choose();
    }
    return chosen;
  }

  private Chosen choose() {
    List<SpoorException> failures = new ArrayList<>();
    List<Opened> servers = new ArrayList<>();
    List<BitcoinSource.Peers> beside = new ArrayList<>();
    for (BitcoinSource source : settings.sources()) {
      switch (source) {
        case BitcoinSource.Asked asked ->
            tried(failures, () -> opened(asked)).ifPresent(servers::add);
        case BitcoinSource.AtHand blocks when servers.isEmpty() -> {
          Optional<BlockFiles> files = tried(failures, () -> open(blocks));
          if (files.isPresent()) {
            return new Chosen.AtHand(files.get());
          }
        }
        case BitcoinSource.AtHand _ -> {}
        case BitcoinSource.Peers peers -> beside.add(peers);
      }
    }
    if (servers.isEmpty()) {
      beside.forEach(peers -> failures.add(blocksAlone(peers)));
      throw none(failures);
    }
    return new Chosen.Asked(withPeers(server(pin.agree(servers)), beside));
  }

  private static SpoorException blocksAlone(BitcoinSource.Peers peers) {
    return SpoorException.unavailable(
        peers.name() + ": peers give blocks alone, and no path says where to keep them");
  }

  private Server withPeers(Server server, List<BitcoinSource.Peers> beside) {
    Server all = server;
    for (BitcoinSource.Peers peers : settings.offline() ? List.<BitcoinSource.Peers>of() : beside) {
      BlocksFromPeers behind = fromPeers.behind(all, peers);
      connected.add(behind);
      all = behind;
    }
    return all;
  }

  /** What cannot be used is told; a spent budget ends the run. */
  private <T> Optional<T> tried(List<SpoorException> failures, Supplier<T> opening) {
    try {
      return Optional.of(opening.get());
    } catch (SpoorException e) {
      if (Budget.isSpent(e)) {
        throw e;
      }
      failures.add(e);
      unusable.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private SpoorException none(List<SpoorException> failures) {
    return failures.size() == 1
        ? failures.getFirst()
        : SpoorException.unavailable(
            "no source of %s can be used: ".formatted(settings.network().chain())
                + String.join(
                    "; ", failures.stream().map(e -> String.valueOf(e.getMessage())).toList()));
  }

  private BlockFiles open(BitcoinSource.AtHand blocks) {
    return switch (blocks) {
      case BitcoinSource.Blocks files -> fromPeers.files(files);
      case BitcoinSource.Fetched fetched -> fromPeers.files(fetched);
    };
  }

  private Server server(Pin.Agreed agreed) {
    unusable.addAll(agreed.refused());
    noticed.addAll(agreed.behind());
    List<Server> servers =
        agreed.servers().stream()
            .map(server -> server.way().server(server.ability(), agreed.tip()))
            .toList();
    return servers.size() == 1 ? servers.getFirst() : new SeveralServers(servers);
  }

  /**
   * The last block that is read, the same for the whole run.
   *
   * @throws SpoorException UNAVAILABLE if no source can be used
   */
  public long height() {
    return switch (chosen()) {
      case Chosen.Asked(Server server) -> server.tip().height();
      case Chosen.AtHand(BlockFiles files) -> files.height();
    };
  }

  /**
   * A reader of the chain up to {@link #height}.
   *
   * @param thefts transactions that are fetched side by side, for they will be asked for
   * @throws SpoorException UNAVAILABLE if no source can be used
   */
  public ChainReader reader(Collection<TxId> thefts) {
    return switch (chosen()) {
      case Chosen.Asked(Server server) -> reader(server, thefts);
      case Chosen.AtHand(BlockFiles files) -> files.reader();
    };
  }

  private BitcoinReader reader(Server server, Collection<TxId> thefts) {
    BitcoinReader reader = new BitcoinReader(server, settings.network());
    reader.expectTransactions(thefts);
    readers.add(reader);
    return reader;
  }

  /** Sources that were to be used and could not be, each with the reason. */
  public List<String> unusable() {
    return List.copyOf(unusable);
  }

  /** What servers tell otherwise than before, in words. */
  public List<String> noticed() {
    return List.copyOf(noticed);
  }

  /** That not all could be asked that readers were, or kept that was answered, in words. */
  public Optional<String> cutShort() {
    return readers.stream()
        .flatMap(reader -> reader.cutShort().stream())
        .findFirst()
        .or(store::unkept);
  }

  /** What servers were asked since it was opened. */
  public Usage usage() {
    return ground.meter().usage();
  }

  /** What this process has been given of answers, fetched or remembered, or has read of files. */
  public List<AnswerStore.Used> used() {
    Stream<AnswerStore.Used> read =
        chosen instanceof Chosen.AtHand(BlockFiles files)
            ? files.used(settings.network().chain().id()).stream()
            : Stream.of();
    return Stream.concat(store.used().stream(), read).toList();
  }

  @Override
  public void close() {
    readers.forEach(BitcoinReader::close);
    connected.forEach(BlocksFromPeers::close);
    ways.forEach(Way::close);
    store.close();
  }
}
