package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.recorded.TransactionLists;

/**
 * Verdicts on real transactions. A few are recorded here: rounds of Whirlpool in four sizes, Tx0s,
 * Wasabi 1 rounds and a JoinMarket one, from the lists of Dumplings in
 * github.com/crocs-muni/coinjoin-analysis at 097447a; scripts are written as addresses. All of
 * those lists are read where {@code -Dspoor.coinjoin-lists=FOLDER} names a folder with the zips.
 */
class RealCoinJoinsTest {

  private static final String FOLDER = System.getProperty("spoor.coinjoin-lists", "");

  @TempDir Path temp;

  /** Counts verdicts by list. */
  private static final class Counts implements TransactionLists.Taker {
    private final Map<String, Map<String, Integer>> lists = new TreeMap<>();
    private final List<String> verdicts = new ArrayList<>();
    private Map<String, Integer> current = new TreeMap<>();

    @Override
    public void list(String name, AttributionBook attributions) {
      current = lists.computeIfAbsent(name.replaceAll(".*/", ""), _ -> new TreeMap<>());
    }

    @Override
    public void transaction(UtxoTransaction transaction) {
      Verdict verdict = new CoinJoins(AttributionBook.EMPTY).of(transaction);
      String name =
          verdict instanceof Verdict.Mix mix
              ? mix.scheme().name()
              : verdict.getClass().getSimpleName();
      verdicts.add(transaction.id().text().substring(0, 8) + " " + name);
      current.merge(name, 1, Integer::sum);
    }
  }

  @Test
  void recordedTransactions_areCalledWhatTheyAre() throws IOException {
    Path file = temp.resolve("transactions.jsonl");
    try (InputStream text = getClass().getResourceAsStream("real-transactions.jsonl")) {
      Files.copy(Objects.requireNonNull(text), file);
    }
    Counts counts = new Counts();
    TransactionLists.read(file, counts);

    assertThat(counts.verdicts)
        .containsExactlyInAnyOrder(
            "1385206c WASABI_1",
            "cbfcf991 WASABI_1",
            "bb4d34cc WASABI_1",
            "c889a4e0 Premix",
            "2c1d4a2e Premix",
            "d19450c0 WHIRLPOOL",
            "49d812bf WHIRLPOOL",
            "dc1ec390 WHIRLPOOL",
            "55b8f975 WHIRLPOOL",
            "a25a4f71 WHIRLPOOL",
            "7c4ff901 JOINMARKET");
  }

  @Test
  void wholeLists_everyRoundIsACoinJoin() throws IOException {
    assumeTrue(
        !FOLDER.isEmpty(), "no lists of CoinJoins: -Dspoor.coinjoin-lists=FOLDER names them");
    Counts counts = new Counts();
    try (Stream<Path> zips = Files.list(Path.of(FOLDER))) {
      zips.filter(zip -> zip.toString().endsWith(".zip"))
          .sorted()
          .forEach(zip -> TransactionLists.read(zip, counts));
    }

    assertThat(counts.lists.get("WasabiCoinJoins.txt")).isEqualTo(Map.of("WASABI_1", 196));
    assertThat(counts.lists.get("SamouraiCoinJoins.txt")).isEqualTo(Map.of("WHIRLPOOL", 1403));
    assertThat(counts.lists.get("SamouraiTx0s.txt"))
        .isEqualTo(Map.of("Premix", 749, "WHIRLPOOL", 151));
    assertThat(counts.lists.get("SamouraiPostMixTxs.txt")).containsEntry("WHIRLPOOL", 251);
    assertThat(counts.lists.get("WasabiPostMixTxs.txt"))
        .isEqualTo(Map.of("JOINMARKET", 12, "Plain", 342));
  }
}
