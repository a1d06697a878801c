package org.spoor.ethereum.explorer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spoor.endpoint.Call;
import org.spoor.ethereum.source.Span;
import org.spoor.model.value.Address;

/**
 * One page of a list of an address.
 *
 * @param page from 1
 * @param rows of a page, at most
 */
record ExplorerQuestion(ExplorerList list, Address address, Span span, int page, int rows) {

  /** EIP-155. */
  static final String MAIN_NETWORK = "1";

  ExplorerQuestion ofRows(int fewer) {
    return new ExplorerQuestion(list, address, span, page, fewer);
  }

  /** As parameters of a URL. */
  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("chainid", MAIN_NETWORK);
    query.put("module", "account");
    query.put("action", list.action());
    query.put("address", address.text());
    list.blockType().ifPresent(type -> query.put("blocktype", type));
    if (list.isBySpan()) {
      query.put("startblock", Long.toString(span.from()));
      query.put("endblock", Long.toString(span.to()));
      query.put("sort", "asc");
    }
    query.put("page", Integer.toString(page));
    query.put("offset", Integer.toString(rows));
    return query;
  }

  /**
   * What is sent. A list that has no end is another one later: it is that of the last final block.
   *
   * @param last final block
   */
  Call call(long last) {
    return list.isBySpan()
        ? ExplorerClient.call(query(), List.of(), span.to() <= last)
        : ExplorerClient.call(query(), List.of(last), true);
  }

  /** For messages. */
  @Override
  public String toString() {
    return list.action() + " of " + address;
  }
}
