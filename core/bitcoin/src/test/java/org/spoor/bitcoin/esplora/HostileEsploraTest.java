package org.spoor.bitcoin.esplora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** A server that says what cannot be: it is told by name and question, and nothing of it stays. */
final class HostileEsploraTest {

  private static final int TIP = 5;

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
  private final StandInEsplora server =
      StandInEsplora.telling(chain.mine(split).mine(spender).mineEmpty(4).mine(late).blocks());

  @TempDir private Path folder;
  private EsploraUnderTest run;

  @BeforeEach
  void open() {
    run = new EsploraUnderTest(folder, server);
  }

  @AfterEach
  void close() {
    run.close();
    server.close();
  }

  private UtxoTransaction told(Transaction transaction) {
    TxId id = ServedHistory.id(transaction);
    return chain.transactions().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  /** What became of an output of a transaction that was read before. */
  private Spend spend(Transaction transaction, int output) {
    try (BitcoinReader reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      UtxoTransaction creator = told(transaction);
      assertThat(reader.transaction(creator.id())).contains(creator);
      return reader.spend(creator.outPoint(output), creator.position());
    }
  }

  private SpoorException refused() {
    SpoorException refused = catchThrowableOfType(SpoorException.class, () -> spend(split, 0));
    assertThat(refused).as("it was believed").isNotNull();
    return refused;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tx/{tx}/hex | {late} | its bytes are those of",
        "tx/{tx}/hex | zz | no hexadecimal bytes",
        "tx/{tx}/hex | {} | its bytes are no transaction",
        "tx/{tx} | {} | expected a hash",
        "tx/{tx} | txid\":\"{tx}>txid\":\"{split} | the answer is of transaction",
        "tx/{tx} | block_hash\":\">block_hash\":\"0 | expected a hash",
        "tx/{tx} | value\":2000000000>value\":-1 | is worth -1",
        "tx/{tx} | value\":2000000000>value\":1 | outputs are worth",
        "tx/{tx} | value\":2000000000>value\":2000000001 | is told otherwise than it was created",
        "tx/{tx} | value\":2000000000>value\":2e9 | expected value and script of",
        "tx/{tx} | value\":2000000000>value\":\"x\" | expected value and script of",
        "tx/{tx} | value\":2000000000>value\":9223372036854775808 | expected value and script of",
        "tx/{tx} | vout\":0>vout\":1 | another input is told than",
        "tx/{tx}/merkle-proof | pos\":1>pos\":0 | the merkle proof does not lead to block",
        "tx/{tx}/merkle-proof | pos\":1>pos\":3 | the merkle proof does not lead to block",
        "tx/{tx}/merkle-proof | block_height\":5>block_height\":3 | said to be at height 3",
        "tx/{tx}/merkle-proof | {} | expected a merkle proof",
        "tx/{split}/status | block_height\":4>block_height\":2 | and elsewhere at 2",
        "tx/{split}/status | {} | expected a status",
        "tx/{split}/outspends | [] | the spenders of 0 outputs are told",
        "tx/{split}/outspends | [{\"spent\":false}] | the spenders of 1 outputs are told",
        "tx/{split}/outspends | [>[{\"spent\":false}, | the spenders of 3 outputs are told",
        "tx/{split}/outspends | [1,2] | expected whether an output is spent",
        "tx/{split}/outspends | {tx}>{other} | which does not spend it",
        "tx/{split}/outspends | {tx}>{late id} | is said to be in another block than",
      })
  void spend_answerThatCannotBe_isRefusedAndNotKept(String path, String change, String complaint) {
    server.lie(filled(path), right -> changed(right, change.strip()));
    SpoorException refused = refused();
    assertThat(refused.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    assertThat(refused).hasMessageStartingWith("stand-in: ").hasMessageContaining(complaint);

    server.lie(filled(path), right -> right);
    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
  }

  private String filled(String text) {
    return text.replace("{tx}", spender.getTxId().toString())
        .replace("{split}", split.getTxId().toString())
        .replace("{other}", chain.coinbase(TIP).getTxId().toString())
        .replace("{late id}", late.getTxId().toString())
        .replace("{late}", HexFormat.of().formatHex(late.serialize()));
  }

  private String changed(String right, String change) {
    String[] parts = filled(change).split(">", 2);
    return parts.length == 1 ? parts[0] : right.replace(parts[0], parts[1]);
  }

  @Test
  void spend_serverThatLiedOfMuchAtOnce_isReadRightTheNextTime() {
    var lied = List.of("tx/{tx}/hex", "tx/{tx}", "tx/{tx}/merkle-proof");
    lied.forEach(path -> server.lie(filled(path), _ -> "{}"));
    refused();
    lied.forEach(path -> server.lie(filled(path), right -> right));

    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
  }

  /** The height that came with the output is doubted, and asked for by itself. */
  @Test
  void spend_heightToldOtherwiseWithTheOutput_isAskedForAndNotKept() {
    String outspends = filled("tx/{split}/outspends");
    server.lie(outspends, right -> right.replace("block_height\":5", "block_height\":4"));
    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));

    int before = server.visits().size();
    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
    assertThat(server.visits().subList(before, server.visits().size()))
        .contains("/api/" + outspends);
  }

  @Test
  void spend_prevoutsNotTold_areReadFromTheParents() {
    server.lie(
        filled("tx/{tx}"), right -> right.replaceAll("\"prevout\":\\{[^}]*}", "\"prevout\":null"));

    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
  }

  @Test
  void spend_saidToBeUnspentAndSpentByWhatIsRead_isRefusedAndNotKept() {
    String outspends = filled("tx/{split}/outspends");
    server.lie(outspends, _ -> "[{\"spent\":false},{\"spent\":false}]");
    assertThat(spend(split, 0)).isEqualTo(new Spend.None());

    try (BitcoinReader reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      reader.transaction(told(split).id());
      reader.transaction(told(spender).id());
      assertThat(
              catchThrowableOfType(
                  SpoorException.class,
                  () -> reader.spend(told(split).outPoint(0), told(split).position())))
          .hasMessage(
              "stand-in: output %s:0 is said to be unspent, and %s spends it"
                  .formatted(told(split).id(), told(spender).id()));
    }

    server.lie(outspends, right -> right);
    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
  }

  @Test
  void spend_pageForPeople_isNoAnswer() {
    server.lie(filled("tx/{tx}/hex"), _ -> "<html>no such page</html>");

    assertThat(refused())
        .hasMessageStartingWith("stand-in: ")
        .hasMessageContaining("no hexadecimal bytes");
  }

  @Test
  void tip_hashOfAnotherHeight_isRefused() {
    server.lie("block-height/5", _ -> chain.block(3).getHashAsString());

    assertThat(refused())
        .hasMessageStartingWith("stand-in: /block/{0}/status")
        .hasMessageEndingWith(
            "block %s is said to be at height 3, and elsewhere at 5"
                .formatted(chain.block(3).getHashAsString()));
    assertThat(run.store().size().entries()).isEqualTo(1);
  }

  @Test
  void tip_heightThatTheServerDoesNotHave_isToldWithTheQuestion() {
    server.lie("blocks/tip/height", _ -> "30");

    assertThat(refused())
        .hasMessage("stand-in: /block-height/{0} [\"25\"] is refused (404): Block not found");
  }

  @Test
  void spend_chainThatRunsBackwards_isRefusedAndNotKept() {
    try (BitcoinReader reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      long kept = run.store().size().entries();
      server.tell(chain.blocks().subList(0, TIP));

      assertThat(
              catchThrowableOfType(
                  SpoorException.class, () -> reader.transaction(told(split).id())))
          .hasMessage(
              "stand-in: /block/{0}/status [\"%s\"]: it has no such block in its chain, up to which the run reads"
                  .formatted(chain.block(TIP).getHashAsString()));
      assertThat(run.store().size().entries()).isEqualTo(kept);
    }
    server.tell(chain.blocks());
    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
  }

  @Test
  void spend_twoServersOfDifferentHeights_areToldApart() {
    server.alsoTell(chain.blocks().subList(0, TIP), "block/.*/status|tx/.*/outspends");
    assertThat(refused())
        .hasMessageStartingWith("stand-in: /block/{0}/status")
        .hasMessageContaining("expected a height");

    server.alsoTell(chain.blocks().subList(0, TIP), "block-height/5");
    assertThat(refused())
        .hasMessage("stand-in: /block-height/{0} [\"5\"] is refused (404): Block not found");

    server.alsoTell(chain.blocks(), "");
    assertThat(spend(split, 0)).isEqualTo(new Spend.By(told(spender)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value\":>value\":0, \"was\": | inputs only",
        "{tx}>{other} | the answer is of transaction",
      })
  void block_pageThatCannotBe_isRefusedAndNotKept(String change, String complaint) {
    String page = "block/%s/txs/0".formatted(chain.block(5).getHashAsString());
    server.lie(page, right -> changed(right, change.strip()));
    assertThat(catchThrowableOfType(SpoorException.class, this::block))
        .hasMessageStartingWith("stand-in: ")
        .hasMessageContaining(complaint);

    server.lie(page, right -> right);
    assertThat(block()).contains(told(spender));
  }

  private List<UtxoTransaction> block() {
    try (BitcoinReader reader = new BitcoinReader(run.server(), Network.REGTEST)) {
      return reader.block(Chain.BITCOIN_REGTEST, 5).orElseThrow();
    }
  }
}
