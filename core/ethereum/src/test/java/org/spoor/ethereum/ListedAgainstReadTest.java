package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.spoor.ethereum.anvil.Cast;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.value.Address;

/** What an explorer lists, held against a real node. */
final class ListedAgainstReadTest {

  private static final Address PEELED = Cast.PEELINGS.getFirst();
  private static final String FIVE_ETHER = "\"value\":\"5000000000000000000\"";

  private final PlayedTheft played = PlayedTheft.once();

  private List<String> remarks(UnaryOperator<String> telling, Address address, Coverage expected) {
    try (ExplorerOnAnvil explorer = new ExplorerOnAnvil(played, telling);
        LatencyProxy road = played.road(Kind.DEBUG);
        EthereumSources sources =
            EthereumSources.open(
                PlayedTheft.settings(road.url(), explorer.url(), PlayedTheft.newCache()))) {
      ChainReader reader = sources.reader(played.incident().theftSources());
      assertThat(reader.coverage(address, TransactionReader.ETHER, Traced.lastBlock(reader)))
          .isEqualTo(expected);
      return reader.remarks();
    }
  }

  @Test
  void find_honestExplorer_isNotContradicted() {
    assertThat(remarks(UnaryOperator.identity(), PEELED, Coverage.COMPLETE)).isEmpty();
    assertThat(remarks(UnaryOperator.identity(), played.theft().attacker(), Coverage.COMPLETE))
        .isEmpty();
  }

  @Test
  void find_explorerThatExaggerates_isToldWithBoth() {
    String tx = "transaction " + transactionOf(PEELED);
    assertThat(
            remarks(
                row -> row.replace(FIVE_ETHER, "\"value\":\"6000000000000000000\""),
                PEELED,
                Coverage.PARTIAL))
        .anyMatch(remark ->
            remark.contains(tx + ": explorer lists 6000000000000000000 wei from ")
                && remark.endsWith("which the node does not have"))
        .anyMatch(remark ->
            remark.contains(tx + ": the node has 5000000000000000000 wei from ")
                && remark.endsWith("which explorer does not list"));
  }

  @Test
  void find_transactionInAnotherBlock_isToldWithBoth() {
    long height = height(PEELED);
    assertThat(
            remarks(
                row ->
                    row.replace(
                        "\"blockNumber\":\"" + height + "\"",
                        "\"blockNumber\":\"" + (height + 1) + "\""),
                PEELED,
                Coverage.PARTIAL))
        .anyMatch(remark ->
            remark.endsWith(
                "transaction %s is in block %d, but explorer lists it in block %d"
                    .formatted(transactionOf(PEELED), height, height + 1)));
  }

  @Test
  void find_transactionThatTheNodeDoesNotKnow_isTold() {
    String known = transactionOf(PEELED);
    String unknown = known.substring(0, 60) + "beef" + known.substring(64);
    assertThat(remarks(row -> row.replace(known, unknown), PEELED, Coverage.PARTIAL))
        .anyMatch(remark ->
            remark.endsWith(
                "transaction " + unknown + " was found, but the node does not have it"));
  }

  private String transactionOf(Address address) {
    return played.theft().history(address).getFirst().tx().text();
  }

  private long height(Address address) {
    return played.theft().history(address).getFirst().position().height();
  }
}
