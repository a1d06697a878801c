package org.spoor.app.theft;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spoor.app.live.AsOf;
import org.spoor.app.live.LiveAccess;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Chain;

/**
 * An incident that the command line states, with nothing known of it but its thefts.
 *
 * @param stated its thefts in words, for the record of the run
 */
public record SpotIncident(Incident incident, List<Setting> stated) {

  private static final int DIGITS = 12;

  public SpotIncident {
    stated = List.copyOf(stated);
  }

  /**
   * @param thefts at least one
   */
  public static SpotIncident of(List<SpotTheft> thefts, LiveAccess access, AsOf asOf) {
    List<SpotTheft.Found> found = thefts.stream().map(theft -> theft.find(access, asOf)).toList();
    Chain chain = found.getFirst().source().apply(new Origin("spot", 1)).chain();
    String id = id(chain, found);
    List<TheftSource> stolen =
        IntStream.range(0, found.size())
            .mapToObj(i -> found.get(i).source().apply(new Origin(id, i + 1)))
            .toList();
    Instant first =
        found.stream().map(SpotTheft.Found::time).min(Comparator.naturalOrder()).orElseThrow();
    return new SpotIncident(
        Incident.of(id, LocalDate.ofInstant(first, ZoneOffset.UTC), stolen),
        IntStream.range(0, found.size())
            .mapToObj(i -> new Setting("theft:" + (i + 1), found.get(i).words()))
            .toList());
  }

  /** The same for the same thefts alone: results of different ones stay apart. */
  private static String id(Chain chain, List<SpotTheft.Found> found) {
    String words = found.stream().map(SpotTheft.Found::words).collect(Collectors.joining("\n"));
    String subject = found.getFirst().subject().replaceFirst("^0x", "").substring(0, DIGITS);
    return "%s-%s-%s".formatted(chain, subject, hash(words).substring(0, 6));
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
