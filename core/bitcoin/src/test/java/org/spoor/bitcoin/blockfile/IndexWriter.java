package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.spoor.bitcoin.parse.Network;

/**
 * A process that brings an index up to date, reports each block that it has read, and waits for a
 * word each time.
 */
final class IndexWriter {

  private IndexWriter() {}

  static Process start(Path blocks, Path index) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                IndexWriter.class.getName(),
                blocks.toString(),
                index.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
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
