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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.endpoint.Endpoint;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
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
}
