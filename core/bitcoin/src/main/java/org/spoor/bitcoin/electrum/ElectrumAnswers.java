package org.spoor.bitcoin.electrum;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.MerkleBranch;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.parse.Transactions;
import org.spoor.endpoint.Excerpt;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Reads what an Electrum server answers; what cannot be is refused with MALFORMED_DATA. */
final class ElectrumAnswers {

  /**
   * A transaction that pays or spends a script.
   *
   * @param height of its block; none or less while it is in no block
   */
  record Entry(TxId id, long height) {

    boolean isConfirmed() {
      return height > 0;
    }
  }

  private static final String HASH = "[0-9a-f]{64}";
  private static final long WITH_UNCONFIRMED_PARENT = -1;
  private static final long HIGHEST = 1_000_000_000;

  private final Network network;
  private final Transactions transactions;

  ElectrumAnswers(Network network) {
    this.network = network;
    this.transactions = new Transactions(network);
  }

  /** The height of the newest block. */
  long newest(JsonNode answer) {
    return number("a height", answer.path("height"), 0, HIGHEST);
  }

  /** The header at a height: its work was done, but that it stands there is the server's word. */
  BareHeader header(JsonNode answer) {
    return Optional.of(answer.asString(""))
        .filter(hex -> hex.matches("[0-9a-fA-F]{160}"))
        .flatMap(hex -> BareHeader.of(HexFormat.of().parseHex(hex), network))
        .orElseThrow(() -> expected("a header with work", answer));
  }

  BareTransaction transaction(JsonNode answer, TxId id) {
    return transactions.read(answer.asString(""), id);
  }

  /** How many blocks, its own counted, a transaction has on it; none if it is in no block. */
  long confirmations(JsonNode answer, TxId id) {
    if (!answer.path("txid").asString("").equals(id.text())) {
      throw expected("the transaction with its confirmations", answer);
    }
    JsonNode told = answer.path("confirmations");
    return told.isMissingNode() ? 0 : number("confirmations", told, 0, HIGHEST);
  }

  ScriptHash script(Output output) {
    return ScriptHash.of(transactions.script(output));
  }

  /** Where in its block a transaction stands, proven by the block's header. */
  int position(JsonNode answer, TxId id, BareHeader header) {
    int position = (int) number("a position", answer.path("pos"), 0, Integer.MAX_VALUE);
    checkBranch(new MerkleBranch(id, position, branch(answer)), header);
    return position;
  }

  /** Which transaction stands at a place of a block, proven by its header. */
  MerkleBranch at(JsonNode answer, int position, BareHeader header) {
    MerkleBranch branch = new MerkleBranch(id(answer.path("tx_hash")), position, branch(answer));
    checkBranch(branch, header);
    return branch;
  }

  private static List<Sha256Hash> branch(JsonNode answer) {
    JsonNode merkle = answer.path("merkle");
    if (!merkle.isArray()) {
      throw expected("a merkle proof", answer);
    }
    return merkle.valueStream().map(ElectrumAnswers::hash).map(Sha256Hash::wrap).toList();
  }

  private static void checkBranch(MerkleBranch branch, BareHeader header) {
    if (branch.root().filter(header.merkleRoot()::equals).isEmpty()) {
      throw SpoorException.malformedData(
          "transaction %s: the merkle proof does not lead to block %s"
              .formatted(branch.id(), header.hash()));
    }
  }

  /** The transactions that pay or spend a script; twice those of 2010 that are in two blocks. */
  List<Entry> history(JsonNode answer) {
    if (!answer.isArray()) {
      throw expected("the history of a script", answer);
    }
    return answer
        .valueStream()
        .map(each -> new Entry(id(each.path("tx_hash")), height(each)))
        .distinct()
        .toList();
  }

  private static long height(JsonNode entry) {
    return number("a height", entry.path("height"), WITH_UNCONFIRMED_PARENT, HIGHEST);
  }

  /** The unspent outputs of a script. */
  Set<OutPoint> unspent(JsonNode answer) {
    if (!answer.isArray()) {
      throw expected("the unspent outputs of a script", answer);
    }
    Set<OutPoint> unspent = new HashSet<>();
    for (JsonNode each : answer) {
      height(each);
      int index = (int) number("an output", each.path("tx_pos"), 0, Integer.MAX_VALUE);
      unspent.add(new OutPoint(id(each.path("tx_hash")), index));
    }
    return unspent;
  }

  /** Versions as texts: of the server's program, and of the protocol that is spoken. */
  static void checkVersion(JsonNode answer) {
    boolean isPair =
        answer.isArray() && answer.size() == 2 && answer.valueStream().allMatch(JsonNode::isString);
    if (!isPair || !answer.path(1).stringValue().matches("1\\.[4-6](\\.[0-9]{1,3}){0,2}")) {
      throw expected("a version of the protocol from 1.4 to 1.6", answer.path(1));
    }
  }

  /** As the server's program calls itself. */
  static String client(JsonNode features) {
    return Excerpt.of(features.path("server_version").asString(""));
  }

  private TxId id(JsonNode hash) {
    return new TxId(network.chain(), hash(hash));
  }

  private static String hash(JsonNode answer) {
    if (!answer.isString() || !answer.stringValue().matches(HASH)) {
      throw expected("a hash", answer);
    }
    return answer.stringValue();
  }

  private static long number(String what, JsonNode answer, long least, long most) {
    boolean isNumber = answer.isIntegralNumber() && answer.canConvertToLong();
    if (!isNumber || answer.longValue() < least || answer.longValue() > most) {
      throw expected(what, answer);
    }
    return answer.longValue();
  }

  private static SpoorException expected(String what, JsonNode answer) {
    return SpoorException.malformedData("expected %s, got %s".formatted(what, Excerpt.of(answer)));
  }
}
