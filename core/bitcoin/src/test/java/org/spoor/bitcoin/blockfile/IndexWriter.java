package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.spoor.bitcoin.parse.Network;
import org.spoor.kit.JavaProcess;

/**
 * A process that brings an index up to date, reports each block that it has read, and waits for a
 * word each time.
 */
final class IndexWriter {

  private IndexWriter() {}

  static Process start(Path blocks, Path index) throws IOException {
    return JavaProcess.start(
        IndexWriter.class, Redirect.INHERIT, blocks.toString(), index.toString());
  }

  public static void main(String[] args) {
    BlockFiles.open(Path.of(args[0]), Path.of(args[1]), Network.REGTEST, (read, _) -> report(read));
  }

  private static synchronized void report(long read) {
    System.out.println(read);
    try {
      if (System.in.read() < 0) {
        throw new IllegalStateException("nobody listens");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
