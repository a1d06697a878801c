package org.spoor.bitcoin.electrum;

import java.util.ArrayList;
import java.util.List;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.model.value.TxId;

/**
 * What an Electrum server is asked, in the protocol's version 1.4 and later. Answers are kept for
 * ever where all that they rest on is among the parameters: for those that change with the chain
 * that is the tip up to which a run reads, by height and hash, which is not sent.
 */
final class ElectrumCalls {

  static final String VERSION = "server.version";
  static final String FEATURES = "server.features";
  static final String NEWEST = "blockchain.headers.subscribe";
  static final String HEADER = "blockchain.block.header";
  static final String TRANSACTION = "blockchain.transaction.get";
  static final String PROOF = "blockchain.transaction.get_merkle";
  static final String ID_AT = "blockchain.transaction.id_from_pos";
  static final String HISTORY = "blockchain.scripthash.get_history";
  static final String UNSPENT = "blockchain.scripthash.listunspent";

  private static final String CLIENT = "spoor";
  private static final List<String> VERSIONS = List.of("1.4", "1.6");

  private ElectrumCalls() {}

  /** What each connection is begun with. */
  static Call version() {
    return new Call(VERSION, List.of(CLIENT, VERSIONS), false);
  }

  static Call features() {
    return new Call(FEATURES, List.of(), false);
  }

  /** The header of the newest block; that of each later one is told unasked. */
  static Call newest() {
    return new Call(NEWEST, List.of(), false);
  }

  /** As the server has it now. */
  static Call headerNow(long height) {
    return new Call(HEADER, List.of(height), false);
  }

  /**
   * @param height up to that of the tip
   */
  static Call header(long height, Tip tip) {
    return upTo(tip, HEADER, height);
  }

  static Call transaction(TxId id) {
    return new Call(TRANSACTION, List.of(id.text()), true);
  }

  /** With its confirmations, which not every server tells. */
  static Call confirmations(TxId id) {
    return new Call(TRANSACTION, List.of(id.text(), true), false);
  }

  /**
   * @param height up to that of the tip
   */
  static Call proof(TxId id, long height, Tip tip) {
    return upTo(tip, PROOF, id.text(), height);
  }

  /**
   * Which transaction stands at a place of a block.
   *
   * @param height up to that of the tip
   */
  static Call idAt(long height, int index, Tip tip) {
    return upTo(tip, ID_AT, height, index, true);
  }

  static Call history(ScriptHash script, Tip tip) {
    return upTo(tip, HISTORY, script.text());
  }

  static Call unspent(ScriptHash script, Tip tip) {
    return upTo(tip, UNSPENT, script.text());
  }

  private static Call upTo(Tip tip, String method, Object... params) {
    List<Object> all = new ArrayList<>(List.of(params));
    all.addAll(List.of(tip.height(), tip.hash()));
    return new Call(method, all, true);
  }

  /** Height and hash of the tip on which an answer rests; nothing if it rests on none. */
  static List<Object> tip(Call call) {
    return call.params().subList(parameters(call), call.params().size());
  }

  /** As it is sent. */
  static Call sent(Call call) {
    return new Call(call.method(), call.params().subList(0, parameters(call)), call.settled());
  }

  private static int parameters(Call call) {
    return switch (call.method()) {
      case HEADER, HISTORY, UNSPENT -> 1;
      case PROOF -> 2;
      case ID_AT -> 3;
      default -> call.params().size();
    };
  }
}
