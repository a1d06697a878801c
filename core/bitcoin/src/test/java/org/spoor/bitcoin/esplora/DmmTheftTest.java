package org.spoor.bitcoin.esplora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.value.Amount;

/**
 * The theft at DMM Bitcoin, its own bytes under its own id, read over Esplora. Its real block is
 * not known, so that it stands in one of regtest here; what follows it is invented.
 */
final class DmmTheftTest {

  private static final String THEFT =
      "975ec405ac9dc9fa5ab8009d94d6a1fe31dff8a8127ea90d023104e52754e4d7";
  private static final String FUNDING =
      "c03acb80562302248f8be621e765315345a85cd3856bf49583e97b0428342908";
  private static final long STOLEN = 450_290_000_000L;
  private static final long FEE = 10_000_000;

  private final Map<String, Transaction> recorded = recorded();

  @TempDir private Path folder;

  /** What the fixture holds, by the ids that it states. */
  private static Map<String, Transaction> recorded() {
    Map<String, StringBuilder> hex = new HashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : text().lines().filter(line -> !line.startsWith("#")).toList()) {
      if (line.length() == 64) {
        current = hex.computeIfAbsent(line, _ -> new StringBuilder());
      } else {
        current.append(line);
      }
    }
    Map<String, Transaction> all = new HashMap<>();
    hex.forEach((id, bytes) ->
        all.put(id, Transaction.read(ByteBuffer.wrap(HexFormat.of().parseHex(bytes.toString())))));
    return all;
  }

  private static String text() {
    try (InputStream in = DmmTheftTest.class.getResourceAsStream("dmm-2024.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Transaction recorded(String id) {
    return Objects.requireNonNull(recorded.get(id));
  }

  /** Nine parts of 500 BTC less a fee, and a small tenth. */
  private Transaction split() {
    Payment split = new Payment().from(recorded(THEFT), 0);
    IntStream.range(0, 9).forEach(i -> split.to("invented " + i, 50_000_000_000L));
    return split.to("invented tenth", STOLEN - 9 * 50_000_000_000L - FEE).transaction();
  }

  @Test
  void ids_recomputed_areThoseStated() {
    assertThat(recorded).hasSize(2);
    recorded.forEach((id, transaction) -> assertThat(transaction.getTxId()).hasToString(id));
  }

  @Test
  void trace_overEsplora_followsTheWholeLoss() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(1);
    Transaction split = split();
    chain.mineOld(chain.coinbase(2, 0), recorded(FUNDING));
    chain.mineOld(chain.coinbase(3, 0), recorded(THEFT));
    chain.mine(split).mineEmpty(5);
    ManyOutputs dmm = new ManyOutputs(chain, List.of(ServedHistory.id(recorded(THEFT))), STOLEN);
    try (StandInEsplora server = StandInEsplora.inBatches(chain.blocks());
        BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      ChainReader reader = sources.reader(dmm.thefts());

      UtxoTransaction theft =
          (UtxoTransaction) reader.transaction(dmm.thefts().getFirst()).orElseThrow();
      assertThat(theft.inputs())
          .hasSize(9)
          .allMatch(input -> input.spent().tx().text().equals(FUNDING));
      assertThat(theft.outputs()).hasSize(1);
      assertThat(theft.outputs().getFirst().value()).isEqualTo(Amount.of(STOLEN));

      FlowGraph graph = dmm.trace(reader);
      List<TraceEnd> held =
          graph.ends().stream().filter(end -> end.kind() == EndKind.HELD).toList();
      assertThat(held).hasSize(10);
      assertThat(held.stream().map(end -> end.taint().total()).reduce(Amount.ZERO, Amount::plus))
          .isEqualTo(Amount.of(STOLEN - FEE));
      assertThat(graph.conservation()).isNotEmpty().allMatch(line -> line.isExact());
      assertThat(reader.remarks())
          .containsExactly(
              "9 inputs are worth what stand-in says: the transactions that created them were not"
                  + " read");
    }
  }
}
