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

  TxId tx();

  ChainPosition position();

  Instant time();

  Party from();

  Party to();

  Asset asset();

  /** All that moved. */
  Amount amount();

  /** The dirty part of {@link #amount}. */
  Taint taint();

  EvidenceClass evidence();

  /** The output that holds it, on a UTXO chain. */
  default Optional<OutPoint> output() {
    return Optional.empty();
  }

  /** A transfer on an account chain. */
  record OfTransfer(Transfer transfer, Taint taint) implements FlowEdge {

    @Override
    public TxId tx() {
      return transfer.tx();
    }

    @Override
    public ChainPosition position() {
      return transfer.position();
    }

    @Override
    public Instant time() {
      return transfer.time();
    }

    @Override
    public Party from() {
      return transfer.from();
    }

    @Override
    public Party to() {
      return transfer.to();
    }

    @Override
    public Asset asset() {
      return transfer.asset();
    }

    @Override
    public Amount amount() {
      return transfer.amount();
    }

    @Override
    public EvidenceClass evidence() {
      return EvidenceClass.FACT;
    }
  }

  /**
   * An output of a transaction on a UTXO chain; fees are ends, not edges.
   *
   * @param position the transaction's, its event being the output's index
   * @param from the owner of the first dirty input
   * @param spent the dirty outputs that the transaction spends
   */
  record OfOutput(
      TxId tx,
      ChainPosition position,
      Instant time,
      Party from,
      Party to,
      Asset asset,
      Amount amount,
      Taint taint,
      Optional<OutPoint> output,
      List<OutPoint> spent)
      implements FlowEdge {

    public OfOutput {
      spent = List.copyOf(spent);
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
      return new OfOutput(
          transaction.id(),
          transaction.position().withEvent(index),
          transaction.time(),
          from,
          output.owner(),
          asset,
          output.value(),
          taint,
          Optional.of(transaction.outPoint(index)),
          spent);
    }

    @Override
    public EvidenceClass evidence() {
      return EvidenceClass.FACT;
    }
  }

  /**
   * A gain for which value of another asset, or on another chain, was given.
   *
   * @param taint the dirty part of what was gained
   * @param givenIn the transaction in which the other asset was given
   * @param reason how it is known
   */
  record OfConversion(
      TxId tx,
      ChainPosition position,
      Instant time,
      Party from,
      Party to,
      Asset asset,
      Amount amount,
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
