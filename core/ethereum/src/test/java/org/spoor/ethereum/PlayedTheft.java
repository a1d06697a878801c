package org.spoor.ethereum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.spoor.endpoint.Endpoint;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.ethereum.anvil.TheftOnAnvil;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

/** The theft that is played once for all tests of a process, and roads to its node. */
final class PlayedTheft {

  static final String EXPLORER_KEY = "SECRETKEY";

  private static final Duration SOON = Duration.ofMillis(0);

  private final Anvil anvil = Anvil.start();
  private final TheftOnAnvil theft = TheftOnAnvil.playedOn(anvil);

  private static final class Once {
    static final PlayedTheft PLAYED = new PlayedTheft();
  }

  static PlayedTheft once() {
    return Once.PLAYED;
  }

  TheftOnAnvil theft() {
    return theft;
  }

  Anvil anvil() {
    return anvil;
  }

  Incident incident() {
    List<TheftSource> sources = new ArrayList<>();
    for (TxId tx : theft.thefts()) {
      sources.add(stolen(sources.size() + 1, tx, theft.attacker()));
    }
    return Incident.of("played", LocalDate.of(2024, 1, 1), sources);
  }

  static TheftSource stolen(TxId tx, Address to) {
    return stolen(1, tx, to);
  }

  private static TheftSource stolen(int number, TxId tx, Address to) {
    return new TheftSource.StolenTransfer(
        new Origin("played", number),
        tx,
        Optional.of(to),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of());
  }

  /** What happens from the block of the first theft on; payments of nothing are no events. */
  List<Transfer> transfers() {
    long from =
        theft.transfers().stream()
            .filter(transfer -> theft.thefts().contains(transfer.tx()))
            .mapToLong(transfer -> transfer.position().height())
            .min()
            .orElseThrow();
    return theft.transfers().stream()
        .filter(transfer -> transfer.position().height() >= from)
        .filter(transfer -> transfer.asset() instanceof Token || !transfer.amount().isZero())
        .toList();
  }

  LatencyProxy road(Kind kind) {
    LatencyProxy road = LatencyProxy.before(anvil.url(), SOON);
    road.forget(kind.unknown());
    return road;
  }

  static EthereumSettings settings(URI url, Path cache) {
    return settings(url, cache, false, OptionalLong.empty());
  }

  static EthereumSettings settings(URI url, Path cache, boolean offline, OptionalLong asOf) {
    return settings(List.of(node(url)), cache, offline, asOf);
  }

  static EthereumSettings settings(
      List<EthereumSource> sources, Path cache, boolean offline, OptionalLong asOf) {
    return new EthereumSettings(sources, cache, offline, OptionalLong.empty(), 5_000, asOf);
  }

  static EthereumSource node(URI url) {
    return new EthereumSource.OfNode(endpoint("own", url));
  }

  static EthereumSource explorer(URI url) {
    return explorer("explorer", url);
  }

  static EthereumSource explorer(String name, URI url) {
    return new EthereumSource.OfExplorer(
        new Endpoint(name, url, Optional.of(EXPLORER_KEY), Endpoint.KeyPlace.QUERY, 1_000_000));
  }

  /** Of a node, and an explorer beside it. */
  static EthereumSettings settings(URI node, URI explorer, Path cache) {
    return settings(List.of(node(node), explorer(explorer)), cache, false, OptionalLong.empty());
  }

  /** Of an explorer alone. */
  static EthereumSettings ofExplorer(URI explorer) {
    return settings(List.of(explorer(explorer)), newCache(), false, OptionalLong.empty());
  }

  /** A file of its own, where the build leaves what it makes. */
  static Path newCache() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "caches"));
      return Files.createTempDirectory(folder, "of-a-test").resolve("ethereum.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Endpoint endpoint(String name, URI url) {
    return new Endpoint(name, url, Optional.empty(), Endpoint.KeyPlace.PATH, 1_000_000);
  }
}
