package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bitcoinj.core.Transaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * A folder of block files, opened with its index.
 *
 * @param bytes of blocks that had not been read before
 */
record Opened(ChainReader reader, long bytes) {

  static Path blocks(Path folder) {
    return folder.resolve("blocks");
  }

  static Path index(Path folder) {
    return folder.resolve("index");
  }

  static Opened in(Path folder) {
    AtomicLong bytes = new AtomicLong();
    ChainReader reader =
        BlockFiles.open(
            blocks(folder),
            index(folder),
            Network.REGTEST,
            (read, all) -> bytes.accumulateAndGet(read, Math::max));
    return new Opened(reader, bytes.get());
  }

  static String refusal(Path folder) {
    SpoorException refusal = catchThrowableOfType(SpoorException.class, () -> Opened.in(folder));
    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage()).doesNotContain("\n");
    return String.valueOf(refusal.getMessage());
  }

  static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TxId id(Transaction transaction) {
    return new TxId(Chain.BITCOIN_REGTEST, transaction.getTxId().toString());
  }

  Optional<ChainTransaction> transaction(Transaction transaction) {
    return reader.transaction(id(transaction));
  }

  Spend spend(Transaction transaction, int output, int height) {
    return reader.spend(new OutPoint(id(transaction), output), ChainPosition.startOf(height));
  }

  Opened holds(RegtestChain chain) {
    assertThat(reader.heads().getFirst().height()).hasValue(chain.height());
    for (UtxoTransaction each : chain.transactions()) {
      assertThat(reader.transaction(each.id())).contains(each);
      each.inputs()
          .forEach(input ->
              assertThat(
                      reader.spend(
                          input.spent(),
                          reader.transaction(input.spent().tx()).orElseThrow().position()))
                  .isEqualTo(new Spend.By(each)));
    }
    return this;
  }
}
