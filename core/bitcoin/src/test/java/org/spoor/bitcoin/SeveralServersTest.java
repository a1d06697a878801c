package org.spoor.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.model.SpoorException;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Whole blocks of several servers: what one refuses, another may have. */
final class SeveralServersTest {

  /** Either gives an empty block or refuses all. */
  private record Blocks(String name, boolean refuses) implements Server {

    @Override
    public Tip tip() {
      return new Tip(9, "00", Instant.EPOCH);
    }

    @Override
    public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
      return Map.of();
    }

    @Override
    public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
      return Map.of();
    }

    @Override
    public Optional<List<Confirmed>> block(long height) {
      if (refuses) {
        throw SpoorException.unavailable(name + ": refused");
      }
      return height > tip().height() ? Optional.empty() : Optional.of(List.of());
    }
  }

  private static Server servers(boolean first, boolean second) {
    return new SeveralServers(List.of(new Blocks("one", first), new Blocks("other", second)));
  }

  @Test
  void block_thatTheFirstRefuses_isThatOfTheNext() {
    assertThat(servers(true, false).block(5)).contains(List.of());
  }

  @Test
  void block_thatAllRefuse_isUnavailableWithTheWordsOfAll() {
    assertThatThrownBy(() -> servers(true, true).block(5))
        .isInstanceOf(SpoorException.class)
        .hasMessage("one: refused; other: refused");
  }

  @Test
  void block_thatOneRefusesAndTheNextLacks_isNotAbsent() {
    assertThatThrownBy(() -> servers(true, false).block(10)).hasMessage("one: refused");
    assertThatThrownBy(() -> servers(false, true).block(10)).hasMessage("other: refused");
  }

  @Test
  void block_beyondTheLast_isAbsent() {
    assertThat(servers(false, false).block(10)).isEmpty();
  }
}
