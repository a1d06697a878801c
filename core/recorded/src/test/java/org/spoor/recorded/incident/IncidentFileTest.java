package org.spoor.recorded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.SpoorException.Kind;
import org.spoor.model.incident.ActorStatement;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Loss;
import org.spoor.model.incident.NamedAddress;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.StatedAmount;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CaseFolder;
import org.spoor.recorded.CaseOnDisk;

class IncidentFileTest {

  private static final String MINIMAL = "id: heist\nname: A heist\ndate: 2025-01-02\n";
  private static final Address ALICE = new Address(Chain.ETHEREUM, A);
  private static final Asset ETH = Asset.parse(Chain.ETHEREUM, "ETH");

  @TempDir Path temp;

  private CaseOnDisk incident(String text) {
    return new CaseOnDisk(temp).with("incident.yaml", text);
  }

  private Incident read(String more) {
    return CaseFolder.readIncident(incident(MINIMAL + more).folder());
  }

  private String refusal(String more) {
    return incident(MINIMAL + more).refusal();
  }

  @Test
  void read_minimal_hasIdNameAndDate() {
    Incident incident = read("");

    assertThat(incident.id()).isEqualTo("heist");
    assertThat(incident.date()).isEqualTo(LocalDate.of(2025, 1, 2));
    assertThat(incident.theftSources()).isEmpty();
  }

  @Test
  void read_facts_areAsWritten() {
    Incident incident =
        read(
            """
            time: "14:16 UTC"
            chains: [ethereum, solana]
            victim: {name: Bank, addresses: [{chain: ethereum, address: "%s", source: s1}]}
            attribution: {actor: thieves, name: "The Thieves", by: FBI, date: 2025-02-03, source: [s1, s2]}
            losses: [{asset: ETH, amount: "401346.768858404671846374", source: [s1], note: n}, {usd: 1500000000}]
            addresses: [{chain: solana, address: Mint, role: laundering, note: far}]
            thin: ["not much"]
            missing: "the rest"
            sources: [{id: s1, where: here, commit: abc, opened: true, what: all}, {id: s2, where: there}]
            """
                .formatted(A));

    assertThat(incident.time()).isEqualTo("14:16 UTC");
    assertThat(incident.chains()).containsExactly("ethereum", "solana");
    assertThat(incident.victim()).isEqualTo("Bank");
    assertThat(incident.attribution())
        .containsExactly(
            new ActorStatement("thieves", "The Thieves", "FBI", "2025-02-03", List.of("s1", "s2")));
    assertThat(incident.losses())
        .containsExactly(
            new Loss("ETH", "401346.768858404671846374", List.of("s1"), "n"),
            new Loss("USD", "1500000000", List.of(), ""));
    assertThat(incident.addresses())
        .containsExactly(
            new NamedAddress("ethereum", A, "victim", List.of("s1"), ""),
            new NamedAddress("solana", "Mint", "laundering", List.of(), "far"));
    assertThat(incident.thin()).containsExactly("not much");
    assertThat(incident.missing()).isEqualTo("the rest");
    assertThat(incident.citations())
        .containsExactly(
            new Citation("s1", "here", "abc", true, "all"),
            new Citation("s2", "there", "", false, ""));
  }

  @Test
  void read_theftSources_areNumberedOnThroughTheFile() {
    Incident incident =
        CaseFolder.readIncident(
            incident(
                    MINIMAL
                        + """
                        chains: [ethereum]
                        theftSources:
                          - {kind: transfer, tx: one}
                          - {kind: transfer, chain: bitcoin, tx: two, vout: 3}
                          - {kind: holding, address: "%s", asset: ETH, block: 123}
                        theftSourcesFile: more.csv
                        """
                            .formatted(A))
                .with(
                    "more.csv",
                    "chain,tx,from,to,asset,amount\nbitcoin,four,victim,thief,BTC,585006242\n")
                .folder());

    assertThat(incident.theftSources())
        .containsExactly(
            new StolenTransfer(
                new Origin("heist", 1),
                new TxId(Chain.ETHEREUM, "one"),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of()),
            new StolenTransfer(
                new Origin("heist", 2),
                new TxId(Chain.BITCOIN, "two"),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(3),
                Optional.empty(),
                List.of()),
            new StolenHolding(new Origin("heist", 3), ALICE, ETH, 123, List.of()),
            new StolenTransfer(
                new Origin("heist", 4),
                new TxId(Chain.BITCOIN, "four"),
                Optional.of(new Address(Chain.BITCOIN, "thief")),
                Optional.of(Asset.parse(Chain.BITCOIN, "BTC")),
                OptionalInt.empty(),
                Optional.of(Amount.of(585006242)),
                List.of()));
  }

  @Test
  void read_conversions_haveDefaultsOfASwap() {
    Incident incident =
        read(
            """
            chains: [ethereum]
            conversions:
              - tx: swap
                seller: "%1$s"
                lost: {asset: "%2$s", amount: 5}
                gained: {asset: ETH, amount: 7}
              - tx: in
                seller: "%1$s"
                lost: {asset: ETH, amount: "5"}
                recipient: bc1q
                gained: {chain: bitcoin, tx: out, vout: 1, asset: BTC, amount: 7}
                class: PROTOCOL
                reason: same id
            """
                .formatted(A, CaseOnDisk.TOKEN));

    TxId swap = new TxId(Chain.ETHEREUM, "swap");
    assertThat(incident.conversions())
        .containsExactly(
            new AssertedConversion(
                swap,
                ALICE,
                Asset.parse(Chain.ETHEREUM, CaseOnDisk.TOKEN),
                Amount.of(5),
                OptionalInt.empty(),
                swap,
                ALICE,
                ETH,
                Amount.of(7),
                OptionalInt.empty(),
                EvidenceClass.HEURISTIC,
                "",
                List.of()),
            new AssertedConversion(
                new TxId(Chain.ETHEREUM, "in"),
                ALICE,
                ETH,
                Amount.of(5),
                OptionalInt.empty(),
                new TxId(Chain.BITCOIN, "out"),
                new Address(Chain.BITCOIN, "bc1q"),
                Asset.parse(Chain.BITCOIN, "BTC"),
                Amount.of(7),
                OptionalInt.of(1),
                EvidenceClass.PROTOCOL,
                "same id",
                List.of()));
  }

  @Test
  void read_frozenAndRecovered_areAmountsWhereTheChainCanBeRead() {
    Incident incident =
        read(
            """
            chains: [ethereum, solana]
            frozen:
              - {chain: ethereum, address: "%s", asset: ETH, amount: 9, date: 2025-02-01, note: by a court}
              - {chain: solana, address: Sol1, asset: SOL, amount: 8, note: far}
            recovered: {chain: ethereum, address: "%s", asset: ETH, amount: 1}
            """
                .formatted(A, B));

    assertThat(incident.frozen())
        .containsExactly(
            new StatedAmount(
                ALICE,
                ETH,
                Amount.of(9),
                Optional.of(LocalDate.of(2025, 2, 1)),
                List.of(),
                "by a court"));
    assertThat(incident.recovered()).hasSize(1);
    assertThat(incident.addresses())
        .containsExactly(
            new NamedAddress(
                "solana", "Sol1", "other", List.of(), "frozen: 8 base units of SOL; far"));
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
