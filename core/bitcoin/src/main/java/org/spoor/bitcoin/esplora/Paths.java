package org.spoor.bitcoin.esplora;

import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.model.value.TxId;

/**
 * What an Esplora server is asked. Answers are kept for ever where all that they rest on is among
 * the parameters: the block of a transaction, or the tip up to which a run reads.
 */
final class Paths {

  static final String HEIGHT = "/blocks/tip/height";
  static final String HASH_AT = "/block-height/{0}";
  static final String HEADER = "/block/{0}/header";
  static final String STANDING = "/block/{0}/status";
  static final String RAW_BLOCK = "/block/{0}/raw";
  static final String BLOCK_PAGE = "/block/{0}/txs/{1}";
  static final String STATUS = "/tx/{0}/status";
  static final String HEX = "/tx/{0}/hex";
  static final String TRANSACTION = "/tx/{0}";
  static final String PROOF = "/tx/{0}/merkle-proof";
  static final String OUTSPENDS = "/tx/{0}/outspends";
  static final String OUTSPENDS_OF_MANY = "/txs/outspends?txids={0}";

  private Paths() {}

  /** Whether a block is in the server's chain, and at which height. */
  static Call standing(String block) {
    return new Call(STANDING, List.of(block), false);
  }

  static Call height() {
    return new Call(HEIGHT, List.of(), false);
  }

  /** As the server has it now. */
  static Call hashNow(long height) {
    return new Call(HASH_AT, List.of(Long.toString(height)), false);
  }

  static Call hashAt(long height, String tip) {
    return new Call(HASH_AT, List.of(Long.toString(height), tip), true);
  }

  static Call header(String block) {
    return new Call(HEADER, List.of(block), true);
  }

  static Call rawBlock(String block) {
    return new Call(RAW_BLOCK, List.of(block), true);
  }

  static Call blockPage(String block, int from) {
    return new Call(BLOCK_PAGE, List.of(block, Integer.toString(from)), true);
  }

  static Call status(TxId id, String tip) {
    return new Call(STATUS, List.of(id.text(), tip), true);
  }

  static Call hex(TxId id) {
    return new Call(HEX, List.of(id.text()), true);
  }

  static Call transaction(TxId id, String block) {
    return new Call(TRANSACTION, List.of(id.text(), block), true);
  }

  static Call proof(TxId id, String block) {
    return new Call(PROOF, List.of(id.text(), block), true);
  }

  static Call outspends(TxId id, String tip) {
    return new Call(OUTSPENDS, List.of(id.text(), tip), true);
  }

  static Call outspendsOfMany(List<String> ids) {
    return new Call(OUTSPENDS_OF_MANY, List.of(String.join(",", ids)), false);
  }
}
