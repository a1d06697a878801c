package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;

final class BlockContentsTest {

  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir private Path folder;

  private final RegtestChain chain = RegtestChain.begin().mineEmpty(2);
  private final Transaction parent =
      new Payment().from(chain.coinbase(1), 0).to("parent", 40_0000_0000L).transaction();
  private final Transaction child =
      new Payment().from(parent, 0).from(chain.coinbase(2), 0).to("child", 7).transaction();

  BlockContentsTest() {
    chain.mine(parent, child);
  }

  /** What was taken, in words: id, and what each input spends. */
  private static final class Taken implements BlockContents.Taker {

    private final List<String> transactions = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();

    @Override
    public void transaction(BareTransaction transaction, List<Optional<Output>> spent) {
      transactions.add(
          transaction.id().text()
              + spent.stream().map(each -> each.map(Output::value).orElse(Amount.ZERO)).toList());
    }

    @Override
    public void damage(String what) {
      damages.add(what);
    }
  }

  private static Taken read(Path path) {
    Taken taken = new Taken();
    BlockContents.at(path).orElseThrow().read(taken, Progress.NONE);
    return taken;
  }

  @Test
  void read_severalFiles_tellsHowFarItIs() {
    BlkFile first = BlkFile.of(chain.blocks().subList(0, 2));
    BlkFile second = BlkFile.of(chain.blocks().subList(2, 4));
    first.write(folder, 0);
    second.write(folder, 1);
    List<Long> told = new ArrayList<>();

    BlockContents.at(folder)
        .orElseThrow()
        .read(
            new Taken(),
            (read, all) -> {
              assertThat(all).isEqualTo(first.size() + second.size());
              told.add(read);
            });

    assertThat(told)
        .hasSize(4)
        .isSorted()
        .contains((long) first.size())
        .endsWith((long) first.size() + second.size());
  }

  private String lastBlock(int index) {
    return chain.transaction(3, index).getTxId().toString();
  }

  @Test
  void read_spentInTheSameBlock_isKnownAndNothingElse() {
    BlkFile.of(chain.blocks()).write(folder, 0);

    Taken taken = read(folder);

    assertThat(taken.damages).isEmpty();
    assertThat(taken.transactions)
        .hasSize(6)
        .endsWith(lastBlock(0) + "[]", lastBlock(1) + "[0]", lastBlock(2) + "[4000000000, 0]");
  }

  @Test
  void read_severalFilesWithKey_areOneAfterTheOther() throws IOException {
    Files.write(folder.resolve("xor.dat"), KEY);
    BlkFile.of(chain.blocks().subList(0, 3)).write(folder, 0, KEY, 100);
    BlkFile.of(chain.blocks().subList(3, 4)).write(folder, 1, KEY, 0);

    assertThat(read(folder).transactions).hasSize(6);
    assertThat(read(folder.resolve("blk00001.dat")).transactions).hasSize(3);
  }

  @Test
  void read_blockWithoutFrame_isThatBlock() throws IOException {
    Path file = Files.write(folder.resolve("one.blk"), chain.block(3).serialize());

    assertThat(read(file).transactions).hasSize(3);
  }

  @Test
  void read_cutBlock_costsItselfAlone() {
    BlkFile file = BlkFile.of(chain.blocks().subList(0, 2));
    int at = file.size();
    file.add(RegtestChain.altered(chain.block(3), 100, 1, 2, 3)).add(chain.block(2));
    file.write(folder, 0);

    Taken taken = read(folder);

    assertThat(taken.transactions).hasSize(3);
    assertThat(taken.damages)
        .singleElement()
        .asString()
        .startsWith("blk00000.dat, byte %d: block ".formatted(at));
  }

  @Test
  void at_whatIsNoBlockFile_isNothing() throws IOException {
    assertThat(BlockContents.at(folder)).isEmpty();
    assertThat(BlockContents.at(folder.resolve("none.dat"))).isEmpty();
    assertThat(BlockContents.at(Files.writeString(folder.resolve("list.txt"), "text"))).isEmpty();
  }

  @Test
  void at_fileThatBeginsWithNoBlock_isBadInput() throws IOException {
    Path file = Files.writeString(folder.resolve("a.dat"), "text");

    assertThatThrownBy(() -> BlockContents.at(file))
        .isInstanceOf(SpoorException.class)
        .hasMessage("%s: expected blocks of Bitcoin", file);
  }
}
