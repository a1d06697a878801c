package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Endpoint;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Networks that share a chain id and a cache. */
final class NetworksTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder = Path.of("");

  /** A node of a network whose blocks have a second each, from a time on that its name tells. */
  private static StandInRpc node(int name) {
    return StandInRpc.answering(call -> answer(call, name));
  }

  private static StandInRpc.Answer answer(JsonNode call, int name) {
    JsonNode first = call.path("params").path(0);
    return switch (call.path("method").asString()) {
      case "eth_chainId" -> new StandInRpc.Answer.Result(JSON.valueToTree("0x1"));
      case "eth_getBalance" -> new StandInRpc.Answer.Result(JSON.valueToTree("0x5"));
      case "eth_getBlockByNumber" -> new StandInRpc.Answer.Result(block(first.asString(), name));
      default -> new StandInRpc.Answer.Refusal(-32601, "method not found");
    };
  }

  private static ObjectNode block(String height, int name) {
    long number = height.startsWith("0x") ? Long.decode(height) : 100;
    return JSON.createObjectNode()
        .put("number", "0x" + Long.toHexString(number))
        .put("hash", "0x%064x".formatted(1000L * name + number))
        .put("timestamp", "0x" + Long.toHexString(1_000_000L * name + number))
        .put("miner", "0x" + "0".repeat(40));
  }

  private EthereumSources open(boolean offline, URI... urls) {
    List<EthereumSource> nodes = new ArrayList<>();
    for (URI url : urls) {
      nodes.add(node("node-" + nodes.size(), url));
    }
    return EthereumSources.open(
        new EthereumSettings(
            nodes, folder.resolve("answers.db"), offline, OptionalLong.empty(), 5_000));
  }

  @Test
  void timeAt_sameChainIdOtherGenesis_sharesNoAnswer() {
    for (int name : List.of(1, 2, 1)) {
      try (StandInRpc node = node(name);
          EthereumSources sources = open(false, node.url())) {
        assertThat(sources.timeAt(5)).isEqualTo(Instant.ofEpochSecond(1_000_000L * name + 5));
      }
    }
  }

  @Test
  void timeAt_offlineAfterwards_isOfTheNetworkOfTheEndpoint() {
    try (StandInRpc one = node(1);
        StandInRpc two = node(2)) {
      for (StandInRpc node : List.of(one, two)) {
        try (EthereumSources sources = open(false, node.url())) {
          sources.timeAt(5);
        }
      }
      try (EthereumSources sources = open(true, one.url())) {
        assertThat(sources.timeAt(5)).isEqualTo(Instant.ofEpochSecond(1_000_005));
      }
      try (EthereumSources sources = open(true)) {
        assertThatThrownBy(() -> sources.timeAt(5))
            .isInstanceOf(SpoorException.class)
            .hasMessageStartingWith("no node of ethereum is configured, and cache ")
            .hasMessageContaining("answers of 2 networks with chain id 1, by genesis block 0x0");
      }
    }
  }

  @Test
  void timeAt_oneEndpointOutOfReach_anotherIsAskedAndItIsTold() {
    try (StandInRpc lost = node(1).always(StandInRpc.status(401, "no such key"));
        StandInRpc good = node(1);
        EthereumSources sources = open(false, lost.url(), good.url())) {
      assertThat(sources.timeAt(5)).isEqualTo(Instant.ofEpochSecond(1_000_005));
      assertThat(sources.timeAt(6)).isEqualTo(Instant.ofEpochSecond(1_000_006));
      assertThat(lost.visits()).hasSize(1);
      assertThat(sources.unusable())
          .singleElement()
          .asString()
          .startsWith("node-0: eth_chainId")
          .contains("HTTP 401");
    }
  }

  @Test
  void timeAt_onlyEndpointOutOfReach_saysWhy() {
    try (StandInRpc lost = node(1).always(StandInRpc.status(401, "no such key"));
        EthereumSources sources = open(false, lost.url())) {
      assertThatThrownBy(() -> sources.timeAt(5))
          .isInstanceOf(SpoorException.class)
          .hasMessageStartingWith("no node of ethereum is usable: node-0: eth_chainId")
          .hasMessageContaining("HTTP 401");
    }
  }

  private static EthereumSource node(String name, URI url) {
    return new EthereumSource.OfNode(
        new Endpoint(name, url, Optional.empty(), Endpoint.KeyPlace.PATH, 1000));
  }

  /** A node of a fork of network 1, which has the first blocks of it and later ones of its own. */
  private static StandInRpc fork(int since, long last) {
    return StandInRpc.answering(call -> {
      String block = call.path("params").path(0).asString("");
      boolean isNumber = block.startsWith("0x");
      long height = isNumber ? Long.decode(block) : last;
      return call.path("method").asString().equals("eth_getBlockByNumber")
          ? new StandInRpc.Answer.Result(
              block("0x" + Long.toHexString(height), 1)
                  .put("hash", "0x%064x".formatted((height < since ? 1000L : 7000L) + height)))
          : answer(call, 1);
    });
  }

  private static String hash(long number) {
    return "0x%064x".formatted(number);
  }

  /** In a first run, where nothing is known of final blocks yet. */
  @ParameterizedTest
  @ValueSource(longs = {90, 100, 110})
  void timeAt_nodesOfDifferentForks_theFirstIsBelieved(long last) {
    long compared = Math.min(last, 100);
    try (StandInRpc first = node(1);
        StandInRpc other = fork(80, last);
        StandInRpc same = fork(200, 95);
        EthereumSources sources = open(false, first.url(), other.url(), same.url())) {
      sources.timeAt(5);
      String line =
          "node-1: block %d is %s, but is final as %s at node-0"
              .formatted(compared, hash(7000 + compared), hash(1000 + compared));

      assertThat(sources.unusable()).containsExactly(line);
      assertThat(sources.report())
          .extracting(SourceReport::getClass)
          .extracting(Class::getSimpleName)
          .containsExactly("Answering", "Unusable", "Answering");
      assertThat(sources.reader(List.of()).heads().getFirst().height()).hasValue(95);
      assertThat(other.visits().size()).isLessThanOrEqualTo(2);
    }
    try (StandInRpc other = fork(80, last);
        EthereumSources sources = open(true, other.url())) {
      assertThatThrownBy(() -> sources.timeAt(5)).hasMessageContaining("never asked");
    }
  }

  /** Where they name the same block, nothing more has to be asked. */
  @Test
  void timeAt_nodesThatAgree_areAskedOnceEach() {
    try (StandInRpc first = node(1);
        StandInRpc other = node(1);
        EthereumSources sources = open(false, first.url(), other.url())) {
      assertThat(sources.report()).hasSize(2).allMatch(SourceReport.Answering.class::isInstance);
      assertThat(first.visits()).hasSize(1);
      assertThat(other.visits()).hasSize(1);
    }
  }

  private EthereumSources openAsOf(long block, URI url) {
    return EthereumSources.open(
        new EthereumSettings(
            List.of(node("node", url)),
            folder.resolve("answers.db"),
            false,
            OptionalLong.empty(),
            5_000,
            OptionalLong.of(block)));
  }

  /** As of a block that was final before, it is not asked what it can do: it may be another. */
  @Test
  void timeAt_asOfWhereAnotherNetworkAnswersByNow_isNotAskedFurther() {
    AtomicInteger name = new AtomicInteger(1);
    try (StandInRpc node = StandInRpc.answering(call -> answer(call, name.get()))) {
      try (EthereumSources sources = openAsOf(10, node.url())) {
        assertThat(sources.timeAt(5)).isEqualTo(Instant.ofEpochSecond(1_000_005));
      }
      name.set(2);
      try (EthereumSources sources = openAsOf(10, node.url())) {
        assertThat(sources.timeAt(5)).isEqualTo(Instant.ofEpochSecond(1_000_005));
        assertThatThrownBy(() -> sources.timeAt(6))
            .isInstanceOf(SpoorException.class)
            .hasMessageContaining(", but was of a network with chain id 1 and genesis block 0x");
      }
    }
  }

  /** Offline nobody knows which blocks are final by now. */
  @Test
  void timeAt_offlineAfterTheLastKnownFinalBlock_doesNotSayThatItIsNotFinal() {
    try (StandInRpc node = node(1)) {
      long last;
      try (EthereumSources sources = open(false, node.url())) {
        sources.timeAt(5);
        last = ((SourceReport.Answering) sources.report().getFirst()).head().height().getAsLong();
      }
      try (EthereumSources sources = open(true, node.url())) {
        assertThatThrownBy(() -> sources.timeAt(last + 1))
            .hasMessage(
                "block %d is not known to be final, the last one called so is %d"
                    .formatted(last + 1, last));
      }
    }
  }

  @Test
  void heightAt_offlineWhereItWasNeverLookedFor_saysSo() {
    Instant time = Instant.ofEpochSecond(1_000_007);
    try (StandInRpc node = node(1)) {
      try (EthereumSources sources = open(false, node.url())) {
        sources.timeAt(5);
      }
      try (EthereumSources sources = open(true, node.url())) {
        assertThatThrownBy(() -> sources.heightAt(time))
            .hasMessage(
                "which block was the last one at %s is not known: offline: node-0 was never asked"
                        .formatted(time)
                    + " eth_getBlockByNumber [\"0x0\",false]");
      }
      try (EthereumSources sources = open(false, node.url())) {
        assertThat(sources.heightAt(time)).isEqualTo(7);
      }
      try (EthereumSources sources = open(true, node.url())) {
        assertThat(sources.heightAt(time)).isEqualTo(7);
        assertThatThrownBy(() -> sources.heightAt(time.plusSeconds(1000)))
            .hasMessage(
                "%s is after the last block known to be final, 100 of %s"
                    .formatted(time.plusSeconds(1000), Instant.ofEpochSecond(1_000_100)));
      }
    }
  }

  @Test
  void timeAt_endpointsOfDifferentNetworks_areRefused() {
    try (StandInRpc one = node(1);
        StandInRpc two = node(2);
        EthereumSources sources = open(false, one.url(), two.url())) {
      assertThatThrownBy(() -> sources.timeAt(5))
          .isInstanceOf(SpoorException.class)
          .hasMessageStartingWith("the nodes of ethereum are not of one network: node-0 is of ")
          .hasMessageContaining("node-1 is of a network with chain id 1 and genesis block 0x");
    }
  }

  private long head(boolean offline, URI... urls) {
    try (EthereumSources sources = open(offline, urls)) {
      return sources.reader(List.of()).heads().getFirst().height().orElseThrow();
    }
  }

  /** Offline as in the run before, in which a node was down that is behind. */
  @Test
  void reader_offlineAfterARunWithoutOneOfTheNodes_readsAsThatRunDid() {
    try (StandInRpc first = node(1);
        StandInRpc behind = fork(200, 90)) {
      assertThat(head(false, first.url(), behind.url())).isEqualTo(90);
      behind.always(StandInRpc.status(401, "no such key"));
      assertThat(head(false, first.url(), behind.url())).isEqualTo(100);

      assertThat(head(true, first.url(), behind.url())).isEqualTo(100);
    }
  }

  /** What the endpoints can do may be looked at between two runs. */
  @Test
  void reader_offlineAfterAReportOfALaterBlock_readsAsTheRunDid() {
    AtomicLong last = new AtomicLong(100);
    try (StandInRpc node =
        StandInRpc.answering(call -> {
          boolean isLast = call.path("params").path(0).asString("").equals("finalized");
          return isLast
              ? new StandInRpc.Answer.Result(block("0x" + Long.toHexString(last.get()), 1))
              : answer(call, 1);
        })) {
      assertThat(head(false, node.url())).isEqualTo(100);
      last.set(150);
      try (EthereumSources sources = open(false, node.url())) {
        assertThat(sources.report()).hasSize(1);
      }
      assertThat(head(true, node.url())).isEqualTo(100);
      assertThat(head(false, node.url())).isEqualTo(150);
      assertThat(head(true, node.url())).isEqualTo(150);
    }
  }

  private EthereumSources openAsOf(OptionalLong block, EthereumSource... nodes) {
    return EthereumSources.open(
        new EthereumSettings(
            List.of(nodes),
            folder.resolve("answers.db"),
            false,
            OptionalLong.empty(),
            5_000,
            block));
  }

  private List<String> unusableAsOf(OptionalLong block, EthereumSource... nodes) {
    try (EthereumSources sources = openAsOf(block, nodes)) {
      sources.reader(List.of());
      return sources.unusable();
    }
  }

  /** Both were found out about before, but not together, and neither is asked what it can do. */
  @Test
  void reader_asOfWithNodesThatWereNeverUsedTogether_comparesThem() {
    try (StandInRpc first = node(1);
        StandInRpc other = fork(80, 90)) {
      EthereumSource one = node("one", first.url());
      EthereumSource two = node("two", other.url());
      unusableAsOf(OptionalLong.empty(), one);
      unusableAsOf(OptionalLong.empty(), two);

      assertThat(unusableAsOf(OptionalLong.of(85), one, two))
          .containsExactly(
              "two: block 90 is %s, but is final as %s at one".formatted(hash(7090), hash(1090)));
    }
  }

  @Test
  void reader_asOfWithNodesThatWereUsedTogether_asksNothing() {
    try (StandInRpc first = node(1);
        StandInRpc other = fork(200, 90)) {
      EthereumSource one = node("one", first.url());
      EthereumSource two = node("two", other.url());
      unusableAsOf(OptionalLong.empty(), one);
      unusableAsOf(OptionalLong.empty(), two);
      assertThat(unusableAsOf(OptionalLong.of(85), one, two)).isEmpty();
      int visits = first.visits().size() + other.visits().size();

      assertThat(unusableAsOf(OptionalLong.of(85), one, two)).isEmpty();
      assertThat(first.visits().size() + other.visits().size()).isEqualTo(visits);
    }
  }

  /** A node without lists of old logs, or with all of them. */
  private static StandInRpc keeping(boolean hasLogs) {
    return StandInRpc.answering(call -> {
      JsonNode filter = call.path("params").path(0);
      return switch (call.path("method").asString()) {
        case "eth_getTransactionCount" -> new StandInRpc.Answer.Result(JSON.valueToTree("0x0"));
        case "eth_getCode" -> new StandInRpc.Answer.Result(JSON.valueToTree("0x"));
        case "eth_getLogs" ->
            hasLogs || filter.path("fromBlock").asString().equals("latest")
                ? new StandInRpc.Answer.Result(JSON.createArrayNode())
                : new StandInRpc.Answer.Refusal(4444, "pruned history unavailable");
        default -> answer(call, 1);
      };
    });
  }

  private List<String> gapsAsOf90(EthereumSource node) {
    try (EthereumSources sources = openAsOf(OptionalLong.of(90), node)) {
      Address holder = new Address(Chain.ETHEREUM, "0x" + "1".repeat(40));
      TheftSource stolen =
          new TheftSource.StolenHolding(
              new Origin("held", 1), holder, TransactionReader.ETHER, 10, List.of());
      return sources.reader(List.of(stolen)).gaps(holder);
    }
  }

  /** What one node does not tell, and one that can do the same does. */
  @Test
  void gaps_ofAnotherNode_areNotThoseOfTheOneAskedBefore() {
    try (StandInRpc pruned = keeping(false);
        StandInRpc whole = keeping(true)) {
      String gap = "pruned: eth_getLogs is refused: pruned history unavailable";
      assertThat(gapsAsOf90(node("pruned", pruned.url()))).anyMatch(one -> one.contains(gap));
      int visits = pruned.visits().size();
      assertThat(gapsAsOf90(node("pruned", pruned.url()))).anyMatch(one -> one.contains(gap));
      assertThat(pruned.visits()).hasSize(visits);

      assertThat(gapsAsOf90(node("whole", whole.url()))).isEmpty();
    }
  }
}
