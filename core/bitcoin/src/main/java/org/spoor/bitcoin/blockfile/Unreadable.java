package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file or folder cannot be used, in words for a user. */
public final class Unreadable {

  private Unreadable() {}

  /** Without the path, which the message around it names. */
  public static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "access is denied";
      case NoSuchFileException _ -> "there is none";
      case NotDirectoryException _, FileAlreadyExistsException _ -> "it is a file";
      case ClosedByInterruptException _ -> "interrupted";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** The same of one of the files of a folder, which the message around it names. */
  static String reason(IOException e, Path folder) {
    Optional<Path> file =
        Optional.of(e)
            .filter(FileSystemException.class::isInstance)
            .map(FileSystemException.class::cast)
            .map(FileSystemException::getFile)
            .map(Path::of)
            .filter(other -> !other.equals(folder));
    return file.map(other -> other.getFileName() + ": ").orElse("") + reason(e);
  }
}
