package org.spoor.app.live;

import java.util.Optional;
import java.util.OptionalLong;
import org.spoor.app.input.WholeNumber;
import picocli.CommandLine.Option;

/** The options that say how chains are read live. */
public final class LiveOptions {

  @Option(
      names = "--live",
      description =
          "Ask the configured endpoints (spoor sources), although data are recorded; with --offline,"
              + " use what they have answered before.")
  private boolean live;

  @Option(
      names = "--offline",
      description = "Ask no endpoint: what those configured have answered before is all there is.")
  private boolean offline;

  @Option(
      names = "--public",
      description =
          "Where no server of Bitcoin is configured, ask mempool.space, whose operator then sees which"
              + " transactions are looked at.")
  private boolean isPublic;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Calls to endpoints beyond which the run stops.")
  private Optional<Integer> maxCalls = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "BLOCK",
      converter = WholeNumber.class,
      description = "The last block to read live (default: the last one that is final).")
  private Optional<Integer> asOf = Optional.empty();

  @Option(
      names = "--pack",
      paramLabel = "DIR",
      description =
          "Record what was read live in a new case folder, which traces to the same result without"
              + " endpoints.")
  private Optional<String> pack = Optional.empty();

  public boolean live() {
    return live;
  }

  boolean isPublic() {
    return isPublic;
  }

  boolean offline() {
    return offline;
  }

  public Optional<String> pack() {
    return pack;
  }

  public AsOf asOf() {
    return new AsOf(asOf.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  OptionalLong maxCalls() {
    return maxCalls.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
