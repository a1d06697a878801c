package org.spoor.app.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.PlainJson.Members;
import org.spoor.bitcoin.BitcoinReport;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.source.Tip;
import org.spoor.ethereum.EthereumSource;
import org.spoor.ethereum.SourceReport;
import org.spoor.ethereum.source.Capability;
import org.spoor.model.chain.Head;
import org.spoor.model.value.Chain;

/**
 * What is told of a configured source.
 *
 * @param placeIs {@code host} or {@code path}
 * @param place without what may be a key
 */
record SourceLine(String name, String kind, String placeIs, String place, Told told) {

  /** What came of asking it. */
  sealed interface Told {

    /**
     * It can be used.
     *
     * @param client as it calls itself; empty if it does not
     * @param head the last block that counts, if that is known
     * @param can in words for people
     * @param abilities the same in words for programs
     */
    record Usable(
        String client,
        Optional<Head> head,
        List<String> can,
        List<String> abilities,
        List<String> missing)
        implements Told {

      public Usable {
        can = List.copyOf(can);
        abilities = List.copyOf(abilities);
        missing = List.copyOf(missing);
      }
    }

    /**
     * @param why in a line
     */
    record Unusable(String why) implements Told {}
  }

  static SourceLine of(SourceReport report) {
    EthereumSource source = report.source();
    return new SourceLine(
        source.name(),
        source.kind(),
        "host",
        source.endpoint().host(),
        switch (report) {
          case SourceReport.Answering a ->
              new Told.Usable(
                  a.client(),
                  Optional.of(a.head()),
                  new TreeSet<>(a.can()).stream().map(SourceLine::ability).toList(),
                  new TreeSet<>(a.can()).stream().map(SourceLine::word).toList(),
                  a.missing());
          case SourceReport.Unusable unusable -> new Told.Unusable(unusable.why());
        });
  }

  private static String ability(Capability capability) {
    return switch (capability) {
      case LOGS -> "logs";
      case ARCHIVE -> "old states";
      case BLOCK_RECEIPTS -> "receipts by block";
      case TRACE_FILTER -> "trace_filter";
      case TRACE -> "trace_transaction";
      case DEBUG -> "debug_traceTransaction";
      case OTTERSCAN -> "ots";
      case EXPLORER -> "lists by address";
    };
  }

  /**
   * @param chain the one of Bitcoin's networks that it is a source of
   */
  static SourceLine of(Chain chain, BitcoinReport report) {
    BitcoinSource source = report.source();
    return new SourceLine(
        source.name(),
        source.kind(),
        source instanceof BitcoinSource.Blocks ? "path" : "host",
        source.place(),
        switch (report) {
          case BitcoinReport.Usable usable -> usable(chain, usable);
          case BitcoinReport.Unusable unusable -> new Told.Unusable(unusable.why());
        });
  }

  private static Told usable(Chain chain, BitcoinReport.Usable usable) {
    List<String> can = new TreeSet<>(usable.can()).stream().map(SourceLine::word).toList();
    return new Told.Usable(
        usable.what(),
        usable.tip().map((Tip tip) -> new Head(chain, tip.height(), tip.time())),
        can,
        can,
        usable.missing());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** As cells of a table. */
  String[] cells() {
    return switch (told) {
      case Told.Usable usable ->
          cells(
              usable.head().stream()
                  .flatMapToLong(head -> head.height().stream())
                  .mapToObj(AmountText::count)
                  .findFirst()
                  .orElse(""),
              "%s; missing: %s"
                  .formatted(
                      Stream.of(usable.client(), String.join(", ", usable.can()))
                          .filter(words -> !words.isEmpty())
                          .collect(Collectors.joining(": ")),
                      usable.missing().isEmpty()
                          ? "nothing"
                          : String.join("; ", usable.missing())));
      case Told.Unusable(String why) -> cells("", "CANNOT BE USED: " + why);
    };
  }

  private String[] cells(String height, String words) {
    return new String[] {name, kind, place, height, words};
  }

  /** As members of a JSON object. */
  Map<String, Object> members() {
    Members members = new Members().with("name", name).with("kind", kind).with(placeIs, place);
    return switch (told) {
      case Told.Usable usable -> {
        members.with("usable", true).with("client", usable.client());
        usable.head().ifPresent(head -> members.with("head", members(head)));
        yield members.with("can", usable.abilities()).with("missing", usable.missing()).map();
      }
      case Told.Unusable(String why) -> members.with("usable", false).with("why", why).map();
    };
  }

  private static Map<String, Object> members(Head head) {
    Members members = new Members();
    OptionalLong height = head.height();
    height.ifPresent(number -> members.with("height", number));
    return members.with("time", head.time().toString()).map();
  }
}
