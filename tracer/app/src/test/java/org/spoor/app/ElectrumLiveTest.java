package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.kit.StandInLines;
import org.spoor.kit.StandInRpc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bitcoin read live, from an Electrum server that knows the first block of the main network. */
final class ElectrumLiveTest {

  private static final String HEADER =
      "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27a"
          + "c72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c";

  @TempDir private Path folder;
  private final StandInLines server = StandInLines.answering(ElectrumLiveTest::reply);

  @AfterEach
  void stop() {
    server.close();
  }

  private static StandInRpc.Answer reply(JsonNode call) {
    return switch (call.path("method").asString()) {
      case "server.version" -> result(List.of("Stand-in 1.0", "1.4.2"));
      case "server.features" -> result(Map.of("server_version", "Stand-in 1.0"));
      case "blockchain.headers.subscribe" -> result(Map.of("height", 5, "hex", HEADER));
      case "blockchain.block.header" -> result(HEADER);
      default -> new StandInRpc.Answer.Refusal(2, "No such mempool or blockchain transaction");
    };
  }

  private static StandInRpc.Answer result(Object value) {
    return new StandInRpc.Answer.Result(JsonMapper.shared().valueToTree(value));
  }

  private Answer spoor(String... words) {
    return new BitcoinAt(server.url(), folder).spoor(words);
  }

  @Test
  void sources_ofAnElectrumServer_tellWhatItGives() {
    Answer answer = spoor("sources");
    assertThat(answer.out()).contains("electrum", "Stand-in 1.0: transactions, spenders,");
    assertThat(answer.code()).isZero();
  }

  @Test
  void trace_unknownTransaction_endsWithTheLastBlockRead() {
    Answer answer =
        spoor("trace", "--no-store", "--chain", "bitcoin", "--theft-tx", "ab".repeat(32));
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("in no block of bitcoin up to 0, the last one to read");
  }

  @Test
  void sources_ofAServerThatIsNone_sayWhatItSent() {
    server.always(StandInLines.text("HTTP/1.1 400 Bad Request\r\n"));
    Answer answer = spoor("sources");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.out()).contains("CANNOT BE USED", "HTTP/1.1 400 Bad Request");
  }
}
