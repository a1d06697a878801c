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
}
