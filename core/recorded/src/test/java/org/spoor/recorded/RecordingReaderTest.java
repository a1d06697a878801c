package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

final class RecordingReaderTest {

  private static final Address ALICE = new Address(Chain.ETHEREUM, "0x" + "a1".repeat(20));
  private static final Asset ETH = new Coin(Chain.ETHEREUM);
  private static final Asset JUNK = new Token(new Address(Chain.ETHEREUM, "0x" + "70".repeat(20)));

  private static Transfer paid(int block, Asset asset) {
    return new Transfer(
        new ChainPosition(block, 0, 0),
        Instant.parse("2025-01-02T00:00:00Z"),
        new TxId(Chain.ETHEREUM, "0x" + "0%d".formatted(block).repeat(32)),
        Outside.ISSUANCE,
        ALICE,
        asset,
        Amount.of(5));
  }

  /** Knows of a gap in what it is asked to follow, if that is the worthless token. */
  private static final class Following extends ForwardingReader {

    private final Set<Asset> followed = new HashSet<>();

    Following(MemoryLedger ledger) {
      super(ledger);
    }

    @Override
    public Opening opening(Address address, Asset asset, ChainPosition before) {
      followed.add(asset);
      return super.opening(address, asset, before);
    }

    @Override
    public List<String> gaps(Address address) {
      return followed.contains(JUNK) ? List.of("a transfer is missing") : List.of();
    }

    @Override
    public Coverage coverage(Address address, Asset asset, ChainPosition from) {
      return gaps(address).isEmpty() ? Coverage.COMPLETE : Coverage.PARTIAL;
    }
  }

  @Test
  void answers_assetThatNobodyFollowed_makesNoHistoryPartial() {
    RecordingReader recording =
        new RecordingReader(new Following(new MemoryLedger().add(paid(3, ETH)).add(paid(4, JUNK))));
    recording.history(ALICE);
    recording.opening(ALICE, ETH, ChainPosition.startOf(3));
    recording.coverage(ALICE, ETH, ChainPosition.startOf(3));

    assertThat(Objects.requireNonNull(recording.answers(List.of()).histories().get(ALICE)).gaps())
        .isEmpty();
  }
}
