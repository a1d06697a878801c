package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.app.report.IcuConfusables;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.recorded.CaseFolder;

/** The sums of the tutorial's case, as its README does them by hand. */
final class TutorialCaseTest {

  private static final String ETHER = "0".repeat(18);
  private static final String SAIL_UNIT = "0".repeat(6);

  private static final String SAIL = "0x5a11000000000000000000000000000000000070";
  private static final String WETH = "0x3e74000000000000000000000000000000000071";
  private static final String EXCHANGE = "0xbeac04000000000000000000000000000000de90";
  private static final String MIXER = "0xfacade000000000000000000000000000000001e";
  private static final String UNKNOWN = "0x0dd0000000000000000000000000000000000055";
  private static final String THIRD = "0xbad3000000000000000000000000000000000033";
  private static final String FOURTH = "0xbad4000000000000000000000000000000000044";
  private static final String FALSE_COLD_WALLET = "0xc01d00000000000000bad00000000000000b0a75";

  private final CaseFolder folder =
      CaseFolder.read(ShippedIncidents.find("tutorial-harbour").orElseThrow());

  @ParameterizedTest
  @CsvSource({
    "FIFO,    50, 48, 2,  6,  4, 0",
    "LIFO,    70, 30, 2,  6, 12, 0",
    "TIHO,   100, 20, 0,  0,  0, 0",
    "LIBR,    10, 70, 2, 10, 12, 6",
    "HAIRCUT, 55, 45, 1,  5,  6, 3",
    "POISON, 110, 90, 2, 10, 12, 6"
  })
  void trace_ether_endsAsSummedByHand(
      TaintPolicy policy,
      String exchange,
      String mixer,
      String fee,
      String wrapped,
      String unknown,
      String left) {
    FlowGraph run = trace(policy);
    assertThat(ended(run, EndKind.SERVICE, EXCHANGE, "ETH")).isEqualTo(ether(exchange));
    assertThat(ended(run, EndKind.SERVICE, MIXER, "ETH")).isEqualTo(ether(mixer));
    assertThat(statement(run, "ETH").ended(EndKind.FEE)).isEqualTo(ether(fee));
    assertThat(ended(run, EndKind.CONVERTED_OUT, WETH, "ETH")).isEqualTo(ether(wrapped));
    assertThat(ended(run, EndKind.HELD, FOURTH, WETH)).isEqualTo(ether(wrapped));
    assertThat(ended(run, EndKind.DATA_GAP, UNKNOWN, "ETH")).isEqualTo(ether(unknown));
    assertThat(ended(run, EndKind.HELD, THIRD, "ETH")).isEqualTo(ether(left));
  }

  @ParameterizedTest
  @CsvSource({
    "FIFO,    20000, 10, 8000, 32000",
    "LIFO,    40000, 20, 8000, 12000",
    "TIHO,    40000, 20, 8000, 12000",
    "LIBR,    20000, 10, 8000, 32000",
    "HAIRCUT, 30000, 15, 6000, 24000",
    "POISON,  40000, 20, 8000, 32000"
  })
  void trace_sail_endsAsSummedByHand(
      TaintPolicy policy, String sold, String gained, String burned, String frozen) {
    FlowGraph run = trace(policy);
    Conservation sail = statement(run, SAIL);
    assertThat(sail.seeded()).isEqualTo(sail("60000"));
    assertThat(sail.ended(EndKind.CONVERTED_OUT)).isEqualTo(sail(sold));
    assertThat(sail.ended(EndKind.BURNED)).isEqualTo(sail(burned));
    assertThat(ended(run, EndKind.FROZEN, THIRD, SAIL)).isEqualTo(sail(frozen));
    assertThat(statement(run, "ETH").convertedIn()).isEqualTo(ether(gained));
  }

  @ParameterizedTest
  @EnumSource(TaintPolicy.class)
  void trace_everyStatement_isExactWhereThePolicyConserves(TaintPolicy policy) {
    assertThat(trace(policy).conservation())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(s -> assertThat(s.isExact()).isEqualTo(policy.conserves()));
  }

  @Test
  void trace_allPolicies_differAtTheExchangeAndAtTheMixer() {
    List<FlowGraph> runs = Arrays.stream(TaintPolicy.values()).map(this::trace).toList();
    assertThat(runs)
        .extracting(run -> ended(run, EndKind.SERVICE, EXCHANGE, "ETH"))
        .hasSize(6)
        .doesNotHaveDuplicates();
    assertThat(runs)
        .extracting(run -> ended(run, EndKind.SERVICE, MIXER, "ETH"))
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  @Test
  void trace_swapAndWrapping_areDecoded() {
    assertThat(trace(TaintPolicy.FIFO).edges())
        .filteredOn(FlowEdge.OfConversion.class::isInstance)
        .extracting(FlowEdge::evidence)
        .containsExactly(EvidenceClass.DECODED, EvidenceClass.DECODED);
  }

  @Test
  void trace_spamAndLookAlikes_areListedAndNotFollowed() {
    FlowGraph run = trace(TaintPolicy.POISON);
    assertThat(run.rejected()).hasSize(3);
    assertThat(run.flagged())
        .extracting(flag -> flag.place().text())
        .contains(FALSE_COLD_WALLET, "0xbeac04ffffffffffffffffffffffffffffffde90");
    assertThat(run.ends()).extracting(end -> end.asset().text()).containsOnly("ETH", SAIL, WETH);
  }

  private FlowGraph trace(TaintPolicy policy) {
    return new Tracer(
            folder.reader(), folder.attributions(), new IcuConfusables(), TraceListener.NONE)
        .trace(TraceRequest.of(List.of(folder.incident()), policy));
  }

  private static Amount ended(FlowGraph run, EndKind kind, String place, String asset) {
    return run.ends().stream()
        .filter(end -> end.kind() == kind)
        .filter(end -> end.place().text().equals(place) && end.asset().text().equals(asset))
        .map(TraceEnd::taint)
        .map(taint -> taint.total())
        .reduce(Amount.ZERO, Amount::plus);
  }

  private static Conservation statement(FlowGraph run, String asset) {
    return run.conservation().stream()
        .filter(statement -> statement.asset().text().equals(asset))
        .findFirst()
        .orElseThrow();
  }

  private static Amount ether(String units) {
    return Amount.parse(units + ETHER);
  }

  private static Amount sail(String units) {
    return Amount.parse(units + SAIL_UNIT);
  }
}
