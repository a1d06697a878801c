package org.spoor.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;

/** A case folder that a test writes. */
public final class CaseOnDisk {

  public static final String A = "0x00000000000000000000000000000000000000aa";
  public static final String B = "0x00000000000000000000000000000000000000bb";
  public static final String C = "0x00000000000000000000000000000000000000cc";
  public static final String TOKEN = "0x1111111111111111111111111111111111111111";

  public static final String TRANSFERS =
      "block,tx_index,event_index,time,tx,from,to,asset,amount\n";

  private final Path folder;

  /** A folder with the shortest possible incident. */
  public CaseOnDisk(Path parent) {
    this.folder = parent.resolve("heist");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    with("incident.yaml", "id: heist\nname: A heist\ndate: 2025-01-02\n");
  }

  public CaseOnDisk with(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With rows under the usual header. */
  public CaseOnDisk transfers(String... rows) {
    return with("transfers.csv", TRANSFERS + String.join("\n", rows) + "\n");
  }

  public CaseOnDisk transactions(String... lines) {
    return with("transactions.jsonl", String.join("\n", lines) + "\n");
  }

  public Path folder() {
    return folder;
  }

  public CaseFolder read() {
    return CaseFolder.read(folder);
  }

  public ChainReader reader() {
    return read().reader();
  }

  /** How it is refused. */
  public SpoorException failure() {
    try {
      read();
    } catch (SpoorException e) {
      return e;
    }
    throw new AssertionError("accepted: " + folder);
  }

  /** The message with which it is refused. */
  public String refusal() {
    return String.valueOf(failure().getMessage());
  }
}
