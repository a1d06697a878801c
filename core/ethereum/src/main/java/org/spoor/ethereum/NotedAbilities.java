package org.spoor.ethereum;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.source.Capability;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.Probing;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

/**
 * What an endpoint was found to be able to do when it was last asked, and the last final block that
 * it named, as they are noted beside the answers.
 */
record NotedAbilities(AnswerStore store, Endpoint endpoint, long chainId) {

  private static final Address NOBODY = new Address(Chain.ETHEREUM, "0x" + "0".repeat(40));

  private String name() {
    return "node of chain %d: %s".formatted(chainId, endpoint.identity());
  }

  void note(Probing.Able able) {
    store.note(
        name(),
        String.join(
            "\n",
            able.network().genesis(),
            String.join("\n", lines(able.head())),
            names(able.can()),
            able.client(),
            String.join("\t", able.missing())));
  }

  /**
   * @throws SpoorException MALFORMED_DATA if it is not as it was noted
   */
  Optional<Probing.Able> last() {
    return store.noted(name()).map(this::read);
  }

  private Probing.Able read(String note) {
    try {
      return able(note.split("\n", 7));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
      throw SpoorException.malformedData(
          "%s: what %s can do is not as it was noted there".formatted(store, endpoint.name()), e);
    }
  }

  private Probing.Able able(String[] lines) {
    Set<Capability> can = EnumSet.noneOf(Capability.class);
    Arrays.stream(lines[4].split(","))
        .filter(name -> !name.isEmpty())
        .forEach(name -> can.add(Capability.valueOf(name)));
    BlockHeader head = header(List.of(lines).subList(1, 4));
    List<String> missing = lines[6].isEmpty() ? List.of() : List.of(lines[6].split("\t"));
    return new Probing.Able(new Network(chainId, lines[0]), lines[5], head, can, missing);
  }

  static String names(Set<Capability> can) {
    return can.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  /** The end of the chain, as it is noted. */
  static List<String> lines(BlockHeader head) {
    return List.of(Long.toString(head.height()), head.hash(), head.time().toString());
  }

  /** From its lines; who mined it does not matter. */
  static BlockHeader header(List<String> lines) {
    return new BlockHeader(
        Long.parseLong(lines.get(0)), lines.get(1), Instant.parse(lines.get(2)), NOBODY, List.of());
  }
}
