package org.spoor.bitcoin.esplora;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.MerkleBranch;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.parse.Transactions;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Excerpt;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Reads what an Esplora server answers; what cannot be is refused with MALFORMED_DATA. */
final class Answers {

  /** Where a transaction stands, as the server says. */
  record Place(long height, String block) {}

  /**
   * Who spends an output, as the server says.
   *
   * @param place absent while it is in no block
   */
  record Spender(TxId by, Optional<Place> place) {}

  private static final String HASH = "[0-9a-f]{64}";

  private final Network network;
  private final Transactions transactions;
  private final Blocks blocks;

  Answers(Network network) {
    this.network = network;
    this.transactions = new Transactions(network);
    this.blocks = new Blocks(network);
  }

  long height(JsonNode answer) {
    String text = answer.asString("");
    if (!text.matches("[0-9]{1,9}")) {
      throw expected("a height", answer);
    }
    return Long.parseLong(text);
  }

  String hash(JsonNode answer) {
    String text = answer.asString("");
    if (!text.matches(HASH)) {
      throw expected("a hash", answer);
    }
    return text;
  }

  BareHeader header(JsonNode answer, String block) {
    return BareHeader.read(answer.asString(""), block, network);
  }

  BareTransaction transaction(JsonNode answer, TxId id) {
    return transactions.read(answer.asString(""), id);
  }

  BareBlock block(JsonNode answer, String hash) {
    String hex = answer.asString("");
    if (!hex.matches("(?:[0-9a-f]{2})+")) {
      throw expected("the bytes of a block", answer);
    }
    BareBlock read = blocks.read(HexFormat.of().parseHex(hex), "block " + hash);
    if (!read.hash().equals(hash)) {
      throw SpoorException.malformedData(
          "block %s: its bytes are those of %s".formatted(hash, read.hash()));
    }
    return read;
  }

  /** Refuses another height than the one at which a block is known to be. */
  long checkHeight(JsonNode answer, Place place) {
    long told = height(answer);
    if (told != place.height()) {
      throw SpoorException.malformedData(
          "block %s is said to be at height %d, and elsewhere at %d"
              .formatted(place.block(), told, place.height()));
    }
    return told;
  }

  /** Where a transaction stands; nothing if it is in no block up to the tip. */
  Optional<Place> status(JsonNode answer, Tip tip) {
    return place(answer).filter(place -> place.height() <= tip.height());
  }

  void checkStatus(JsonNode answer) {
    place(answer);
  }

  private Optional<Place> place(JsonNode status) {
    JsonNode confirmed = status.path("confirmed");
    if (!confirmed.isBoolean()) {
      throw expected("a status", status);
    }
    return confirmed.booleanValue()
        ? Optional.of(
            new Place(height(status.path("block_height")), hash(status.path("block_hash"))))
        : Optional.empty();
  }

  /** Of each output of a transaction its spender, if it has one. */
  List<Optional<Spender>> outspends(JsonNode answer) {
    if (!answer.isArray()) {
      throw expected("the spenders of outputs", answer);
    }
    return answer.valueStream().map(this::spender).toList();
  }

  void checkOutspends(JsonNode answer, BareTransaction transaction) {
    int told = outspends(answer).size();
    if (told != transaction.outputs().size()) {
      throw SpoorException.malformedData(
          "the spenders of %d outputs are told, transaction %s has %d"
              .formatted(told, transaction.id(), transaction.outputs().size()));
    }
  }

  private Optional<Spender> spender(JsonNode one) {
    JsonNode spent = one.path("spent");
    if (!spent.isBoolean()) {
      throw expected("whether an output is spent", one);
    }
    return spent.booleanValue()
        ? Optional.of(new Spender(id(hash(one.path("txid"))), place(one.path("status"))))
        : Optional.empty();
  }

  private TxId id(String hash) {
    return new TxId(network.chain(), hash);
  }

  static Fate fate(Optional<Spender> spender, Tip tip) {
    return spender
        .map(known ->
            known.place().filter(place -> place.height() <= tip.height()).isPresent()
                ? new Fate.Spent(known.by())
                : new Fate.Pending(known.by()))
        .orElseGet(Fate.Unspent::new);
  }

  /** Where in its block a transaction stands, proven by the block's header. */
  int position(JsonNode answer, TxId id, BareHeader header) {
    JsonNode position = answer.path("pos");
    if (!position.canConvertToInt() || !answer.path("merkle").isArray()) {
      throw expected("a merkle proof", answer);
    }
    List<Sha256Hash> siblings =
        answer.path("merkle").valueStream().map(this::hash).map(Sha256Hash::wrap).toList();
    boolean isProven =
        new MerkleBranch(id, position.intValue(), siblings)
            .root()
            .filter(header.merkleRoot()::equals)
            .isPresent();
    if (!isProven) {
      throw SpoorException.malformedData(
          "transaction %s: the merkle proof does not lead to block %s"
              .formatted(id, header.hash()));
    }
    return position.intValue();
  }

  /** Refuses what the server tells of another transaction, or of another block. */
  private void checkSame(JsonNode answer, TxId id, String block) {
    String found = hash(answer.path("txid"));
    if (!found.equals(id.text())) {
      throw SpoorException.malformedData("the answer is of transaction " + found);
    }
    if (place(answer.path("status")).filter(place -> place.block().equals(block)).isEmpty()) {
      throw SpoorException.malformedData(
          "transaction %s is said to be in another block than %s".formatted(id, block));
    }
  }

  /**
   * The same; where the block is, which is the server's word alone, has to be as told elsewhere.
   */
  int position(JsonNode answer, TxId id, BareHeader header, Place place) {
    checkHeight(answer.path("block_height"), place);
    return position(answer, id, header);
  }

  /** What is told of a transaction in a block: the outputs that it spends, if all of them are. */
  Optional<List<Output>> told(JsonNode answer, BareTransaction transaction, String block) {
    checkSame(answer, transaction.id(), block);
    return stated(answer, transaction);
  }

  /** The outputs that a transaction spends, as stated; nothing if one of them is not. */
  private Optional<List<Output>> stated(JsonNode answer, BareTransaction transaction) {
    if (transaction.isCoinbase()) {
      return Optional.of(List.of());
    }
    List<JsonNode> inputs = answer.path("vin").valueStream().toList();
    if (inputs.size() != transaction.spent().size()) {
      throw SpoorException.malformedData(
          "transaction %s: %d inputs are told, its bytes have %d"
              .formatted(transaction.id(), inputs.size(), transaction.spent().size()));
    }
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      stated(inputs.get(i), transaction.spent().get(i)).ifPresent(outputs::add);
    }
    return Optional.of(outputs).filter(all -> all.size() == inputs.size());
  }

  private Optional<Output> stated(JsonNode input, OutPoint spent) {
    boolean isSame =
        input.path("txid").asString("").equals(spent.tx().text())
            && input.path("vout").canConvertToInt()
            && input.path("vout").intValue() == spent.index();
    if (!isSame) {
      throw SpoorException.malformedData("another input is told than " + spent);
    }
    return Stream.of(input.path("prevout"))
        .filter(not(JsonNode::isMissingNode))
        .filter(not(JsonNode::isNull))
        .map(output -> output(output, spent))
        .findFirst();
  }

  private Output output(JsonNode output, OutPoint place) {
    JsonNode value = output.path("value");
    JsonNode script = output.path("scriptpubkey");
    if (!value.isIntegralNumber() || !value.canConvertToLong() || !script.isString()) {
      throw expected("value and script of " + place, output);
    }
    return transactions.output(place, value.longValue(), script.stringValue());
  }

  private static SpoorException expected(String what, JsonNode answer) {
    return SpoorException.malformedData("expected %s, got %s".formatted(what, Excerpt.of(answer)));
  }
}
