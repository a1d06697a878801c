package org.spoor.engine.trace;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Shares;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * One crossing from an asset to others while it happens: what has been given for it so far, and
 * what is gained in return (definitions, section 7; ends as {@link EndKind#CONVERTED_OUT}).
 */
final class Conversion {

  final TxId tx;
  final Address seller;
  final Asset lostAsset;
  final Address recipient;
  final EvidenceClass evidence;
  final Optional<AssertedConversion> assertion;
  private final String reason;
  private final Set<Party> with;

  /** Of its transaction, if it is decoded: at least those of its parties. */
  final List<Transfer> events;

  private final Map<Asset, Amount> gains;
  private final Map<Asset, Amount> beyond = new HashMap<>();
  private final Shares given = new Shares();
  private final Shares givenLate = new Shares();
  private Amount loss;
  private Amount unconverted;
  private Amount cameDirty = Amount.ZERO;
  private Amount unabsorbed;

  /** What passes by the pools while the swap goes on. */
  final Transit transit = new Transit();

  private int hop;
  private boolean arrived;
  private Party buyer = Outside.UNKNOWN;
  private Optional<ChainPosition> givenAt = Optional.empty();

  /**
   * Deterministically decoded: in one transaction the seller loses an asset, and the recipient
   * gains others.
   */
  static Conversion decoded(
      TxId tx,
      Address seller,
      SwapDecoder.Trade trade,
      Amount loss,
      Address recipient,
      Map<Asset, Amount> gains,
      List<Transfer> events) {
    return new Conversion(
        tx,
        seller,
        trade.lost(),
        recipient,
        EvidenceClass.DECODED,
        Optional.empty(),
        loss,
        gains,
        trade.reason(),
        trade.with(),
        events);
  }

  static Conversion asserted(AssertedConversion stated) {
    return new Conversion(
        stated.tx(),
        stated.seller(),
        stated.lostAsset(),
        stated.recipient(),
        stated.evidence(),
        Optional.of(stated),
        stated.lost(),
        Map.of(stated.gainedAsset(), stated.gained()),
        stated.reason(),
        Set.of(),
        List.of());
  }

  private Conversion(
      TxId tx,
      Address seller,
      Asset lostAsset,
      Address recipient,
      EvidenceClass evidence,
      Optional<AssertedConversion> assertion,
      Amount loss,
      Map<Asset, Amount> gains,
      String reason,
      Set<Party> with,
      List<Transfer> events) {
    this.tx = tx;
    this.seller = seller;
    this.lostAsset = lostAsset;
    this.recipient = recipient;
    this.evidence = evidence;
    this.assertion = assertion;
    this.loss = loss;
    this.reason = reason;
    this.with = with;
    this.events = events;
    this.gains = new LinkedHashMap<>(gains);
    this.unconverted = loss;
    this.unabsorbed = gains.values().stream().reduce(Amount.ZERO, Amount::plus);
  }

  Amount loss() {
    return loss;
  }

  Shares given() {
    return given;
  }

  Map<Asset, Amount> gains() {
    return gains;
  }

  /** The hop of the place that takes the gain in. */
  int gainHop() {
    return hop + (recipient.equals(seller) ? 0 : 1);
  }

  boolean hasArrived() {
    return arrived;
  }

  /** Notes that the gain came, or would have come. */
  void arrived() {
    arrived = true;
  }

  TxId gainTx() {
    return assertion.map(AssertedConversion::gainTx).orElse(tx);
  }

  /** Whether value of this asset that leaves the seller in {@link #tx} is given for the gain. */
  boolean sells(Asset asset) {
    return lostAsset.equals(asset);
  }

  /** Whether what moves between the seller and {@code other} can be part of the exchange. */
  boolean isWith(Party other) {
    return with.isEmpty() || with.contains(other);
  }

  /** Whether movements of this asset by this party to it are part of the exchange. */
  boolean nets(Address party, Asset asset) {
    return (seller.equals(party) && sells(asset))
        || (recipient.equals(party) && gains.containsKey(asset));
  }

  boolean isFullyGiven() {
    return unconverted.isZero();
  }

  /** How much of an outflow of {@code amount} is given for the gain. */
  Amount convertible(Amount amount) {
    return amount.min(unconverted);
  }

  /**
   * Notes that {@code lots} were given to {@code to}, {@code sellerHop} hops from the theft. If
   * they are worth more than what is stated to be lost, the ledger's amount prevails. What is given
   * after the gain arrived takes no part in it.
   */
  void give(Lots lots, Party to, int sellerHop) {
    Amount more = lots.total().minusOrZero(unconverted);
    loss = loss.plus(more);
    unconverted = unconverted.plus(more).minus(lots.total());
    (arrived ? givenLate : given).add(lots);
    buyer = to;
    hop = sellerHop;
  }

  /** To whom value was given last. */
  Party buyer() {
    return buyer;
  }

  /** How much of a recorded inflow is the gain itself, and so arrives with the conversion. */
  Amount absorb(Asset asset, Amount amount) {
    if (assertion.isEmpty()) {
      Amount netted = sells(asset) || gains.containsKey(asset) ? amount : Amount.ZERO;
      transit.enters(asset, netted);
      return netted;
    }
    Amount absorbed = gains.containsKey(asset) ? amount.min(unabsorbed) : Amount.ZERO;
    unabsorbed = unabsorbed.minus(absorbed);
    return absorbed;
  }

  /**
   * Notes that value of an asset that is netted came in dirty, in its own right, and is in its pool
   * already: so much less is gained, or so much more lost.
   */
  void comesDirty(Asset asset, Amount amount) {
    Amount gain = gains.get(asset);
    if (gain != null) {
      gains.put(asset, gain.minusOrZero(amount));
      beyond.merge(asset, amount.minusOrZero(gain), Amount::plus);
      unabsorbed = unabsorbed.minusOrZero(amount);
    } else if (sells(asset) && assertion.isEmpty()) {
      loss = loss.plus(amount);
      unconverted = unconverted.plus(amount);
      cameDirty = cameDirty.plus(amount);
    }
  }

  /** What the seller still owes at the end of a decoded swap, for dirty value that came in late. */
  Amount owed() {
    return unconverted.min(cameDirty);
  }

  /** How much of an outflow of a gained asset is no part of the gain: more came in dirty. */
  Amount takeBeyond(Asset asset, Amount amount) {
    Amount own = beyond.getOrDefault(asset, Amount.ZERO).min(amount);
    beyond.computeIfPresent(asset, (key, more) -> more.minus(own));
    return own;
  }

  /** What arrives of {@code asset}: floor(gain * dirty loss / loss) dirty by origin, then clean. */
  Lots arriving(Asset asset) {
    Amount gain = gains.getOrDefault(asset, Amount.ZERO);
    Lots lots = gainFor(given, gain);
    lots.addNewest(gain.minus(lots.total()), Origins.CLEAN);
    return lots;
  }

  /** The dirty gain that has arrived nowhere. */
  Lots unarrived(Asset asset) {
    return gainFor(arrived ? givenLate : given, gains.getOrDefault(asset, Amount.ZERO));
  }

  private Lots gainFor(Shares dirtyLoss, Amount gain) {
    Lots lots = new Lots();
    if (!dirtyLoss.total().isZero()) {
      Amount dirty = gain.timesOver(dirtyLoss.total(), loss).min(gain);
      if (!dirty.isZero()) {
        dirtyLoss.scaleTo(dirty, lots);
      }
    }
    return lots;
  }

  /** Corrects what is lost to what the ledger shows, before anything is given. */
  void lossIs(Amount onLedger) {
    loss = onLedger;
    unconverted = onLedger;
  }

  /** Corrects what is gained to what the ledger shows, before anything arrives. */
  void gainIs(Asset asset, Amount onLedger) {
    gains.put(asset, onLedger);
    unabsorbed = onLedger;
  }

  /** Whether output {@code index} carries what is given, on a UTXO chain. */
  boolean leavesIn(int index, UtxoTransaction transaction) {
    return assertion
        .filter(stated -> !isFullyGiven())
        .map(stated ->
            stated.lostOutput().isPresent()
                ? stated.lostOutput().getAsInt() == index
                : transaction.outputs().get(index).value().equals(loss)
                    && !transaction.outputs().get(index).owner().equals(seller))
        .orElse(false);
  }

  /** Whether the output carries what is gained, on a UTXO chain. */
  boolean arrivesIn(OutPoint output, UtxoTransaction transaction) {
    return assertion
        .map(stated ->
            stated.gainedOutput().isPresent()
                ? stated.gainedOutput().getAsInt() == output.index()
                : transaction.outputs().get(output.index()).owner().equals(recipient))
        .orElse(false);
  }

  /** The edge that the arrival of {@code lots} is. */
  FlowEdge edge(
      ChainPosition position,
      Instant time,
      Asset asset,
      Lots lots,
      Optional<OutPoint> output,
      Taints taints) {
    return new FlowEdge.OfConversion(
        new Transfer(position, time, gainTx(), seller, recipient, asset, lots.total()),
        taints.of(lots),
        output,
        evidence,
        tx,
        lostAsset,
        loss,
        taints.of(given),
        assertion.isPresent(),
        reason);
  }

  /** Tells where the transaction stands in which value is given. */
  void givenAt(ChainPosition position) {
    givenAt = Optional.of(position);
  }

  /** Whether what is given may still change: the seller's chain has not passed it. */
  boolean isOpen(Walk sellers) {
    return !isFullyGiven()
        && sellers.hasNext()
        && givenAt.map(at -> sellers.nextPosition().compareTo(at) <= 0).orElse(false);
  }
}
