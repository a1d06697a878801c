package org.spoor.ethereum.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.model.SpoorException;

final class ProbeTest {

  private final InMemoryChain chain = new InMemoryChain(1000);

  private Probing.Able able() {
    return (Probing.Able) new Probe(chain, 1).ask();
  }

  @Test
  void ask_nodeThatCanAll_nothingMissingInOneRoundTrip() {
    assertThat(able().can())
        .containsExactlyInAnyOrder(
            Capability.LOGS,
            Capability.ARCHIVE,
            Capability.BLOCK_RECEIPTS,
            Capability.TRACE_FILTER,
            Capability.TRACE,
            Capability.DEBUG,
            Capability.OTTERSCAN);
    assertThat(able().missing()).isEmpty();
    assertThat(able().client()).isEqualTo("memory/1.0");
    assertThat(able().head().height()).isEqualTo(968);
    assertThat(chain.roundTrips()).isEqualTo(4);
  }

  @Test
  void ask_gethArchive_debugKnownByTransactionNotFound() {
    chain.without("trace_", "ots_");

    assertThat(able().can())
        .isEqualTo(
            Set.of(
                Capability.LOGS, Capability.ARCHIVE, Capability.BLOCK_RECEIPTS, Capability.DEBUG));
    assertThat(able().missing())
        .containsExactly(
            "no search by address: found by bisecting, which may miss what contracts pass on");
  }

  @Test
  void ask_plainNode_saysWhatIsNotSeen() {
    chain
        .without("trace_", "ots_", "debug_", "eth_getLogs")
        .refusing("eth_getBalance", -32000, "missing trie node");

    assertThat(able().can()).isEqualTo(Set.of(Capability.BLOCK_RECEIPTS));
    assertThat(able().missing())
        .containsExactly(
            "no search by address and no old state: of ether nothing is found by address",
            "no tracing: ether moved inside contract calls is not seen",
            "no logs: transfers of tokens are not seen",
            "no state of old blocks: opening balances need a node with them beside it");
  }

  @Test
  void ask_otterscanAlone_isNoTracing() {
    chain.without("trace_", "debug_");

    assertThat(able().missing())
        .containsExactly("no tracing: ether moved inside contract calls is not seen");
  }

  @Test
  void ask_tracingForPayingCustomers_cannot() {
    chain.refusing("debug_traceTransaction", -32600, "not found on your plan, upgrade to trace");

    assertThat(able().can()).doesNotContain(Capability.DEBUG);
  }

  @Test
  void ask_refusedForTheMoment_isNoInability() {
    chain.refusing("trace_filter", -32005, "daily request count exceeded");

    assertThat(new Probe(chain, 1).ask())
        .isEqualTo(
            new Probing.Unable(
                "memory: does not tell for the moment whether it answers trace_filter:"
                    + " daily request count exceeded"));
  }

  @Test
  void ask_anyNode_isOfTheNetworkOfItsFirstBlock() {
    assertThat(able().network()).isEqualTo(new Network(1, ChainJson.blockHash(0)));
  }

  @Test
  void ask_answerThatIsNoBlock_namesEndpointAndCall() {
    chain.answering("eth_getBlockByNumber", Map.of("number", "0x0", "hash", "0x"));

    assertThatThrownBy(() -> new Probe(chain, 1).ask())
        .isInstanceOf(SpoorException.class)
        .hasMessageStartingWith("memory: eth_getBlockByNumber [\"0x0\",false]: block.hash is '0x'");
  }

  @Test
  void ask_otherChain_unusable() {
    assertThat(new Probe(chain, 137).ask())
        .isEqualTo(new Probing.Unable("memory: chain id 1, expected 137"));
  }

  @Test
  void ask_noFinalBlock_blocksBelowTheLatest() {
    chain.forgetsFinality();

    assertThat(able().head().height()).isEqualTo(936);
    assertThat(able().missing())
        .containsExactly("no final block is told: 64 blocks below the latest are taken for final");
  }
}
