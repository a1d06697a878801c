package org.spoor.ethereum;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;

/** Whether the ether that was seen to move accounts for the balances that the node tells. */
final class Reconciliation {

  private Reconciliation() {}

  /** What the events do not explain, in words; nothing if they explain it to the last wei. */
  static Optional<String> of(Address address, List<Transfer> transfers, Balances.Pair ether) {
    BigInteger seen = ether.before().toBigInteger();
    for (Transfer transfer : transfers) {
      if (transfer.asset().equals(TransactionReader.ETHER)) {
        seen = seen.add(signed(transfer, address));
      }
    }
    BigInteger unseen = ether.after().toBigInteger().subtract(seen);
    return unseen.signum() == 0
        ? Optional.empty()
        : Optional.of(
            "%s wei %s it without a transaction that was seen"
                .formatted(unseen.abs(), unseen.signum() > 0 ? "reached" : "left"));
  }

  private static BigInteger signed(Transfer transfer, Address address) {
    BigInteger amount = transfer.amount().toBigInteger();
    BigInteger in = transfer.to().equals(address) ? amount : BigInteger.ZERO;
    BigInteger out = transfer.from().equals(address) ? amount : BigInteger.ZERO;
    return in.subtract(out);
  }
}
