package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Spend;

/** An index over time: added to, killed, of something else. */
final class BlockIndexTest {

  @TempDir private Path folder;

  private final RegtestChain chain = RegtestChain.begin();

  private static long size(List<Block> blocks) {
    return blocks.stream().mapToLong(block -> block.serialize().length).sum();
  }

  private void write(List<Block> blocks, int number, int ahead) {
    BlkFile.of(blocks).write(Opened.blocks(folder), number, new byte[8], ahead);
  }

  private Path index(String name) {
    return Opened.index(folder).resolve(name);
  }

  @Test
  void open_again_readsNothing() {
    chain.mineEmpty(20);
    write(chain.blocks(), 0, 0);
    assertThat(Opened.in(folder).bytes()).isEqualTo(size(chain.blocks()));

    assertThat(Opened.in(folder).holds(chain).bytes()).isZero();
  }

  @Test
  void open_blocksAdded_readsThemAlone() {
    chain.mineEmpty(20);
    write(chain.blocks(), 0, 5000);
    Opened.in(folder);
    chain.mineEmpty(3);
    chain.mine(new Payment().from(chain.coinbase(1), 0).to("new", 50_0000_0000L).transaction());
    write(chain.blocks().subList(0, 23), 0, 5000);
    write(chain.blocks().subList(23, 25), 1, 0);

    Opened later = Opened.in(folder).holds(chain);

    assertThat(later.bytes()).isEqualTo(size(chain.blocks().subList(21, 25)));
  }

  @Test
  void open_lastBlockWasHalfWritten_readsItOnceItIsWhole() {
    chain.mineEmpty(5);
    byte[] last = chain.block(5).serialize();
    BlkFile.of(chain.blocks().subList(0, 5))
        .frame(last.length)
        .bytes(Arrays.copyOf(last, 90))
        .write(Opened.blocks(folder), 0);
    Opened before = Opened.in(folder).holds(chain.fork(4, "same"));
    assertThat(before.reader().remarks())
        .hasSize(2)
        .anyMatch(r -> r.contains("cut off after 90 of %d bytes".formatted(last.length)));
    assertThat(before.spend(chain.coinbase(1), 0, 1)).isEqualTo(new Spend.None());
    write(chain.blocks(), 0, 0);

    Opened later = Opened.in(folder).holds(chain);

    assertThat(later.bytes()).isEqualTo(last.length);
    assertThat(later.reader().remarks()).hasSize(1);
  }

  @Test
  void open_tailReorganised_followsTheNewTail() {
    chain.mineEmpty(5);
    RegtestChain other = chain.fork(4, "other");
    Transaction paid =
        new Payment().from(chain.coinbase(1), 0).to("old", 50_0000_0000L).transaction();
    chain.mine(paid);
    write(chain.blocks(), 0, 0);
    assertThat(Opened.in(folder).holds(chain).transaction(paid)).isPresent();
    other.mineEmpty(3);
    write(other.blocks().subList(5, 8), 1, 0);

    Opened later = Opened.in(folder).holds(other);

    assertThat(later.transaction(paid)).isEmpty();
    assertThat(later.spend(chain.coinbase(1), 0, 1)).isEqualTo(new Spend.None());
    assertThat(later.reader().remarks()).contains("block files: stale blocks left out: 2");
  }

  @Test
  void open_fileGone_leavesWhatIsLeft() {
    chain.mineEmpty(9);
    Transaction paid =
        new Payment().from(chain.coinbase(7), 0).to("late", 50_0000_0000L).transaction();
    chain.mine(paid);
    write(chain.blocks().subList(0, 5), 0, 0);
    write(chain.blocks().subList(5, 11), 1, 0);
    Opened.in(folder);
    Opened.remove(Opened.blocks(folder).resolve("blk00000.dat"));

    Opened later = Opened.in(folder);

    assertThat(later.transaction(paid)).contains(chain.transactions().getLast());
    assertThat(later.transaction(chain.coinbase(3))).isEmpty();
    assertThat(later.reader().remarks())
        .anyMatch(r -> r.contains("blocks missing: 5, the first at height 0"));
  }

  @Test
  void open_fileOfTheIndexGone_isNamedInWords() {
    chain.mineEmpty(3);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    Opened.remove(index("rows-1"));

    assertThat(Opened.refusal(folder))
        .isEqualTo("block index %s: rows-1: there is none".formatted(Opened.index(folder)));
  }

  @Test
  void open_fileInThePlaceOfTheIndex_isToldInWords() throws IOException {
    chain.mineEmpty(3);
    write(chain.blocks(), 0, 0);
    Files.createFile(Opened.index(folder));

    assertThat(Opened.refusal(folder))
        .isEqualTo("block index %s: it is a file".formatted(Opened.index(folder)));
  }

  @Test
  void open_severalReadersInTurn_keepTheirAnswers() {
    chain.mineEmpty(3);
    write(chain.blocks(), 0, 0);
    ChainReader first = Opened.in(folder).reader();
    RegtestChain before = chain.fork(3, "same");
    for (int i = 1; i <= 40; i++) {
      chain.mine();
      write(chain.blocks().subList(3 + i, 4 + i), i, 0);
      Opened.in(folder);
    }

    new Opened(first, 0).holds(before);
    Opened.in(folder).holds(chain);
    assertThat(index("manifest")).content().containsPattern("run [0-9]+ 1 [0-9]+");
  }

  @Test
  void open_killedOnItsWay_goesOnFromThere() throws Exception {
    Transaction many = many();
    chain.mine(many);
    for (int i = 0; i < 60; i++) {
      chain.mine(spendingAll(many, i));
    }
    for (int i = 0; i < 63; i++) {
      write(chain.blocks().subList(i, i + 1), i, 0);
    }
    long all = size(chain.blocks());

    for (int round = 1; round <= 2; round++) {
      Process writer = IndexWriter.start(Opened.blocks(folder), Opened.index(folder));
      try (BufferedReader lines = writer.inputReader();
          OutputStream words = writer.getOutputStream()) {
        for (int i = 0; i < 10; i++) {
          assertThat(lines.readLine()).isNotNull();
          words.write('.');
          words.flush();
        }
        assertThat(lines.readLine()).isNotNull();
        assertThat(writer.toHandle().destroyForcibly()).isTrue();
      }
      assertThat(writer.waitFor()).isNotZero();
    }

    Opened opened = Opened.in(folder);
    assertThat(opened.bytes()).isPositive().isLessThan(all);
    opened.holds(chain);
    assertThat(leftOvers()).isEmpty();
  }

  private Transaction many() {
    chain.mineEmpty(1);
    Payment payment = new Payment().from(chain.coinbase(1), 0);
    for (int i = 0; i < 60 * 50; i++) {
      payment.to("one", 1000);
    }
    return payment.transaction();
  }

  private static Transaction spendingAll(Transaction many, int part) {
    Payment payment = new Payment();
    for (int i = 0; i < 50; i++) {
      payment.from(many, 50 * part + i);
    }
    return payment.to("all", 50_000).transaction();
  }

  private List<String> leftOvers() throws IOException {
    String manifest = Files.readString(index("manifest"));
    try (Stream<Path> files = Files.list(Opened.index(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("run-"))
          .filter(name -> !manifest.contains("run " + name.substring(4) + " "))
          .toList();
    }
  }

  @Test
  void open_progress_staysWithinWhatIsNew() {
    chain.mineEmpty(20);
    write(chain.blocks(), 0, 700);
    List<Long> all = Collections.synchronizedList(new ArrayList<>());

    BlockFiles.open(
        Opened.blocks(folder),
        Opened.index(folder),
        Network.REGTEST,
        (read, of) -> {
          assertThat(read).isLessThanOrEqualTo(of);
          all.add(of);
        });

    assertThat(all).hasSize(21).containsOnly(BlkFile.of(chain.blocks()).size() + 700L);
  }

  @Test
  void open_indexOfSomethingElse_isRefusedAndLeftAlone() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Files.createDirectories(Opened.index(folder));
    Files.writeString(index("letter.txt"), "Dear reader");

    assertThat(Opened.refusal(folder))
        .isEqualTo(
            "block index %s: is no index of block files, and is left as it is"
                .formatted(Opened.index(folder)));
    assertThat(index("letter.txt")).hasContent("Dear reader");
  }

  @Test
  void open_manifestOfSomethingElse_isRefused() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Files.createDirectories(Opened.index(folder));
    Files.writeString(index("manifest"), "Manifest-Version: 1.0");

    assertThat(Opened.refusal(folder)).endsWith("is no index of block files, and is left as it is");
  }

  @Test
  void open_indexOfAnotherVersion_isRefused() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    alter("block files 1", "block files 2");

    assertThat(Opened.refusal(folder))
        .endsWith("'spoor index of block files 2', and version 1 is known here");
  }

  private void alter(String from, String to) throws IOException {
    Files.writeString(index("manifest"), Files.readString(index("manifest")).replace(from, to));
  }

  @Test
  void open_indexOfAnotherChain_isRefused() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    alter("bitcoin-regtest", Network.MAIN.chain().id());

    assertThat(Opened.refusal(folder)).endsWith("is of bitcoin, not of bitcoin-regtest");
  }

  @Test
  void open_manifestDamaged_isRefused() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    alter("read 0", "read zero");

    assertThat(Opened.refusal(folder)).contains("its manifest is damaged");
  }

  @Test
  void open_runCutShort_isRefused() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    Files.write(index("run-1"), new byte[14]);

    assertThat(Opened.refusal(folder)).endsWith("run-1 is not as it was written");
  }

  @Test
  void open_otherBlocksInTheFile_isRefused() {
    chain.mineEmpty(5);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    write(chain.fork(3, "other").mineEmpty(2).blocks(), 0, 0);

    assertThat(Opened.refusal(folder))
        .endsWith("is of other block files: blk00000.dat has changed since");
  }

  @Test
  void open_fileCutShortSince_isRefused() {
    chain.mineEmpty(5);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    BlkFile.of(chain.blocks().subList(0, 5)).bytes(new byte[100]).write(Opened.blocks(folder), 0);

    assertThat(Opened.refusal(folder)).endsWith("blk00000.dat has changed since");
  }

  @Test
  void open_indexBeingWritten_isRefused() throws IOException {
    chain.mineEmpty(2);
    write(chain.blocks(), 0, 0);
    Opened.in(folder);
    try (FileChannel lock = FileChannel.open(index("lock"), StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      assertThat(Opened.refusal(folder)).endsWith("is being written by another process");
    }
  }
}
