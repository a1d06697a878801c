package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bitcoinj.base.Sha256Hash;
import org.junit.jupiter.api.Test;
import org.spoor.bitcoin.parse.Network;

/** Which blocks count; blocks are told by one letter each, in the order of the files. */
final class BestChainTest {

  private final List<Row> rows = new ArrayList<>();

  private BestChainTest block(char name, char previous, long work) {
    return block(name, previous, work, OptionalLong.empty());
  }

  private BestChainTest block(char name, char previous, long work, OptionalLong claimed) {
    rows.add(
        new Row(
            0,
            100L * rows.size(),
            100,
            true,
            claimed,
            new Header(hash(name), hash(previous), Instant.EPOCH, BigInteger.valueOf(work))));
    return this;
  }

  private static Sha256Hash hash(char name) {
    return name == 'g'
        ? Sha256Hash.wrap(Network.REGTEST.genesis())
        : Sha256Hash.of(new byte[] {(byte) name});
  }

  /** The letters of the chain, with a dot for a block that is missing. */
  private String chain() {
    BestChain chain = new BestChain(rows, Network.REGTEST);
    StringBuilder letters = new StringBuilder();
    for (long height = 0; height <= chain.tipHeight(); height++) {
      letters.append(chain.at(height).map(BestChainTest::letter).orElse('.'));
    }
    return letters.toString();
  }

  private static char letter(Row row) {
    return "gabcdefx"
        .chars()
        .mapToObj(letter -> (char) letter)
        .filter(letter -> hash(letter).equals(row.header().hash()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void chain_writtenBackwards_isInOrder() {
    assertThat(block('b', 'a', 1).block('a', 'g', 1).block('g', '-', 1).chain()).isEqualTo("gab");
  }

  @Test
  void chain_shorterWithMoreWork_isTaken() {
    block('g', '-', 1).block('a', 'g', 1).block('b', 'a', 1).block('c', 'g', 3);

    assertThat(chain()).isEqualTo("gc");
    assertThat(new BestChain(rows, Network.REGTEST).stale()).isEqualTo(2);
  }

  @Test
  void chain_twoOfTheSameWork_isTheFirstWritten() {
    assertThat(block('g', '-', 1).block('b', 'g', 1).block('a', 'g', 1).chain()).isEqualTo("gb");
  }

  @Test
  void chain_blockMissing_goesOnWhereACoinbaseNamesItsHeight() {
    block('g', '-', 1).block('a', 'g', 1).block('c', 'x', 1, OptionalLong.of(3)).block('d', 'c', 1);

    assertThat(chain()).isEqualTo("ga.cd");
    assertThat(new BestChain(rows, Network.REGTEST).missing()).containsExactly(2L);
  }

  @Test
  void chain_blockMissingAndNoHeightNamed_ends() {
    block('g', '-', 1).block('a', 'g', 1).block('c', 'x', 1).block('d', 'c', 1);

    assertThat(chain()).isEqualTo("ga");
    assertThat(new BestChain(rows, Network.REGTEST).unplaced()).isEqualTo(2);
  }

  @Test
  void chain_sameWorkAcrossAGap_isTheOneWithout() {
    block('g', '-', 1).block('c', 'x', 1, OptionalLong.of(2)).block('a', 'g', 1);

    assertThat(chain()).isEqualTo("ga");
  }

  @Test
  void chain_firstBlocksMissing_beginsLater() {
    block('c', 'x', 1, OptionalLong.of(3)).block('d', 'c', 1);

    assertThat(chain()).isEqualTo("...cd");
  }

  @Test
  void heightOf_places_isThatOfTheBlockAround() {
    block('g', '-', 1).block('b', 'g', 1).block('a', 'g', 1);
    BestChain chain = new BestChain(rows, Network.REGTEST);

    assertThat(chain.heightOf(new Place(0, 0, 0))).contains(0L);
    assertThat(chain.heightOf(new Place(0, 150, 3))).contains(1L);
    assertThat(chain.heightOf(new Place(0, 250, 3))).isEqualTo(Optional.empty());
    assertThat(chain.heightOf(new Place(1, 50, 3))).isEqualTo(Optional.empty());
  }

  @Test
  void chain_lastBlockUnreadable_endsBefore() {
    block('g', '-', 1).block('a', 'g', 1).block('b', 'a', 1);
    rows.set(2, rows.get(2).withoutTransactions());

    assertThat(chain()).isEqualTo("ga");
    assertThat(new BestChain(rows, Network.REGTEST).stale()).isZero();
  }

  @Test
  void chain_blockTwice_isTheWholeOne() {
    block('g', '-', 1).block('a', 'g', 1);
    rows.add(rows.get(1));
    rows.set(1, rows.get(1).withoutTransactions());

    assertThat(chain()).isEqualTo("ga");
  }
}
