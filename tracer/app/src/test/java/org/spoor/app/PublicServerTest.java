package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.app.live.Surroundings;
import org.spoor.app.terminal.Output;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.endpoint.Endpoint;

/** A public server is asked where the user says so, after it was said what that means. */
final class PublicServerTest {

  private static final String[] TRACE = {
    "trace", "--no-store", "--chain", "bitcoin", "--theft-tx", BitcoinLiveTest.TX, "--public"
  };

  @TempDir private Path folder;

  private final PathServer server = PathServer.of(BitcoinLiveTest.ANSWERS);
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Endpoint> opened = new ArrayList<>();
  private String saidBefore = "";

  @AfterEach
  void stop() {
    server.close();
  }

  /** Everything public is at the stand-in's address. */
  private BitcoinSources open(BitcoinSettings settings) {
    saidBefore = err.toString(StandardCharsets.UTF_8);
    List<BitcoinSource> sources = new ArrayList<>();
    for (BitcoinSource source : settings.sources()) {
      Endpoint endpoint = ((BitcoinSource.Esplora) source).endpoint();
      opened.add(endpoint);
      sources.add(new BitcoinSource.Esplora(at(server.url(), endpoint)));
    }
    return BitcoinSources.open(
        new BitcoinSettings(
            sources,
            settings.network(),
            settings.cache(),
            settings.indexes(),
            settings.offline(),
            settings.maxCalls(),
            settings.asOf(),
            settings.progress()));
  }

  private static Endpoint at(URI url, Endpoint as) {
    return new Endpoint(as.name(), url, Optional.empty(), as.keyPlace(), as.callsPerSecond());
  }

  private int run(Map<String, String> environment, String... more) {
    List<String> words = new ArrayList<>(List.of(TRACE));
    words.addAll(List.of(more));
    Output output =
        new Output(Output.utf8(new ByteArrayOutputStream()), Output.utf8(err), 100, false);
    Surroundings around =
        new Surroundings(environment, folder, folder, LedgerSources.NOBODY.sources(), this::open);
    return Main.run(words, output, around);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void trace_public_saysWhoSeesWhatBeforeAnythingIsAsked() {
    assertThat(run(Map.of())).as(err()).isZero();

    assertThat(saidBefore)
        .isEqualTo(
            "spoor: Bitcoin is read from mempool.space: its operator sees which transactions are"
                + " looked at.\n");
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().url()).isEqualTo(URI.create("https://mempool.space/api"));
    assertThat(server.visits()).contains("/tx/" + BitcoinLiveTest.TX + "/hex");
  }

  @Test
  void trace_publicButAServerIsConfigured_asksThatAlone() {
    assertThat(run(Map.of("SPOOR_BITCOIN_URL", server.url().toString()))).as(err()).isZero();

    assertThat(err()).doesNotContain("operator");
    assertThat(opened).hasSize(1).noneMatch(each -> each.name().equals("mempool.space"));
  }

  @Test
  void trace_publicOffline_asksNobody() {
    assertThat(run(Map.of(), "--offline")).isEqualTo(3);

    assertThat(err())
        .doesNotContain("operator")
        .contains("spoor: offline: mempool.space was never asked");
    assertThat(server.visits()).isEmpty();
  }

  @Test
  void trace_publicOfflineAfterARun_isTheSame() {
    run(Map.of());
    int asked = server.visits().size();

    assertThat(run(Map.of(), "--offline")).as(err()).isZero();

    assertThat(server.visits()).hasSize(asked);
  }

  @Test
  void trace_publicWithoutNetwork_endsWithThreeAndSaysWhy() {
    server.close();

    assertThat(run(Map.of())).isEqualTo(3);

    assertThat(err().lines().filter(line -> line.startsWith("spoor: ")).toList().getLast())
        .matches(
            "spoor: mempool.space: /blocks/tip/height and 1 more: gave up after \\d attempts in"
                + " \\d s: no connection to 127.0.0.1");
  }
}
