package org.spoor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what to read live, and thefts that no case folder states. */
final class LiveOptions {

  /** The chains that can be read live. */
  static final List<Chain> READ_LIVE =
      Stream.concat(Stream.of(LiveSources.CHAIN), Network.chains().stream()).toList();

  @Option(
      names = "--chain",
      paramLabel = "CHAIN",
      converter = ChainReading.class,
      description = "The chain of --theft-tx and --holding: ethereum or bitcoin.")
  private Optional<Chain> chain = Optional.empty();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<StolenTransferOptions> transfers = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<StolenHoldingOptions> holdings = new ArrayList<>();

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
      converter = RequestOptions.WholeNumber.class,
      description = "Calls to endpoints beyond which the run stops.")
  private Optional<Integer> maxCalls = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "BLOCK",
      converter = RequestOptions.WholeNumber.class,
      description = "The last block to read live (default: the last one that is final).")
  private Optional<Integer> asOf = Optional.empty();

  @Option(
      names = "--pack",
      paramLabel = "DIR",
      description =
          "Record what was read live in a new case folder, which traces to the same result without"
              + " endpoints.")
  private Optional<String> pack = Optional.empty();

  /** A transaction that stole. */
  static final class StolenTransferOptions {
    @Option(
        names = "--theft-tx",
        paramLabel = "HASH",
        required = true,
        description =
            "A transaction whose transfers are stolen in full; of Bitcoin also HASH:OUTPUT. May be"
                + " repeated.")
    private String hash = "";

    @Option(
        names = "--to",
        paramLabel = "ADDRESS",
        description = "Of this --theft-tx, only what goes to the address.")
    private @Nullable String to;
  }

  /** A holding that is stolen. */
  static final class StolenHoldingOptions {
    @Option(
        names = "--holding",
        paramLabel = "ADDRESS",
        required = true,
        description = "An address whose holding is stolen. May be repeated.")
    private String address = "";

    @Option(
        names = "--asset",
        paramLabel = "ASSET",
        required = true,
        description = "What of this --holding: ETH or a contract.")
    private String asset = "";

    @Option(
        names = "--at",
        paramLabel = "BLOCK|TIME",
        required = true,
        description = "As it was after this block, or at a time as of --until.")
    private String at = "";
  }

  boolean live() {
    return live;
  }

  boolean isPublic() {
    return isPublic;
  }

  boolean offline() {
    return offline;
  }

  Optional<String> pack() {
    return pack;
  }

  AsOf asOf() {
    return new AsOf(asOf.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  OptionalLong maxCalls() {
    return maxCalls.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /**
   * The thefts that the options state.
   *
   * @throws SpoorException INVALID_INPUT for one that cannot be understood
   */
  List<SpotTheft> thefts() {
    List<SpotTheft> thefts = new ArrayList<>();
    transfers.forEach(t -> thefts.add(SpotTheft.moved(chain(), t.hash, Optional.ofNullable(t.to))));
    holdings.forEach(h -> thefts.add(SpotTheft.held(chain(), h.address, h.asset, h.at)));
    if (thefts.isEmpty() && chain.isPresent()) {
      throw SpoorException.invalidInput("--chain: expected --theft-tx or --holding with it");
    }
    return thefts;
  }

  private Chain chain() {
    return chain.orElseThrow(() ->
        SpoorException.invalidInput(
            "which chain is the theft on? expected --chain %s or %s"
                .formatted(LiveSources.CHAIN, Chain.BITCOIN)));
  }

  /** Reads the name of a chain that can be read live. */
  static final class ChainReading implements ITypeConverter<Chain> {
    @Override
    public Chain convert(String text) {
      return Chain.find(text)
          .filter(READ_LIVE::contains)
          .orElseThrow(() ->
              new TypeConversionException(
                  "'%s' is not a chain that is read live: expected %s or %s"
                      .formatted(text, LiveSources.CHAIN, Chain.BITCOIN)));
    }
  }
}
