package org.spoor.engine.trace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.DataGap;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * The two legs of asserted conversions as the ledger shows them. Where it shows another amount than
 * is stated, the ledger's prevails and the run says so.
 */
final class Legs {

  /**
   * What moved on one leg.
   *
   * @param least after subtraction of what came back or went on in the same transaction
   * @param most all that moved
   * @param single whether it moved at once: then all of it belongs to the leg
   */
  private record Shown(Amount least, Amount most, boolean single) {

    private static final Shown NOTHING = new Shown(Amount.ZERO, Amount.ZERO, false);

    static Shown of(Amount amount) {
      return new Shown(amount, amount, true);
    }

    /** What is left of it for the next conversion that shares the leg. */
    Shown without(Amount earlier) {
      return new Shown(least.minusOrZero(earlier), most.minusOrZero(earlier), false);
    }

    boolean agreesWith(Amount stated) {
      return least.compareTo(stated) <= 0 && stated.compareTo(most) <= 0;
    }

    Amount instead(Amount stated) {
      return single ? most : most.min(stated);
    }
  }

  private final Run run;
  private final Conversions conversions;

  Legs(Run run, Conversions conversions) {
    this.run = run;
    this.conversions = conversions;
  }

  /** Compares what is stated to be given with the transaction that it is given in. */
  void compareLoss(Conversion conversion, ChainTransaction transaction) {
    Shown shown =
        switch (transaction) {
          case AccountTransaction account ->
              shared(
                  leaving(conversion.seller, conversion.lostAsset, account),
                  conversions.givenIn(conversion.tx).stream()
                      .filter(other -> other.seller.equals(conversion.seller))
                      .filter(other -> other.lostAsset.equals(conversion.lostAsset))
                      .toList(),
                  conversion,
                  Conversion::loss);
          case UtxoTransaction utxo -> given(conversion, utxo);
        };
    if (shown.most().isZero()) {
      run.gap(
          DataGap.Kind.NOT_DECODED,
          conversion.seller,
          Optional.of(conversion.lostAsset),
          "conversion in %s: the transaction shows no such outflow of its seller"
              .formatted(conversion.tx));
    } else {
      compare(conversion, "given", conversion.seller, conversion.loss(), shown, conversion::lossIs);
    }
  }

  /** Compares what is stated to be gained with what the transaction shows of it, if anything. */
  void compareGain(Conversion conversion, Asset asset, ChainTransaction transaction) {
    Function<Conversion, Amount> gain = other -> other.gains().getOrDefault(asset, Amount.ZERO);
    Shown shown =
        switch (transaction) {
          case AccountTransaction account ->
              shared(
                  arriving(conversion.recipient, asset, account),
                  conversions.gainedIn(conversion.gainTx()).stream()
                      .filter(other -> other.recipient.equals(conversion.recipient))
                      .filter(other -> other.gains().containsKey(asset))
                      .toList(),
                  conversion,
                  gain);
          case UtxoTransaction utxo -> gained(conversion, utxo);
        };
    if (!shown.most().isZero()) {
      compare(
          conversion,
          "gained",
          conversion.recipient,
          gain.apply(conversion),
          shown,
          amount -> conversion.gainIs(asset, amount));
    }
  }

  private void compare(
      Conversion conversion,
      String leg,
      Address place,
      Amount stated,
      Shown shown,
      Consumer<Amount> correction) {
    if (shown.agreesWith(stated)) {
      return;
    }
    Amount taken = shown.instead(stated);
    correction.accept(taken);
    run.flag(
        place,
        "conversion in %s: %s base units stated as %s, %s on the ledger; %s are taken as %s"
            .formatted(conversion.tx, stated, leg, shown.most(), taken, leg));
  }

  /** Several conversions may share a leg: each has what the earlier ones leave of it. */
  private static Shown shared(
      Shown shown,
      List<Conversion> sharing,
      Conversion conversion,
      Function<Conversion, Amount> stated) {
    int index = sharing.indexOf(conversion);
    if (sharing.size() == 1) {
      return shown;
    }
    Amount earlier =
        sharing.subList(0, index).stream().map(stated).reduce(Amount.ZERO, Amount::plus);
    Shown left = shown.without(earlier);
    return index == sharing.size() - 1 ? left : new Shown(Amount.ZERO, left.most(), false);
  }

  private Shown leaving(Address address, Asset asset, AccountTransaction transaction) {
    List<Transfer> moves = moves(address, asset, transaction);
    Amount out = sum(moves.stream().filter(move -> move.from().equals(address)).toList());
    Amount back = sum(moves.stream().filter(move -> move.to().equals(address)).toList());
    return new Shown(out.minusOrZero(back), out, moves.size() == 1);
  }

  private Shown arriving(Address address, Asset asset, AccountTransaction transaction) {
    List<Transfer> moves = moves(address, asset, transaction);
    Amount in = sum(moves.stream().filter(move -> move.to().equals(address)).toList());
    Amount on = sum(moves.stream().filter(move -> move.from().equals(address)).toList());
    return new Shown(in.minusOrZero(on), in, moves.size() == 1);
  }

  /** The movements of an asset between the address and others. */
  private List<Transfer> moves(Address address, Asset asset, AccountTransaction transaction) {
    return transaction.transfers().stream()
        .filter(move -> move.touches(address) && !move.from().equals(move.to()))
        .filter(move -> move.asset().equals(asset) && !move.isFee() && run.screen.accepts(move))
        .toList();
  }

  private static Amount sum(List<Transfer> transfers) {
    return transfers.stream().map(Transfer::amount).reduce(Amount.ZERO, Amount::plus);
  }

  private static Shown given(Conversion conversion, UtxoTransaction transaction) {
    for (int j = 0; j < transaction.outputs().size(); j++) {
      if (conversion.leavesIn(j, transaction)) {
        return Shown.of(transaction.outputs().get(j).value());
      }
    }
    return Shown.NOTHING;
  }

  /** Only an output named by one conversion alone can be told to be worth something else. */
  private Shown gained(Conversion conversion, UtxoTransaction transaction) {
    return conversion.assertion.stream()
        .filter(stated -> namedOnce(stated.gainedOutput(), conversion))
        .flatMapToInt(stated -> stated.gainedOutput().stream())
        .filter(index -> index < transaction.outputs().size())
        .mapToObj(index -> Shown.of(transaction.outputs().get(index).value()))
        .findFirst()
        .orElse(Shown.NOTHING);
  }

  private boolean namedOnce(OptionalInt output, Conversion conversion) {
    return conversions.gainedIn(conversion.gainTx()).stream()
            .flatMap(other -> other.assertion.stream())
            .filter(other -> other.gainedOutput().equals(output))
            .count()
        == 1;
  }
}
