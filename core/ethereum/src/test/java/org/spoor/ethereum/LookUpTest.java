package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.TheftOnAnvil;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.TxId;

/** Transactions that are looked up by their hash. */
final class LookUpTest {

  @Test
  void transaction_isFoundOrLaterOrUnknown() {
    try (Anvil anvil = Anvil.start()) {
      TheftOnAnvil theft = TheftOnAnvil.playedOn(anvil);
      TxId paid = anvil.pay(Anvil.RICH.getFirst(), theft.attacker(), BigInteger.TEN);
      try (EthereumSources sources =
          EthereumSources.open(PlayedTheft.settings(anvil.url(), PlayedTheft.newCache()))) {
        long last = sources.reader(List.of()).heads().getFirst().height().orElseThrow();
        assertThat(sources.transaction(paid)).isEqualTo(new LookUp.Unknown("own", last));
        anvil.mine();
        assertThat(sources.transaction(paid)).isEqualTo(new LookUp.Later(anvil.height(), last));
        assertThat(failed(theft, sources)).hasSize(2).allMatch(one -> one.transfers().size() == 1);
      }
    }
  }

  private static List<AccountTransaction> failed(TheftOnAnvil theft, EthereumSources sources) {
    return theft.transfers().stream()
        .map(Transfer::tx)
        .distinct()
        .map(sources::transaction)
        .map(LookUp.Found.class::cast)
        .filter(found -> !found.succeeded())
        .map(LookUp.Found::transaction)
        .toList();
  }
}
