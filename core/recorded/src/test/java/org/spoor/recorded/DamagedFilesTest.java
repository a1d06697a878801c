package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.SpoorException;

/** Whatever is wrong with a file, the user reads one line that names it. */
class DamagedFilesTest {

  private static final int ROUNDS = 80;
  private static final byte[] PIECES =
      "{}[]\"',:#&*\n\r\t0-x\\\u00fc".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  private CaseOnDisk whole() {
    return new CaseOnDisk(temp)
        .with(
            "incident.yaml",
            """
            id: heist
            name: A heist
            date: 2025-01-02
            chains: [ethereum, bitcoin]
            losses: [{usd: 10, source: s1}]
            theftSources: [{kind: transfer, chain: ethereum, tx: t, to: "%s", asset: ETH}]
            conversions: [{chain: ethereum, tx: t, seller: "%s", lost: {asset: ETH, amount: 1}, gained: {asset: ETH, amount: 1}}]
            sources: [{id: s1, where: here}]
            """
                .formatted(A, B))
        .transfers("8,0,0,2025-01-02T03:04:05Z,t,%s,%s,ETH,1".formatted(A, B))
        .transactions(
            """
            {"txid":"a","height":1,"index":0,"time":"2025-01-02T03:04:05Z","inputs":[],"outputs":[{"address":"x","value":5}]}
            {"txid":"b","height":2,"index":1,"time":"2025-01-02T03:04:05Z","inputs":[{"txid":"a","vout":0,"value":5}],"outputs":[{"script":"6a","value":5}]}\
            """)
        .with("assets.csv", "asset,symbol,decimals\nETH,ETH,18\n")
        .with("openings.csv", "address,asset,block,amount\n" + A + ",ETH,8,5\n")
        .with("coverage.csv", "address,asset,from_block,to_block\n" + A + ",*,8,9\n")
        .with(
            "attributions.yaml",
            "title: T\ncurrency: ETH\ntags:\n- address: \"" + A + "\"\n  label: L\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incident.yaml",
        "transfers.csv",
        "transactions.jsonl",
        "assets.csv",
        "openings.csv",
        "coverage.csv",
        "attributions.yaml"
      })
  void read_anyDamage_isReadOrRefusedInOneLine(String name) throws IOException {
    CaseOnDisk disk = whole();
    Path file = disk.folder().resolve(name);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, damaged(sound, random));
      try {
        disk.read();
      } catch (SpoorException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("heist/").doesNotContain("\n", "\r");
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = PIECES[random.nextInt(PIECES.length)];
    }
    return bytes;
  }
}
