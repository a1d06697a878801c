package org.spoor.ethereum.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.endpoint.Excerpt;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Reads one row of a list: every number in it is a text of decimal digits.
 *
 * @param where for messages
 */
record RowReading(ExplorerList list, JsonNode row, String where) {

  static List<ExplorerRow> rows(ExplorerList list, JsonNode rows) {
    List<ExplorerRow> read = new ArrayList<>(rows.size());
    for (JsonNode row : rows.values()) {
      String where = "row " + (read.size() + 1);
      read.add(new RowReading(list, row, where).read());
    }
    return read;
  }

  private ExplorerRow read() {
    return list.isOfTransactions() && !isGenesis()
        ? new ExplorerRow.Moved(tx(), height(), movement())
        : new ExplorerRow.Credited(height());
  }

  /** What the first block gave out is listed as if it were a transaction. */
  private boolean isGenesis() {
    return text("hash").filter(hash -> hash.startsWith("GENESIS")).isPresent();
  }

  /** Blockscout calls it otherwise in its list of internal calls. */
  private TxId tx() {
    TxId tx = new TxId(Chain.ETHEREUM, text("hash").or(() -> text("transactionHash")).orElse("-"));
    if (!tx.isHash()) {
      throw bad("hash", "a transaction's hash");
    }
    return tx;
  }

  private long height() {
    return text("blockNumber")
        .filter(digits -> digits.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElseThrow(() -> bad("blockNumber", "decimal digits"));
  }

  private Optional<Movement> movement() {
    if (list == ExplorerList.TOKENS && text("value").isEmpty() && text("tokenID").isPresent()) {
      return Optional.empty();
    }
    Amount value = value();
    boolean moved =
        switch (list) {
          case TRANSACTIONS, INTERNAL -> !value.isZero() && succeeded() && pays();
          case TOKENS -> true;
          case WITHDRAWALS, BLOCKS, UNCLES -> false;
        };
    return moved
        ? Optional.of(
            new Movement(
                party(address("from"), Outside.ISSUANCE),
                party(
                    text("to").isPresent() ? address("to") : address("contractAddress"),
                    Outside.BURN),
                asset(),
                value))
        : Optional.empty();
  }

  private Amount value() {
    return text("value")
        .filter(digits -> digits.matches("\\d{1,78}"))
        .map(Amount::parse)
        .orElseThrow(() -> bad("value", "decimal digits"));
  }

  private boolean succeeded() {
    return text("isError").orElse("0").equals("0")
        && text("txreceipt_status").orElse("1").equals("1");
  }

  /** Foreign code that runs in place of the caller's is listed with its value, but pays nobody. */
  private boolean pays() {
    String kind = text("callType").or(() -> text("type")).orElse("call");
    return !List.of("callcode", "delegatecall", "staticcall").contains(kind);
  }

  private Asset asset() {
    return switch (list) {
      case TRANSACTIONS, INTERNAL, WITHDRAWALS, BLOCKS, UNCLES -> new Coin(Chain.ETHEREUM);
      case TOKENS -> new Token(address("contractAddress"));
    };
  }

  private Address address(String name) {
    try {
      return new Address(Chain.ETHEREUM, text(name).orElse(""));
    } catch (IllegalArgumentException e) {
      throw bad(name, "an address");
    }
  }

  private static Party party(Address address, Party nobody) {
    return address.isNobody() ? nobody : address;
  }

  /** Empty where the field is absent or blank, as the recipient of a creation is. */
  private Optional<String> text(String name) {
    JsonNode value = row.path(name);
    return value.isString() && !value.stringValue().isEmpty()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  private SpoorException bad(String name, String expected) {
    JsonNode value = row.path(name);
    String shown = value.isString() ? "'" + Excerpt.of(value.stringValue()) + "'" : "no text";
    return SpoorException.malformedData(
        "%s: %s is %s, expected %s".formatted(where, name, shown, expected));
  }
}
