package org.spoor.bitcoin.esplora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInEsplora;
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
      assertThat(sources.noticed()).isEmpty();
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
  void tip_blockReplaced_isNoticedAndReadAgain() {
    assertThat(spendOnce()).isEqualTo(new Spend.By(told(spender)));
    RegtestChain other = chain.fork(4, "other").mineEmpty(9);
    server.tell(other.blocks());

    try (BitcoinSources sources = server.sources(folder, OptionalLong.of(TIP))) {
      assertThat(spend(sources.reader(List.of()), split, 0)).isEqualTo(new Spend.None());
      assertThat(sources.noticed()).singleElement().asString().startsWith("stand-in: block 5 is ");
    }
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(spend(sources.reader(List.of()), split, 0)).isEqualTo(new Spend.None());
      assertThat(sources.height()).isEqualTo(other.height() - 5);
      assertThat(sources.noticed().getFirst())
          .startsWith(
              "stand-in: block 5 is %s, and was %s when cache "
                  .formatted(
                      other.block(TIP).getHashAsString(), chain.block(TIP).getHashAsString()))
          .endsWith("was last used: what rested on it is read again");
    }
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(spend(sources.reader(List.of()), split, 0)).isEqualTo(new Spend.None());
      assertThat(sources.noticed()).isEmpty();
    }
  }

  @Test
  void tip_chainThatGotShorter_isNoticed() {
    spendOnce();
    server.tell(chain.fork(9, "miner").blocks());

    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      assertThat(sources.height()).isEqualTo(4);
      assertThat(sources.noticed().getFirst())
          .startsWith("stand-in: its last block that counts is 4, and was 5 when cache ");
    }
  }

  @Test
  void tip_asOfABlockOffline_isTheOneReadBefore() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.of(4))) {
      assertThat(sources.height()).isEqualTo(4);
    }
    for (long height : List.of(4L, 3L)) {
      try (BitcoinSources offline =
          BitcoinSources.open(
              server.settings(folder, true, OptionalLong.empty(), OptionalLong.of(height)))) {
        if (height == 4) {
          assertThat(offline.height()).isEqualTo(4);
        } else {
          assertThatThrownBy(offline::height)
              .hasMessage("offline: stand-in was never asked for block 3");
        }
      }
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

  private String filled(String text) {
    return text.replace("{tx}", id(spender).text()).replace("{split}", id(split).text());
  }

  private Spend spendOnce() {
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      return spend(sources.reader(List.of()), split, 0);
    }
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
            server.settings(folder, false, OptionalLong.of(6), OptionalLong.empty()))) {
      ChainReader reader = sources.reader(List.of());

      assertThat(spend(reader, split, 0)).isEqualTo(new Spend.Unknown());
      assertThat(reader.gaps(id(split)))
          .containsExactly("not asked: the budget of 6 calls was spent");
      assertThat(sources.cutShort())
          .contains("the run was cut short: the budget of 6 calls was spent");
    }
  }
}
