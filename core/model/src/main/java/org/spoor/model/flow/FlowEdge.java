package org.spoor.model.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** A movement of dirty value, with its evidence. */
public sealed interface FlowEdge {

  /** All that moved, on whichever chain; what leaves an output goes from and to its owners. */
  Transfer transfer();

  /** The dirty part of {@link #amount}. */
  Taint taint();

  default TxId tx() {
    return transfer().tx();
  }

  default ChainPosition position() {
    return transfer().position();
  }

  default Instant time() {
    return transfer().time();
  }

  default Party from() {
    return transfer().from();
  }

  default Party to() {
    return transfer().to();
  }

  default Asset asset() {
    return transfer().asset();
  }

  /** All that moved. */
  default Amount amount() {
    return transfer().amount();
  }

  default EvidenceClass evidence() {
    return EvidenceClass.FACT;
  }

  /** The output that holds it, on a UTXO chain. */
  default Optional<OutPoint> output() {
    return Optional.empty();
  }

  /** A transfer on an account chain. */
  record OfTransfer(Transfer transfer, Taint taint) implements FlowEdge {}

  /**
   * An output of a transaction on a UTXO chain; fees are ends, not edges.
   *
   * @param transfer from the owner of the first dirty input, at the transaction's position with the
   *     output's index as event
   * @param spent the dirty outputs that the transaction spends
   * @param evidence that the output got the dirty value: CANDIDATE behind a CoinJoin
   */
  record OfOutput(
      Transfer transfer,
      Taint taint,
      Optional<OutPoint> output,
      List<OutPoint> spent,
      EvidenceClass evidence)
      implements FlowEdge {

    public OfOutput {
      spent = List.copyOf(spent);
    }

    /** On the ledger. */
    public OfOutput(
        Transfer transfer, Taint taint, Optional<OutPoint> output, List<OutPoint> spent) {
      this(transfer, taint, output, spent, EvidenceClass.FACT);
    }

    /** The same, known less surely. */
    public OfOutput as(EvidenceClass less) {
      return new OfOutput(transfer, taint, output, spent, less);
    }

    /** The output {@code index} of {@code transaction}. */
    public static OfOutput of(
        UtxoTransaction transaction,
        int index,
        Asset asset,
        Party from,
        Taint taint,
        List<OutPoint> spent) {
      UtxoTransaction.Output output = transaction.outputs().get(index);
      Transfer transfer =
          new Transfer(
              transaction.position().withEvent(index),
              transaction.time(),
              transaction.id(),
              from,
              output.owner(),
              asset,
              output.value());
      return new OfOutput(transfer, taint, Optional.of(transaction.outPoint(index)), spent);
    }
  }

  /**
   * A gain for which value of another asset, or on another chain, was given.
   *
   * @param transfer of the gain, from the seller
   * @param taint the dirty part of what was gained
   * @param givenIn the transaction in which the other asset was given
   * @param reason how it is known
   */
  record OfConversion(
      Transfer transfer,
      Taint taint,
      Optional<OutPoint> output,
      EvidenceClass evidence,
      TxId givenIn,
      Asset givenAsset,
      Amount given,
      Taint givenTaint,
      boolean asserted,
      String reason)
      implements FlowEdge {}
}
