package org.spoor.bitcoin.electrum;

import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.model.value.TxId;

/**
 * What an Electrum server is asked, in the protocol's version 1.4 and later. Answers are kept for
 * ever where all that they rest on is among the parameters: for those that change with the chain
 * that is the tip up to which a run reads, which is not sent.
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

  /**
   * @param settled whether enough blocks are behind it
   */
  static Call header(long height, boolean settled) {
    return new Call(HEADER, List.of(height), settled);
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
  static Call proof(TxId id, long height) {
    return new Call(PROOF, List.of(id.text(), height), true);
  }

  /**
   * Which transaction stands at a place of a block.
   *
   * @param height up to that of the tip
   */
  static Call idAt(long height, int index) {
    return new Call(ID_AT, List.of(height, index, true), true);
  }

  static Call history(ScriptHash script, String tip) {
    return new Call(HISTORY, List.of(script.text(), tip), true);
  }

  static Call unspent(ScriptHash script, String tip) {
    return new Call(UNSPENT, List.of(script.text(), tip), true);
  }

  /** As it is sent. */
  static Call sent(Call call) {
    return switch (call.method()) {
      case HISTORY, UNSPENT -> new Call(call.method(), call.params().subList(0, 1), call.settled());
      default -> call;
    };
  }
}
