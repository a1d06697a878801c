package org.spoor.recorded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.SpoorException.Kind;
import org.spoor.recorded.CaseOnDisk;

/** What is wrong in incident.yaml, and how it is told. */
class RefusedIncidentTest {

  private static final String MINIMAL = "id: heist\nname: A heist\ndate: 2025-01-02\n";

  @TempDir Path temp;

  private CaseOnDisk incident(String text) {
    return new CaseOnDisk(temp).with("incident.yaml", text);
  }

  private String refusal(String more) {
    return incident(MINIMAL + more).refusal();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "victims: x | column 1, key: 'victims' is not one of id, name, date, time, chains, victim, attribution, losses, theftSources, theftSourcesFile, conversions, frozen, recovered, addresses, thin, missing, sources",
        "id: again | column 1, key: 'id' stands twice",
        "losses: [{usd: 1e9}] | column 16, usd: '1e9' is not a decimal number",
        "losses: [{usd: 1, asset: ETH}] | column 10, losses: either usd, or asset and amount",
        "losses: [{asset: ETH}] | column 10, amount: is missing",
        "losses: [{usd: 1, source: s9}] | column 27, source: 's9' is not the id of one of the sources",
        "losses: [1] | column 10, losses: is not a list of keys with values",
        "attribution: [{name: N}] | column 15, actor: is missing",
        "attribution: [{actor: a, date: May}] | column 32, date: 'May' is not a date like 2025-02-21",
        "sources: [{id: s1, where: x, opened: maybe}] | column 38, opened: 'maybe' is not true or false",
        "sources: [{id: s1, where: x}, {id: s1, where: y}] | column 36, id: 's1' is not a new id: a source above has it",
        "addresses: [{chain: ethereum, address: 0xaa}] | column 40, address: '0xaa' is not an address of ethereum (0x and 40 hexadecimal digits)",
        "addresses: [{chain: x, address: y, role: boss}] | column 42, role: 'boss' is not one of victim, attacker, laundering, lookalike, genuine, other",
        "theftSources: [{tx: t}] | column 16, kind: is missing",
        "theftSources: [{kind: loss, tx: t}] | column 23, kind: 'loss' is not transfer or holding",
        "theftSources: [{kind: transfer, tx: t}] | column 16, chain: is missing",
        "theftSources: [{kind: transfer, chain: tron, tx: t}] | column 40, chain: 'tron' is not one of the chains bitcoin, bitcoin-testnet, bitcoin-regtest, ethereum, arbitrum, optimism, base, bsc, polygon, avalanche",
        "theftSources: [{kind: transfer, chain: ethereum, tx: t, block: 1}] | column 57, key: 'block' is not one of kind, chain, tx, to, asset, amount, index, vout, source, note",
        "theftSources: [{kind: transfer, chain: ethereum, tx: t, index: 1, vout: 1}] | column 16, vout: means the same as index: only one of them",
        "theftSources: [{kind: transfer, chain: ethereum, tx: t, amount: 1.5}] | column 65, amount: '1.5' is not a whole number of base units",
        "theftSources: [{kind: transfer, chain: ethereum, tx: t, vout: 1}] | column 63, vout: '1' is not expected on ethereum, which has no outputs: index names an event",
        "theftSources: [{kind: transfer, chain: bitcoin, tx: t}] | column 16, vout: is missing, and so is to",
        "theftSources: [{kind: holding, chain: bitcoin, address: a, asset: BTC, block: 1}] | column 16, kind: a holding is not of a UTXO chain: its outputs are transfers",
        "theftSourcesFile: ../x.csv | column 19, theftSourcesFile: '../x.csv' is not the name of a file in this folder",
        "theftSourcesFile: x.csv | column 19, theftSourcesFile: 'x.csv' is not a file in this folder",
        "conversions: [{chain: ethereum, tx: t}] | column 15, lost: is missing",
        "frozen: [{chain: tron, address: a, asset: TRX, amount: 1}] | column 18, chain: 'tron' is not one of the chains bitcoin, bitcoin-testnet, bitcoin-regtest, ethereum, arbitrum, optimism, base, bsc, polygon, avalanche",
      })
  void read_badEntry_isRefusedWithLineAndColumn(String line, String expected) {
    assertThat(refusal(line.strip() + "\n")).isEqualTo("heist/incident.yaml, line 4, " + expected);
  }

  @Test
  void read_conversionOfNothing_isRefused() {
    assertThat(
            refusal(
                """
                conversions:
                  - chain: ethereum
                    tx: t
                    seller: "%s"
                    lost: {asset: ETH, amount: 0}
                    gained: {asset: ETH, amount: 0}
                """
                    .formatted(A)))
        .isEqualTo("heist/incident.yaml, line 8, column 32, amount: '0' is not more than nothing");
  }

  @Test
  void read_badEvidence_isRefused() {
    assertThat(
            refusal(
                """
                conversions:
                  - chain: ethereum
                    tx: t
                    seller: "%s"
                    lost: {asset: ETH, amount: 1}
                    gained: {asset: ETH, amount: 1}
                    class: SURE
                """
                    .formatted(A)))
        .isEqualTo(
            "heist/incident.yaml, line 10, column 12, class: 'SURE' is not one of FACT, PROTOCOL,"
                + " DECODED, HEURISTIC, CANDIDATE");
  }

  @Test
  void read_noDate_isRefused() {
    assertThat(incident("id: x\nname: X\n").refusal())
        .isEqualTo("heist/incident.yaml, line 1, column 1, date: is missing");
  }

  @Test
  void read_badId_isRefused() {
    assertThat(incident("id: A Heist\nname: X\ndate: 2025-01-02\n").refusal())
        .isEqualTo(
            "heist/incident.yaml, line 1, column 5, id: 'A Heist' is not an id (lower-case letters,"
                + " digits, '.', '_', '-')");
  }

  @Test
  void read_notYaml_isRefused() {
    CaseOnDisk disk = incident("id: x\nname: [\n");

    assertThat(disk.refusal()).startsWith("heist/incident.yaml, line 3, column 1: not YAML: ");
    assertThat(disk.failure().kind()).isEqualTo(Kind.INVALID_INPUT);
  }

  @Test
  void read_onlyComments_isRefused() {
    assertThat(incident("# nothing yet\n").refusal())
        .isEqualTo("heist/incident.yaml, line 1: there is nothing in it");
  }

  @Test
  void read_badTheftSourceRow_isRefused() {
    assertThat(
            incident(MINIMAL + "theftSourcesFile: more.csv\n")
                .with("more.csv", "chain,tx,to\nbitcoin,t,\n")
                .refusal())
        .isEqualTo("heist/more.csv, line 2, column to: '' is not an address of bitcoin");
  }
}
