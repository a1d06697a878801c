package org.spoor.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.attribution.Category;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.Flag;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Rejection;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

/**
 * A small theft told by hand: 10 ETH and 0.5 BTC are stolen; 4 ETH go to an exchange, 1 ETH is sold
 * for 3,000 USDT, 5 ETH lie still; the bitcoin goes on, less a fee, and is lost from sight.
 */
public final class SampleGraph {

  public static final Address VICTIM = eth("11");
  public static final Address THIEF = eth("22");
  public static final Address EXCHANGE = eth("33");
  public static final Asset ETH = new Coin(Chain.ETHEREUM);
  public static final Asset BTC = new Coin(Chain.BITCOIN);
  public static final Asset USDT = new Token(eth("dd"));
  public static final Asset FAKE = new Token(eth("ee"));

  private static final Origin FIRST = new Origin("sample-2025", 1);
  private static final Origin SECOND = new Origin("sample-2025", 2);
  private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");
  private static final Address FROM_BITCOIN =
      new Address(Chain.BITCOIN, "1BoatSLRHtKNngkdXEeobR76b53LETtpyT");
  private static final Address TO_BITCOIN =
      new Address(Chain.BITCOIN, "1CounterpartyXXXXXXXXXXXXXXXUWLpVr");

  private SampleGraph() {}

  public static FlowGraph graph() {
    return new FlowGraph(
        List.of(incident()),
        "FIFO",
        List.of(new FlowGraph.Setting("policy", "FIFO"), new FlowGraph.Setting("fees", "SINK")),
        List.of(new Source("transfers.csv", "ab".repeat(32))),
        List.of(
            new Head(Chain.BITCOIN, 900, NOON.plusSeconds(60)),
            new Head(Chain.ETHEREUM, 20_000_000, NOON)),
        conservation(),
        ends(),
        edges(),
        List.of(new Rejection(fake(), "fake token: its symbol imitates another")),
        List.of(new Flag(EXCHANGE, "looks like another")),
        gaps(),
        List.of(),
        AttributionBook.EMPTY);
  }

  private static Incident incident() {
    return Incident.of(
        "sample-2025",
        LocalDate.of(2025, 1, 1),
        List.of(
            new TheftSource.StolenTransfer(
                FIRST,
                tx(Chain.ETHEREUM, "a"),
                Optional.empty(),
                Optional.of(ETH),
                OptionalInt.empty(),
                Optional.empty(),
                List.of()),
            new TheftSource.StolenTransfer(
                new Origin("sample-2025", 3),
                tx(Chain.ETHEREUM, "f"),
                Optional.empty(),
                Optional.of(USDT),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())));
  }

  private static List<Conservation> conservation() {
    return List.of(
        new Conservation(
            "sample-2025",
            BTC,
            Amount.of(50_000_000),
            Amount.ZERO,
            Map.of(
                EndKind.FEE, Amount.of(1_000),
                EndKind.DATA_GAP, Amount.of(49_999_000)),
            Optional.empty()),
        new Conservation(
            "sample-2025",
            USDT,
            Amount.ZERO,
            Amount.of(3_000_000_000L),
            Map.of(EndKind.HELD, Amount.of(3_000_000_000L)),
            Optional.empty()),
        new Conservation(
            "sample-2025",
            ETH,
            ether("10"),
            Amount.ZERO,
            Map.of(
                EndKind.HELD, ether("5"),
                EndKind.SERVICE, ether("4"),
                EndKind.CONVERTED_OUT, ether("1")),
            Optional.empty()));
  }

  private static List<TraceEnd> ends() {
    OutPoint output = new OutPoint(tx(Chain.BITCOIN, "c"), 0);
    return List.of(
        end(EndKind.HELD, THIEF, ETH, share(FIRST, ether("5"))),
        new TraceEnd(
            EndKind.SERVICE,
            EXCHANGE,
            Optional.empty(),
            ETH,
            share(FIRST, ether("4")),
            Optional.of(
                new Attribution(
                    EXCHANGE,
                    "Some Exchange",
                    "some_exchange",
                    new Category("exchange"),
                    "web_crawl",
                    "https://example.org"))),
        end(EndKind.CONVERTED_OUT, eth("44"), ETH, share(FIRST, ether("1"))),
        end(EndKind.HELD, THIEF, USDT, share(FIRST, Amount.of(3_000_000_000L))),
        end(EndKind.FEE, Outside.FEE, BTC, share(SECOND, Amount.of(1_000))),
        new TraceEnd(
            EndKind.DATA_GAP,
            TO_BITCOIN,
            Optional.of(output),
            BTC,
            share(SECOND, Amount.of(49_999_000)),
            Optional.empty()));
  }

  private static List<FlowEdge> edges() {
    Transfer stolen = transfer(1, "a", VICTIM, THIEF, ETH, ether("12"));
    TxId swap = tx(Chain.ETHEREUM, "b");
    TxId spending = tx(Chain.BITCOIN, "c");
    return List.of(
        new FlowEdge.OfTransfer(stolen, share(FIRST, ether("10"))),
        new FlowEdge.OfConversion(
            new Transfer(
                new ChainPosition(2, 0, 1),
                NOON,
                swap,
                THIEF,
                THIEF,
                USDT,
                Amount.of(3_000_000_000L)),
            share(FIRST, Amount.of(3_000_000_000L)),
            Optional.empty(),
            EvidenceClass.HEURISTIC,
            swap,
            ETH,
            ether("1"),
            share(FIRST, ether("1")),
            true,
            "told by the incident"),
        new FlowEdge.OfOutput(
            new Transfer(
                new ChainPosition(800, 3, 0),
                NOON,
                spending,
                FROM_BITCOIN,
                TO_BITCOIN,
                BTC,
                Amount.of(49_999_000)),
            share(SECOND, Amount.of(49_999_000)),
            Optional.of(new OutPoint(spending, 0)),
            List.of(new OutPoint(tx(Chain.BITCOIN, "9"), 1))));
  }

  private static List<DataGap> gaps() {
    return List.of(
        new DataGap(
            DataGap.Kind.UNEXPLAINED,
            THIEF,
            Optional.of(ETH),
            Optional.of(ether("2")),
            "spent more than was seen"),
        new DataGap(
            DataGap.Kind.REMARK,
            Outside.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            "transfers.csv: 3 events have no stated position"));
  }

  /** What the contracts of the sample say of themselves; the fake one writes its S in Cyrillic. */
  public static Optional<AssetDescription> describe(Asset asset) {
    if (asset instanceof Coin coin) {
      return Optional.of(AssetDescription.of(coin));
    }
    if (asset.equals(USDT)) {
      return Optional.of(new AssetDescription(USDT, "USDT", 6));
    }
    return asset.equals(FAKE)
        ? Optional.of(new AssetDescription(FAKE, "U\u0405DT", 6))
        : Optional.empty();
  }

  /** Ether in wei. */
  public static Amount ether(String whole) {
    return Amount.parse(whole + "0".repeat(18));
  }

  public static TraceEnd end(EndKind kind, Party place, Asset asset, Taint taint) {
    return new TraceEnd(kind, place, Optional.empty(), asset, taint, Optional.empty());
  }

  public static Taint share(Origin origin, Amount amount) {
    return new Taint.Share(origin, amount);
  }

  public static Origin firstOrigin() {
    return FIRST;
  }

  public static Address eth(String byteText) {
    return new Address(Chain.ETHEREUM, "0x" + byteText.repeat(20));
  }

  private static Transfer fake() {
    return transfer(3, "d", VICTIM, THIEF, FAKE, Amount.of(7));
  }

  private static Transfer transfer(
      long height, String tx, Address from, Address to, Asset asset, Amount amount) {
    return new Transfer(
        new ChainPosition(height, 0, 0), NOON, tx(Chain.ETHEREUM, tx), from, to, asset, amount);
  }

  private static TxId tx(Chain chain, String digit) {
    String prefix = chain == Chain.ETHEREUM ? "0x" : "";
    return new TxId(chain, prefix + digit.repeat(64));
  }
}
