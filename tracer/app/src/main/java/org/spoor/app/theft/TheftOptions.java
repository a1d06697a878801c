package org.spoor.app.theft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spoor.app.live.LiveAccess;
import org.spoor.app.live.LiveSources;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that state thefts which no case folder states. */
public final class TheftOptions {

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

  /**
   * The thefts that the options state.
   *
   * @throws SpoorException INVALID_INPUT for one that cannot be understood
   */
  public List<SpotTheft> thefts() {
    List<SpotTheft> thefts = new ArrayList<>();
    transfers.forEach(t -> thefts.add(SpotTheft.moved(chain(), t.hash, Optional.ofNullable(t.to))));
    holdings.forEach(h -> thefts.add(SpotTheft.held(chain(), h.address, h.asset, h.at)));
    if (thefts.isEmpty() && chain.isPresent()) {
      throw SpoorException.invalidInput("--chain: expected --theft-tx or --holding with it");
    }
    refuseRepeated(thefts);
    return thefts;
  }

  /** Twice the same would be another incident with the same theft. */
  private static void refuseRepeated(List<SpotTheft> thefts) {
    Set<SpotTheft> known = new HashSet<>();
    for (SpotTheft theft : thefts) {
      if (!known.add(theft)) {
        throw SpoorException.invalidInput(theft.words() + ": stated twice, expected once");
      }
    }
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
          .filter(LiveAccess.CHAINS::contains)
          .orElseThrow(() ->
              new TypeConversionException(
                  "'%s' is not a chain that is read live: expected %s or %s"
                      .formatted(text, LiveSources.CHAIN, Chain.BITCOIN)));
    }
  }
}
