package org.spoor.app.live;

import java.nio.file.Path;
import java.util.Map;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.graph.DataFolder;

/**
 * What a command finds around it: the user's settings, and how chains are read live.
 *
 * @param home folder of the user
 * @param data folder of what is kept between runs
 */
public record Surroundings(
    Map<String, String> environment,
    Path home,
    Path data,
    LiveSources.Opener sources,
    BitcoinOpener bitcoin) {

  /** Opens sources of Bitcoin without asking them anything yet. */
  public interface BitcoinOpener {
    BitcoinSources open(BitcoinSettings settings);
  }

  public static Surroundings ofProcess(LiveSources.Opener sources, BitcoinOpener bitcoin) {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        DataFolder.ofUser().path(),
        sources,
        bitcoin);
  }

  ConfiguredSources configured() {
    return ConfiguredSources.read(environment, home);
  }

  /** The file that keeps what endpoints have answered. */
  Path cache() {
    return data.resolve("ethereum-answers.db");
  }

  /** The same of sources of Bitcoin. */
  Path bitcoinCache() {
    return data.resolve("bitcoin-answers.db");
  }

  /** The folder for indexes of block files. */
  Path blockIndexes() {
    return data.resolve("bitcoin-blocks");
  }
}
