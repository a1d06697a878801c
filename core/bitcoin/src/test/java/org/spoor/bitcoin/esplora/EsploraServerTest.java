package org.spoor.bitcoin.esplora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** What is read through an Esplora server, and what is not believed. */
final class EsploraServerTest {

  private static final int TIP = 5;

  @TempDir private Path folder;

  private final RegtestChain chain = RegtestChain.begin().mineEmpty(3);
  private final Transaction split =
      new Payment()
          .from(chain.coinbase(1), 0)
          .to("alice", 20_0000_0000L)
          .to("bob", 29_9999_0000L)
          .transaction();
  private final Transaction spender =
      new Payment()
          .from(split, 0)
          .from(chain.coinbase(2), 0)
          .to("carol", 69_0000_0000L)
          .transaction();
  private final Transaction late = new Payment().from(spender, 0).to("dave", 1).transaction();
  private final Transaction waiting = new Payment().from(split, 1).to("erin", 1).transaction();
  private final StandInEsplora server =
      StandInEsplora.telling(
          chain.mine(split).mine(spender).mineEmpty(4).mine(late).blocks(), waiting);

  @AfterEach
  void close() {
    server.close();
  }

  private static TxId id(Transaction transaction) {
    return new TxId(Chain.BITCOIN_REGTEST, transaction.getTxId().toString());
  }

  private UtxoTransaction told(Transaction transaction) {
    return chain.transactions().stream()
        .filter(each -> each.id().equals(id(transaction)))
        .findFirst()
        .orElseThrow();
  }

  private Spend spend(ChainReader reader, Transaction transaction, int output) {
    return reader.spend(new OutPoint(id(transaction), output), told(transaction).position());
  }

  @Test
  void tip_sixConfirmations_isTheFirstOfThem() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(sources.height()).isEqualTo(TIP);
    }
  }

  @Test
  void tip_asOfABlockWithFewerConfirmations_isRefused() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.of(TIP + 1))) {
      assertThatThrownBy(sources::height)
          .hasMessage("block 6 is not final yet, the last one with 6 confirmations is 5");
    }
  }

  @Test
  void tip_serverOfAnotherNetwork_isRefused() {
    server.lie("block-height/0", _ -> "ab".repeat(32));
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThatThrownBy(sources::height)
          .hasMessage(
              "stand-in: its first block is %s, not that of bitcoin-regtest"
                  .formatted("ab".repeat(32)));
    }
  }

  @Test
  void tip_serverOnAnotherForkThanBefore_isRefused() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(sources.height()).isEqualTo(TIP);
    }
    server.tell(chain.fork(4, "other").mineEmpty(9).blocks());
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThatThrownBy(sources::height)
          .hasMessageContaining("stand-in: block 5 is")
          .hasMessageContaining("was " + chain.block(5).getHashAsString());
    }
  }

  @Test
  void spend_spenderAboveTheTipOrInNoBlock_isNoneWithARemark() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      ChainReader reader = sources.reader(List.of());

      assertThat(spend(reader, split, 1)).isEqualTo(new Spend.None());
      assertThat(spend(reader, spender, 0)).isEqualTo(new Spend.None());

      assertThat(reader.remarks())
          .contains(
              "output %s:1: spent by %s, which is in no block that counts: not part of the statement"
                  .formatted(id(split), id(waiting)),
              "output %s:0: spent by %s, which is in no block that counts: not part of the statement"
                  .formatted(id(spender), id(late)));
    }
  }

  @Test
  void transaction_aboveTheTip_isNotThere() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(sources.reader(List.of()).transaction(id(late))).isEmpty();
      assertThat(sources.reader(List.of()).transaction(id(waiting))).isEmpty();
    }
  }

  @Test
  void remarks_inputsWhoseParentsWereNotRead_areCounted() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      ChainReader reader = sources.reader(List.of());
      reader.transaction(id(split));
      reader.transaction(id(spender));

      assertThat(reader.remarks())
          .containsExactly(
              "2 inputs are worth what stand-in says: the transactions that created them were not read");

      reader.transaction(id(chain.coinbase(1)));
      reader.transaction(id(chain.coinbase(2)));
      assertThat(reader.remarks()).isEmpty();
    }
  }

  @Test
  void transaction_inputsNotStated_areReadFromTheirParents() {
    lie("tx/" + id(spender), right -> right.replace("prevout", "other"));
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      ChainReader reader = sources.reader(List.of());

      assertThat(reader.transaction(id(spender)).map(UtxoTransaction.class::cast))
          .contains(told(spender));
      assertThat(reader.remarks()).isEmpty();
    }
  }

  @Test
  void block_whole_isAsTheChainHasIt() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(sources.reader(List.of()).block(Chain.BITCOIN_REGTEST, 4))
          .hasValueSatisfying(block -> assertThat(block).endsWith(told(split)).hasSize(2));
    }
  }

  private void lie(String path, UnaryOperator<String> lie) {
    server.lie(path, lie);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tx/{tx}/hex | {late} | its bytes are those of",
        "tx/{tx}/hex | zz | no hexadecimal bytes",
        "tx/{tx} | txid\":\"{tx}>txid\":\"{split} | the answer is of transaction",
        "tx/{tx} | value\":2000000000>value\":-1 | is worth -1",
        "tx/{tx} | value\":2000000000>value\":1 | outputs are worth",
        "tx/{tx} | value\":2000000000>value\":\"x\" | expected value and script of",
        "tx/{tx} | vout\":0>vout\":1 | another input is told than",
        "tx/{tx}/merkle-proof | pos\":1>pos\":0 | the merkle proof does not lead to block",
        "tx/{tx}/merkle-proof | pos\":1>pos\":3 | the merkle proof does not lead to block",
        "tx/{tx}/merkle-proof | {} | expected a merkle proof",
        "tx/{split}/outspends | [] | nothing is told of output 0",
        "tx/{split}/outspends | [1,2] | expected whether an output is spent",
      })
  void spend_hostileAnswer_isRefusedAndNotKept(String path, String change, String complaint) {
    String lied = filled(path);
    lie(lied, right -> changed(right, change.strip()));

    assertThatThrownBy(this::spendOnce)
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA))
        .hasMessageContaining("stand-in")
        .hasMessageContaining(complaint);
  }

  private String filled(String text) {
    return text.replace("{tx}", id(spender).text())
        .replace("{split}", id(split).text())
        .replace("{late}", HexFormat.of().formatHex(late.serialize()));
  }

  private String changed(String right, String change) {
    String[] parts = filled(change).split(">", 2);
    return parts.length == 1 ? parts[0] : right.replace(parts[0], parts[1]);
  }

  private Spend spendOnce() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      return spend(sources.reader(List.of()), split, 0);
    }
  }

  @Test
  void spend_serverThatLiedOnce_isReadRightTheNextTime() {
    for (String path : List.of("tx/{tx}/hex", "tx/{tx}", "tx/{tx}/merkle-proof")) {
      lie(filled(path), _ -> "{}");
    }
    assertThatThrownBy(this::spendOnce).isInstanceOf(SpoorException.class);
    for (String path : List.of("tx/{tx}/hex", "tx/{tx}", "tx/{tx}/merkle-proof")) {
      lie(filled(path), right -> right);
    }

    assertThat(spendOnce()).isEqualTo(new Spend.By(told(spender)));
  }

  @Test
  void spend_deepJson_isToldInOneLine() {
    lie(filled("tx/{split}/outspends"), _ -> "[".repeat(100_000));

    assertThatThrownBy(this::spendOnce)
        .hasMessageContaining("stand-in")
        .hasMessageContaining("expected JSON");
  }

  @Test
  void spend_endlessBody_isNotReadToItsEnd() {
    lie(filled("tx/{tx}/hex"), _ -> "00".repeat(20_000_000));

    assertThatThrownBy(this::spendOnce)
        .hasMessageContaining("stand-in")
        .hasMessageContaining("more than the 33554432 bytes");
  }

  @Test
  void spend_offline_isWhatWasAnsweredBefore() {
    Spend online = spendOnce();
    int visits = server.visits().size();
    try (BitcoinSources sources =
        BitcoinSources.open(
            server.settings(folder, true, OptionalLong.empty(), OptionalLong.empty()))) {
      ChainReader reader = sources.reader(List.of());

      assertThat(reader.transaction(id(split))).contains(told(split));
      assertThat(spend(reader, split, 0)).isEqualTo(online);
      assertThat(sources.usage().calls()).isZero();
    }
    assertThat(server.visits()).hasSize(visits);
  }

  @Test
  void spend_budgetSpent_isUnknownAndSaid() {
    try (BitcoinSources sources =
        BitcoinSources.open(
            server.settings(folder, false, OptionalLong.of(4), OptionalLong.empty()))) {
      ChainReader reader = sources.reader(List.of());

      assertThat(spend(reader, split, 0)).isEqualTo(new Spend.Unknown());
      assertThat(reader.gaps(id(split)))
          .containsExactly("not asked: the budget of 4 calls was spent");
      assertThat(sources.cutShort())
          .contains("the run was cut short: the budget of 4 calls was spent");
    }
  }
}
