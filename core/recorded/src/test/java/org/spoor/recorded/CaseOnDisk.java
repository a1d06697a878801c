package org.spoor.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;

/** A case folder that a test writes. */
final class CaseOnDisk {

  static final String A = "0x00000000000000000000000000000000000000aa";
  static final String B = "0x00000000000000000000000000000000000000bb";
  static final String C = "0x00000000000000000000000000000000000000cc";
  static final String TOKEN = "0x1111111111111111111111111111111111111111";

  static final String TRANSFERS = "block,tx_index,event_index,time,tx,from,to,asset,amount\n";

  private final Path folder;

  /** A folder with the shortest possible incident. */
  CaseOnDisk(Path parent) {
    this.folder = parent.resolve("heist");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    with("incident.yaml", "id: heist\nname: A heist\ndate: 2025-01-02\n");
  }

  CaseOnDisk with(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With rows under the usual header. */
  CaseOnDisk transfers(String... rows) {
    return with("transfers.csv", TRANSFERS + String.join("\n", rows) + "\n");
  }

  CaseOnDisk transactions(String... lines) {
    return with("transactions.jsonl", String.join("\n", lines) + "\n");
  }

  Path folder() {
    return folder;
  }

  CaseFolder read() {
    return CaseFolder.read(folder);
  }

  ChainReader reader() {
    return read().reader();
  }

  /** How it is refused. */
  SpoorException failure() {
    try {
      read();
    } catch (SpoorException e) {
      return e;
    }
    throw new AssertionError("accepted: " + folder);
  }

  /** The message with which it is refused. */
  String refusal() {
    return String.valueOf(failure().getMessage());
  }
}
