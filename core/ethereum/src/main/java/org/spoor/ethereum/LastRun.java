package org.spoor.ethereum;

import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.source.Network;
import org.spoor.model.SpoorException;

/**
 * The run before this one, as of the same block if one is named, as it is noted beside the answers:
 * a run offline reads through the same nodes up to the same block.
 *
 * @param asOf the last block to read, if it is not the last final one
 */
record LastRun(AnswerStore store, OptionalLong asOf, boolean offline) {

  /**
   * What it read.
   *
   * @param nodes the identities of those that it used
   */
  record Noted(BlockHeader head, Set<String> nodes) {}

  void note(Network network, BlockHeader head, Collection<EndpointLine> nodes) {
    if (!offline) {
      store.note(
          name(network, asOf),
          Stream.concat(
                  NotedAbilities.lines(head).stream(), nodes.stream().map(EndpointLine::identity))
              .collect(Collectors.joining("\n")));
    }
  }

  /** What a run offline reads as well; nothing if this one is none, or nothing was noted. */
  Optional<Noted> repeated(Network network) {
    return offline
        ? noted(network, asOf)
            .or(() ->
                noted(network, OptionalLong.empty())
                    .filter(last -> last.head().height() == asOf.orElse(-1)))
        : Optional.empty();
  }

  /** Whether it was found before that they tell of one fork, or cannot be asked. */
  boolean areOneFork(Network network, Collection<EndpointLine> nodes) {
    List<String> identities = nodes.stream().map(EndpointLine::identity).toList();
    return offline
        || Stream.of(noted(network, asOf), noted(network, OptionalLong.empty()))
            .flatMap(Optional::stream)
            .anyMatch(last -> last.nodes().containsAll(identities));
  }

  private static String name(Network network, OptionalLong asOf) {
    return "last run on chain "
        + network.key()
        + (asOf.isPresent() ? ", as of block " + asOf.getAsLong() : "");
  }

  private Optional<Noted> noted(Network network, OptionalLong block) {
    return store.noted(name(network, block)).map(this::read);
  }

  private Noted read(String note) {
    List<String> lines = note.lines().toList();
    try {
      return new Noted(NotedAbilities.header(lines), Set.copyOf(lines.subList(3, lines.size())));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
      throw SpoorException.malformedData(
          "%s: the last run is not as it was noted there".formatted(store), e);
    }
  }
}
