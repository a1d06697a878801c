package org.spoor.app;

import java.nio.file.Path;
import java.util.Map;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.graph.DataFolder;

/**
 * What a command finds around it: the user's settings, and how chains are read live.
 *
 * @param home folder of the user
 * @param data folder of what is kept between runs
 */
record Surroundings(
    Map<String, String> environment, Path home, Path data, LiveSources.Opener sources) {

  static Surroundings ofProcess(LiveSources.Opener sources) {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        DataFolder.ofUser().path(),
        sources);
  }

  ConfiguredSources configured() {
    return ConfiguredSources.read(environment, home);
  }

  /** The file that keeps what endpoints have answered. */
  Path cache() {
    return data.resolve("ethereum-answers.db");
  }

  /** The same of servers of Bitcoin. */
  Path bitcoinCache() {
    return data.resolve("bitcoin-answers.db");
  }
}
