package org.spoor.bitcoin.blockfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;

/** A block that cannot be read costs itself, and what it may have spent. */
final class DamagedFilesTest {

  private static final int BROKEN = 4;

  @TempDir private Path folder;

  private final RegtestChain chain = RegtestChain.begin().mineEmpty(3);
  private final Transaction inside =
      new Payment().from(chain.coinbase(2), 0).to("inside", 50_0000_0000L).transaction();
  private final Transaction after =
      new Payment().from(inside, 0).to("after", 50_0000_0000L).transaction();
  private final Transaction apart =
      new Payment().from(chain.coinbase(3), 0).to("apart", 50_0000_0000L).transaction();

  DamagedFilesTest() {
    chain.mine(inside).mine(after).mine(apart).mineEmpty(2);
  }

  /** The file with the block of height 4 replaced. */
  private Opened with(BiConsumer<BlkFile, Block> broken) {
    BlkFile file = BlkFile.of(chain.blocks().subList(0, BROKEN));
    broken.accept(file, chain.block(BROKEN));
    chain.blocks().subList(BROKEN + 1, chain.blocks().size()).forEach(file::add);
    file.write(Opened.blocks(folder), 0);
    return Opened.in(folder);
  }

  private static byte[] cut(Block block, int length) {
    return Arrays.copyOf(block.serialize(), length);
  }

  private int offset() {
    return BlkFile.of(chain.blocks().subList(0, BROKEN)).size();
  }

  private void assertCostsOneBlock(Opened opened, String why) {
    assertThat(opened.reader().heads().getFirst().height()).hasValue(chain.height());
    assertThat(opened.reader().remarks())
        .contains("block files: blk00000.dat, byte %d: %s".formatted(offset(), why))
        .anyMatch(remark -> remark.contains("blocks missing: 1, the first at height 4"));
    assertThat(opened.transaction(apart)).contains(told(apart));
    assertThat(opened.transaction(inside)).isEmpty();
    assertThat(opened.transaction(after)).isEmpty();
    assertThat(opened.reader().block(Chain.BITCOIN_REGTEST, BROKEN)).isEmpty();
    assertThat(opened.reader().block(Chain.BITCOIN_REGTEST, 5)).isEmpty();
    assertThat(opened.reader().block(Chain.BITCOIN_REGTEST, 6)).isPresent();
    assertThat(opened.spend(chain.coinbase(2), 0, 2)).isEqualTo(new Spend.Unknown());
    assertThat(opened.spend(chain.coinbase(3), 0, 3)).isEqualTo(new Spend.By(told(apart)));
    assertThat(opened.spend(apart, 0, 6)).isEqualTo(new Spend.None());
    assertThat(coverage(opened, 3)).isEqualTo(Coverage.PARTIAL);
    assertThat(coverage(opened, 5)).isEqualTo(Coverage.COMPLETE);
  }

  private static Coverage coverage(Opened opened, long from) {
    return opened
        .reader()
        .coverage(
            Payment.at("before"), new Coin(Chain.BITCOIN_REGTEST), ChainPosition.startOf(from));
  }

  private UtxoTransaction told(Transaction transaction) {
    return chain.transactions().stream()
        .filter(t -> t.id().equals(Opened.id(transaction)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void open_bitFlippedInATransaction_costsItsBlock() {
    Opened opened = with((file, block) -> file.add(RegtestChain.altered(block, 100, 0xAA, 0xBB)));

    assertCostsOneBlock(
        opened,
        "block %s: its header commits to other transactions"
            .formatted(chain.block(BROKEN).getHash()));
  }

  @Test
  void open_headerUnreadable_costsItsBlock() {
    Opened opened = with((file, block) -> file.add(new byte[block.serialize().length]));

    assertCostsOneBlock(opened, "no header of a block of bitcoin-regtest");
  }

  @Test
  void open_blockCutShort_costsItsBlock() {
    Opened opened =
        with((file, block) -> file.frame(block.serialize().length).bytes(cut(block, 120)));

    assertThat(opened.reader().remarks()).anyMatch(r -> r.contains("byte " + offset() + ": block"));
    assertThat(opened.transaction(apart)).contains(told(apart));
  }

  @Test
  void open_lengthOfNoBlock_costsItsBlock() {
    Opened opened = with((file, block) -> file.frame(-1).bytes(block.serialize()));

    assertCostsOneBlock(opened, "a length of 4294967295 bytes is no block's");
  }

  @Test
  void open_lengthBeyondTheFile_costsItsBlock() {
    Opened opened = with((file, block) -> file.frame(3_000_000).bytes(block.serialize()));

    assertThat(opened.reader().remarks())
        .anyMatch(r -> r.contains("byte %d: cut off after ".formatted(offset())));
    assertThat(opened.transaction(apart)).contains(told(apart));
  }

  @Test
  void open_blockOverwrittenWithZeros_isMissing() {
    Opened opened = with((file, block) -> file.bytes(new byte[8 + block.serialize().length]));

    assertThat(opened.reader().remarks())
        .anyMatch(r -> r.contains("blocks missing: 1, the first at height 4"));
    assertThat(opened.spend(chain.coinbase(2), 0, 2)).isEqualTo(new Spend.Unknown());
    assertThat(opened.transaction(apart)).contains(told(apart));
  }

  @Test
  void open_strangeBytesBetweenBlocks_costNothing() {
    Opened opened =
        with((file, block) -> file.bytes("a letter to the reader".getBytes(UTF_8)).add(block));

    opened.holds(chain);
    assertThat(opened.reader().remarks())
        .contains(
            "block files: blk00000.dat, byte %d: bytes that are no block".formatted(offset()));
  }

  @Test
  void open_cutAtEveryLength_namesThePlaceAndHoldsTheRest() {
    byte[] last = chain.blocks().getLast().serialize();
    BlkFile whole = BlkFile.of(chain.blocks().subList(0, chain.blocks().size() - 1));
    int end = whole.size();
    for (int length = 1; length < last.length; length += 13) {
      Path each = folder.resolve("cut-" + length);
      BlkFile.of(chain.blocks().subList(0, chain.blocks().size() - 1))
          .frame(last.length)
          .bytes(Arrays.copyOf(last, length))
          .write(Opened.blocks(each), 0);

      Opened opened = Opened.in(each);

      assertThat(opened.reader().remarks())
          .anyMatch(r -> r.contains("blk00000.dat, byte " + end + ": "));
      assertThat(opened.transaction(apart)).contains(told(apart));
    }
  }

  @Test
  void open_manyDamages_areCounted() {
    BlkFile file = BlkFile.of(List.of(chain.block(0)));
    for (int i = 0; i < 50; i++) {
      file.frame(7);
    }
    file.write(Opened.blocks(folder), 0);

    assertThat(Opened.in(folder).reader().remarks())
        .contains("block files: damaged places in all: 50")
        .hasSizeLessThan(30);
  }
}
