package org.spoor.app.incidents;

import java.nio.file.Path;
import org.spoor.model.incident.Incident;
import org.spoor.recorded.CaseFolder;

/** What is at hand of an incident. */
enum DataAtHand {
  CHAIN_DATA("recorded chain data"),
  THEFT_SOURCES("theft sources only"),
  FACTS("facts only");

  private final String words;

  DataAtHand(String words) {
    this.words = words;
  }

  static DataAtHand of(Path folder, Incident incident) {
    if (CaseFolder.hasChainData(folder)) {
      return CHAIN_DATA;
    }
    return incident.theftSources().isEmpty() ? FACTS : THEFT_SOURCES;
  }

  String words() {
    return words;
  }
}
