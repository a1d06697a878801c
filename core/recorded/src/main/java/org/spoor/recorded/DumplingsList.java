package org.spoor.recorded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/**
 * A list of Bitcoin transactions as Dumplings (github.com/nopara73/Dumplings) writes it: a line
 * each, {@code txid:::block:::index:::time:::inputs:::outputs}, inputs as {@code
 * txid-vout-value+script+type}, outputs as {@code value+script+type}, with <code>}{</code> between
 * them. Heights are not told.
 *
 * @param name as messages show it
 */
record DumplingsList(String name) {

  private static final int FIELDS = 6;

  /** Of what messages quote. */
  private static final int LONGEST = 60;

  private static final char BYTE_ORDER_MARK = 0xFEFF;

  /** A text that is not what it should be; {@link #read} adds the line. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String field, String text, String expected) {
      super("field %s: expected %s, not '%s'".formatted(field, expected, excerpt(text)));
    }

    /** The file may be anything. */
    private static String excerpt(String text) {
      String line = text.replaceAll("[^ -~]", "?");
      return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
  }

  void read(InputStream bytes, TransactionLists.Taker taker) throws IOException {
    taker.list(name, AttributionBook.EMPTY);
    BufferedReader text =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    long number = 0;
    try {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        number++;
        if (!line.isBlank()) {
          taker.transaction(transaction(line, number));
        }
      }
    } catch (CharacterCodingException e) {
      throw SpoorException.invalidInput(
          "%s: not UTF-8 text, expected a transaction a line".formatted(name));
    }
  }

  private UtxoTransaction transaction(String line, long number) {
    try {
      return transaction(line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line);
    } catch (Wrong e) {
      throw SpoorException.invalidInput("%s, line %d, %s".formatted(name, number, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw SpoorException.malformedData("%s, line %d: %s".formatted(name, number, e.getMessage()));
    }
  }

  private static UtxoTransaction transaction(String line) {
    String[] fields = line.split(":::", -1);
    if (fields.length != FIELDS) {
      throw new Wrong("line", line, "six fields with ::: between them");
    }
    return new UtxoTransaction(
        hash("txid", fields[0]),
        new ChainPosition(0, (int) number("index", fields[2], Integer.MAX_VALUE), 0, true),
        Instant.ofEpochSecond(number("time", fields[3], Instant.MAX.getEpochSecond())),
        items(fields[4]).map(DumplingsList::input).toList(),
        items(fields[5]).map(DumplingsList::output).toList());
  }

  private static Stream<String> items(String field) {
    return field.isEmpty() ? Stream.empty() : Arrays.stream(field.split("}\\{", -1));
  }

  private static Input input(String item) {
    List<String> parts = List.of(item.split("\\+", -1));
    List<String> spent = List.of(parts.getFirst().split("-", -1));
    if (parts.size() < 2 || spent.size() != 3) {
      throw new Wrong("inputs", item, "txid-vout-value+script+type");
    }
    OutPoint output =
        new OutPoint(
            hash("inputs", spent.getFirst()),
            (int) number("inputs", spent.get(1), Integer.MAX_VALUE));
    return new Input(output, script("inputs", parts.get(1)), amount("inputs", spent.get(2)));
  }

  private static Output output(String item) {
    List<String> parts = List.of(item.split("\\+", -1));
    if (parts.size() < 2) {
      throw new Wrong("outputs", item, "value+script+type");
    }
    return new Output(script("outputs", parts.get(1)), amount("outputs", parts.getFirst()));
  }

  private static TxId hash(String field, String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new Wrong(field, text, "a transaction id of 64 hexadecimal digits");
    }
    return new TxId(Chain.BITCOIN, text);
  }

  private static Party script(String field, String text) {
    if (!text.matches("([0-9a-f]{2})+")) {
      throw new Wrong(field, text, "a script in hexadecimal digits");
    }
    return new Script(text);
  }

  private static Amount amount(String field, String text) {
    if (!text.matches("[0-9]{1,16}")) {
      throw new Wrong(field, text, "a value in satoshi");
    }
    return Amount.parse(text);
  }

  private static long number(String field, String text, long most) {
    if (!text.matches("[0-9]{1,16}") || Long.parseLong(text) > most) {
      throw new Wrong(field, text, "a whole number up to " + most);
    }
    return Long.parseLong(text);
  }
}
