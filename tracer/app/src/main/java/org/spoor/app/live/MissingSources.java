package org.spoor.app.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.model.value.Chain;

/** What to say to a user who has configured no endpoint. */
final class MissingSources {

  private static final String EXAMPLE = "http://127.0.0.1:8545";

  private static final String ESPLORA = "http://127.0.0.1:3000";

  /** An example of each kind. */
  private static final List<String> BITCOIN =
      List.of(
          "{name: my-electrs, kind: esplora, url: %s}".formatted(ESPLORA),
          "{name: my-core, kind: core, url: http://127.0.0.1:8332, key: {file: ~/.bitcoin/.cookie}}",
          "{name: my-fulcrum, kind: electrum, url: tcp://127.0.0.1:50001}",
          "{name: my-blocks, kind: blocks, path: ~/.bitcoin/blocks}",
          "{name: my-peer, kind: p2p, peers: [127.0.0.1:8333], path: ~/blocks}");

  private MissingSources() {}

  static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    lines.add("No endpoint is configured, so nothing is read live and nobody is asked anything.");
    lines.add("Lines for " + file + ":");
    lines.add("");
    lines.add(LiveSources.CHAIN.id() + ":");
    lines.add("  - name: my-node");
    lines.add("    kind: node");
    lines.add("    url: " + EXAMPLE);
    lines.add(Chain.BITCOIN.id() + ":                              # one of these, or several");
    BITCOIN.forEach(source -> lines.add("  - " + source));
    lines.add("");
    lines.add("or for the environment: " + variable());
    lines.add("                        " + bitcoinVariable());
    lines.add("docs/sources.md tells which endpoint gives what.");
    return lines;
  }

  /** The same in one line. */
  static String line(Path file) {
    return "no endpoint of %s is configured, expected '%s: {name: my-node, kind: node, url: %s}' in"
            .formatted(LiveSources.CHAIN, LiveSources.CHAIN, EXAMPLE)
        + " %s or %s (docs/sources.md)".formatted(file, variable());
  }

  /**
   * The same of Bitcoin.
   *
   * @param chain one of its networks
   */
  static String bitcoin(Path file, Chain chain) {
    return "no source of %s is configured, expected under '%s:' in %s one of %s%s (docs/sources.md)"
        .formatted(
            chain,
            chain,
            file,
            String.join(", ", BITCOIN),
            chain == Chain.BITCOIN ? "; or " + bitcoinVariable() + ", or --public" : "");
  }

  private static String variable() {
    return ConfiguredSources.URL_VARIABLE + "=" + EXAMPLE;
  }

  private static String bitcoinVariable() {
    return ConfiguredSources.BITCOIN_VARIABLE + "=" + ESPLORA;
  }
}
