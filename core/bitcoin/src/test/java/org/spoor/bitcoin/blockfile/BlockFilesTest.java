package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;

/** What block files can look like: hidden, shuffled, enlarged, forked, damaged. */
final class BlockFilesTest {

  private static final byte[] KEY = {1, -2, 3, 77, 5, 6, -7, 8};

  @TempDir private Path folder;

  private static RegtestChain history() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(10);
    for (int i = 1; i <= 10; i++) {
      chain.mine(
          new Payment()
              .from(chain.coinbase(i), 0)
              .to("someone " + i, 10_0000_0000L)
              .to("rest", 39_9999_0000L)
              .transaction());
    }
    return chain;
  }

  private Path blocks() {
    return Opened.blocks(folder);
  }

  @Test
  void open_hiddenByAKey_readsTheSame() throws IOException {
    RegtestChain chain = history();
    BlkFile.of(chain.blocks()).write(blocks(), 0, KEY, 100);
    Files.write(blocks().resolve("xor.dat"), KEY);

    Opened opened = Opened.in(folder).holds(chain);

    assertThat(opened.reader().remarks()).hasSize(1);
  }

  @Test
  void open_keyThatIsNoFile_isTold() throws IOException {
    BlkFile.of(history().blocks()).write(blocks(), 0);
    Files.createSymbolicLink(blocks().resolve("xor.dat"), Path.of("/dev/null"));

    assertThat(Opened.refusal(folder)).endsWith("xor.dat: it is no file");
  }

  @Test
  void open_keyOfAnotherLength_isRefused() throws IOException {
    BlkFile.of(history().blocks()).write(blocks(), 0);
    Files.write(blocks().resolve("xor.dat"), new byte[7]);

    assertThat(Opened.refusal(folder)).endsWith("xor.dat: 7 bytes, expected 8");
  }

  @Test
  void open_blocksShuffledOverSeveralFiles_areInOrder() {
    RegtestChain chain = history();
    List<Block> shuffled = new ArrayList<>(chain.blocks());
    Collections.shuffle(shuffled, new Random(7));
    for (int i = 0; i < 3; i++) {
      BlkFile.of(shuffled.subList(7 * i, 7 * i + 7)).write(blocks(), i, new byte[8], 3 << 20);
    }

    Opened opened = Opened.in(folder).holds(chain);

    assertThat(opened.reader().block(Chain.BITCOIN_REGTEST, 15).orElseThrow())
        .isEqualTo(at(chain, 15));
  }

  private static List<UtxoTransaction> at(RegtestChain chain, long height) {
    return chain.transactions().stream().filter(t -> t.position().height() == height).toList();
  }

  @Test
  void sources_sameBlocksInOtherFiles_haveTheSameHash() {
    RegtestChain chain = history();
    BlkFile.of(chain.blocks()).write(folder.resolve("a/blocks"), 0);
    BlkFile.of(chain.blocks().subList(9, 21)).write(folder.resolve("b/blocks"), 0);
    BlkFile.of(chain.blocks().subList(0, 9)).write(folder.resolve("b/blocks"), 1);
    BlkFile.of(chain.blocks().subList(0, 20)).write(folder.resolve("c/blocks"), 0);

    var whole = Opened.in(folder.resolve("a")).reader().sources();

    assertThat(Opened.in(folder.resolve("b")).reader().sources()).isEqualTo(whole);
    assertThat(Opened.in(folder.resolve("c")).reader().sources()).isNotEqualTo(whole);
  }

  @Test
  void open_fork_followsTheMostWorkAndTellsOfTheRest() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(5);
    Transaction coin = chain.coinbase(1);
    RegtestChain stale = chain.fork(5, "other");
    Transaction lost = new Payment().from(coin, 0).to("lost", 50_0000_0000L).transaction();
    stale.mine(lost);
    Transaction won = new Payment().from(coin, 0).to("won", 50_0000_0000L).transaction();
    chain.mine().mine(won);
    BlkFile.of(stale.blocks()).write(blocks(), 0);
    BlkFile.of(chain.blocks().subList(6, 8)).write(blocks(), 1);

    Opened opened = Opened.in(folder).holds(chain);

    assertThat(opened.transaction(lost)).isEmpty();
    assertThat(opened.reader().remarks()).contains("block files: stale blocks left out: 1");
  }

  @Test
  void spend_coinbaseRepeated_isOverwritten() {
    RegtestChain chain = RegtestChain.begin();
    Transaction repeated = chain.coinbase(7, 50_0000_0000L);
    Transaction once = chain.coinbase(8, 50_0000_0000L);
    chain.mineOld(repeated).mineOld(once).mineOld(repeated);
    chain.mine(new Payment().from(repeated, 0).to("later", 50_0000_0000L).transaction());
    BlkFile.of(chain.blocks()).write(blocks(), 0);

    Opened opened = Opened.in(folder);

    assertThat(opened.spend(repeated, 0, 1)).isEqualTo(new Spend.Overwritten());
    assertThat(opened.spend(repeated, 0, 3))
        .isEqualTo(new Spend.By(chain.transactions().getLast()));
    assertThat(opened.spend(once, 0, 2)).isEqualTo(new Spend.None());
    assertThat(opened.transaction(repeated).orElseThrow().position().height()).isEqualTo(3);
  }

  @Test
  void spend_spentBeforeItsNameWasUsedAgain_isThatSpender() {
    RegtestChain chain = RegtestChain.begin();
    Transaction repeated = chain.coinbase(7, 50_0000_0000L);
    chain.mineOld(repeated);
    chain.mine(new Payment().from(repeated, 0).to("first", 50_0000_0000L).transaction());
    UtxoTransaction first = chain.transactions().getLast();
    chain.mineOld(repeated);
    chain.mine(new Payment().from(repeated, 0).to("second", 50_0000_0000L).transaction());
    BlkFile.of(chain.blocks()).write(blocks(), 0);

    Opened opened = Opened.in(folder);

    assertThat(opened.spend(repeated, 0, 1)).isEqualTo(new Spend.By(first));
    assertThat(opened.spend(repeated, 0, 3))
        .isEqualTo(new Spend.By(chain.transactions().getLast()));
  }

  @Test
  void spend_outputThatIsNotThere_isUnknown() {
    RegtestChain chain = history();
    BlkFile.of(chain.blocks()).write(blocks(), 0);

    Opened opened = Opened.in(folder);

    assertThat(opened.spend(chain.coinbase(1), 9, 1)).isEqualTo(new Spend.Unknown());
    assertThat(opened.spend(new Payment().to("x", 1).transaction(), 0, 1))
        .isEqualTo(new Spend.Unknown());
  }

  @Test
  void spend_eachOutputOfALargeTransaction_isFound() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(1);
    Payment many = new Payment().from(chain.coinbase(1), 0);
    for (int i = 0; i < 10_000; i++) {
      many.to("one", 1000);
    }
    chain.mine(many.transaction());
    Payment all = new Payment();
    for (int i = 0; i < 10_000; i++) {
      all.from(many.transaction().getTxId(), i);
    }
    chain.mine(all.to("all", 10_000_000).transaction());
    BlkFile.of(chain.blocks()).write(blocks(), 0);
    Opened opened = Opened.in(folder);

    for (int i = 0; i < 10_000; i++) {
      assertThat(opened.spend(many.transaction(), i, 2))
          .isInstanceOfSatisfying(
              Spend.By.class,
              by -> assertThat(by.transaction().id()).isEqualTo(Opened.id(all.transaction())));
    }
  }

  @Test
  void open_noBlockFile_isRefused() throws IOException {
    Files.createDirectories(blocks());

    assertThat(Opened.refusal(folder)).startsWith("block files: no blk00000.dat or the like in ");
  }

  @Test
  void open_noFolder_isRefusedInWords() {
    assertThat(Opened.refusal(folder))
        .isEqualTo("block files: folder %s cannot be read: there is none".formatted(blocks()));
  }

  @Test
  void open_fileInPlaceOfTheFolder_isRefusedInWords() throws IOException {
    Files.createFile(blocks());

    assertThat(Opened.refusal(folder))
        .isEqualTo("block files: folder %s cannot be read: it is a file".formatted(blocks()));
  }

  @Test
  void open_deviceOrPipeAmongTheFiles_isRefusedInWords() throws IOException {
    Files.createDirectories(blocks());
    Path device = Files.createSymbolicLink(blocks().resolve("blk00001.dat"), Path.of("/dev/null"));

    assertThat(Opened.refusal(folder))
        .isEqualTo("block file %s: cannot be read: it is no file".formatted(device));
  }

  @Test
  void open_otherNetworksBlocks_isRefused() throws IOException {
    Files.createDirectories(blocks());
    Files.write(blocks().resolve("blk00000.dat"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(Opened.refusal(folder))
        .startsWith("block files: no block of bitcoin-regtest in ")
        .endsWith("blk00000.dat, byte 0: bytes that are no block");
  }
}
