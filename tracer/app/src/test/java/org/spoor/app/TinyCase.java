package org.spoor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A case folder in which a thief steals 10 ETH, mixes them with 10 of his own, and sends 8 to an
 * exchange.
 */
final class TinyCase {

  static final String VICTIM = "0x" + "1".repeat(40);
  static final String THIEF = "0x" + "2".repeat(40);
  static final String EXCHANGE = "0x" + "3".repeat(40);

  /** A contract that the case says nothing of. */
  static final String TOKEN = "0x" + "9".repeat(40);

  private static final String THEFT = "0x" + "a".repeat(64);
  private static final String MISSING = "0x" + "d".repeat(64);
  private static final String DEPOSIT = "0x" + "b".repeat(64);

  private TinyCase() {}

  static Path in(Path folder) {
    write(folder, "incident.yaml", incident("tiny"));
    write(
        folder,
        "transfers.csv",
        """
        block,tx_index,event_index,time,tx,from,to,asset,amount
        1,0,0,2025-01-01T00:00:00Z,%s,%s,%s,ETH,10000000000000000000
        2,0,0,2025-01-01T01:00:00Z,%s,%s,%s,ETH,8000000000000000000
        """
            .formatted(THEFT, VICTIM, THIEF, DEPOSIT, THIEF, EXCHANGE));
    write(
        folder,
        "openings.csv",
        """
        address,asset,block,amount
        %s,ETH,1,10000000000000000000
        %s,ETH,1,10000000000000000000
        %s,ETH,2,0
        """
            .formatted(VICTIM, THIEF, EXCHANGE));
    write(
        folder,
        "attributions.yaml",
        """
        title: tiny
        creator: somebody
        tags:
          - address: "%s"
            currency: ETH
            label: Some Exchange
            category: exchange
            confidence: web_crawl
            source: https://example.org
            lastmod: 2025-01-01
        """
            .formatted(EXCHANGE));
    return folder;
  }

  /** The same theft, of a token instead. */
  static void ofUnknownToken(Path folder) {
    for (String name : List.of("incident.yaml", "transfers.csv", "openings.csv")) {
      write(folder, name, read(folder, name).replaceAll("\\bETH\\b", TOKEN));
    }
  }

  /** The same theft, of which the transaction is not in the data. */
  static void ofMissingTheft(Path folder) {
    write(folder, "incident.yaml", read(folder, "incident.yaml").replace(THEFT, MISSING));
  }

  /** The same theft, with nothing in the file of transfers but its head. */
  static void withoutTransfers(Path folder) {
    write(folder, "transfers.csv", read(folder, "transfers.csv").replaceFirst("(?s)\n.*", "\n"));
  }

  private static String incident(String id) {
    return """
    id: %s
    name: A tiny theft
    date: 2025-01-01
    chains: [ethereum]
    victim: {name: Somebody, addresses: []}
    theftSources:
      - {kind: transfer, chain: ethereum, tx: "%s", asset: ETH, source: [s1]}
    sources:
      - {id: s1, where: "a book", opened: true, what: "all of it"}
    """
        .formatted(id, THEFT);
  }

  static void write(Path folder, String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path folder, String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
