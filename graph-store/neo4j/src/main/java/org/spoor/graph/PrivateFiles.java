package org.spoor.graph;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner can read. */
final class PrivateFiles {

  private PrivateFiles() {}

  static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, mode(folder, "rwx------"));
  }

  /** The file has either its old content or all of the new one, whatever happens meanwhile. */
  static void write(Path file, String content) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), mode(file, "rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The permissions of the file, where the file system keeps any: {@code rw-r--r--}. */
  static String permissions(Path file) throws IOException {
    return knowsPermissions(file)
        ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
        : "rw-------";
  }

  /** Whether anybody but its owner may read or write it. */
  static boolean isOpenToOthers(Path file) throws IOException {
    return !permissions(file).endsWith("------");
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return knowsPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
        : new FileAttribute<?>[0];
  }

  private static boolean knowsPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
