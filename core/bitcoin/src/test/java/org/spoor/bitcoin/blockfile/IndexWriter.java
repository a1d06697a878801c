package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.spoor.bitcoin.parse.Network;

/** A process that brings an index up to date, and reports each block that it has read. */
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
    BlockFiles.open(
        Path.of(args[0]),
        Path.of(args[1]),
        Network.REGTEST,
        (read, all) -> System.out.println(read));
  }
}
