package org.spoor.app;

import java.nio.file.Path;
import java.util.List;
import org.spoor.app.sources.ConfiguredSources;

/** What to say to a user who has configured no endpoint. */
final class MissingSources {

  private static final String EXAMPLE = "http://127.0.0.1:8545";

  private MissingSources() {}

  static List<String> lines(Path file) {
    return List.of(
        "No endpoint is configured, so nothing is read live and nobody is asked anything.",
        "Lines for " + file + ":",
        "",
        LiveSources.CHAIN.id() + ":",
        "  - name: my-node",
        "    kind: node",
        "    url: " + EXAMPLE,
        "",
        "or for the environment: " + variable(),
        "docs/sources.md tells which endpoint gives what.");
  }

  /** The same in one line. */
  static String line(Path file) {
    return "no endpoint of %s is configured, expected '%s: {name: my-node, kind: node, url: %s}' in"
            .formatted(LiveSources.CHAIN, LiveSources.CHAIN, EXAMPLE)
        + " %s or %s (docs/sources.md)".formatted(file, variable());
  }

  /** The same of Bitcoin. */
  static String bitcoin(Path file) {
    return "no server of bitcoin is configured, expected 'bitcoin: {name: my-electrs, kind: esplora,"
        + " url: http://127.0.0.1:3000}' in %s, %s=http://127.0.0.1:3000, or --public (docs/sources.md)"
            .formatted(file, ConfiguredSources.BITCOIN_VARIABLE);
  }

  private static String variable() {
    return ConfiguredSources.URL_VARIABLE + "=" + EXAMPLE;
  }
}
