package org.spoor.recorded.ledger;

/** Lines of transactions.jsonl. */
final class TransactionLines {

  static final String NO_PLACE = "'height':null,'index':null";
  static final String COINBASE = tx("base", at(5, 0), "10", "", out("miner", 50));

  private TransactionLines() {}

  static String tx(String id, String place, String minute, String inputs, String outputs) {
    return "{'txid':'%s',%s,'time':'2025-01-02T03:%s:00Z','inputs':[%s],'outputs':[%s]}"
        .formatted(id, place, minute, inputs, outputs)
        .replace('\'', '"');
  }

  static String at(long height, int index) {
    return "'height':%d,'index':%d".formatted(height, index);
  }

  static String in(String tx, int vout, long value) {
    return "{'txid':'%s','vout':%d,'value':%d}".formatted(tx, vout, value);
  }

  static String out(String address, long value) {
    return "{'address':'%s','value':%d}".formatted(address, value);
  }
}
