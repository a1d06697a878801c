package org.spoor.app.result;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Where a result goes. A file appears under its name only when the result is complete; until then,
 * and after a failure, what was there before stays as it was.
 */
public final class ResultFile implements ResultSink {

  /** What a result says of itself beside its runs. */
  public record Title(
      List<Incident> incidents,
      boolean several,
      String version,
      Function<Asset, Optional<AssetDescription>> described) {}

  private final Title title;
  private final OutputStream out;
  private final Optional<Path> written;
  private final Path target;
  private final ResultWriter writer;
  private boolean complete;

  private ResultFile(Title title, OutputStream out, Optional<Path> written, Path target) {
    this.title = title;
    this.out = out;
    this.written = written;
    this.target = target;
    this.writer =
        title.several
            ? ResultWriter.ofSeveral(out, title.version, title.described, title.incidents)
            : ResultWriter.ofOne(out, title.version, title.described);
  }

  /**
   * A result in a file.
   *
   * @throws SpoorException INVALID_INPUT if {@code name} cannot be a file, UNAVAILABLE if it cannot
   *     be written
   */
  public static ResultFile at(String name, Title title) {
    return at(path(name), title);
  }

  /**
   * Refuses at once what could not be written after all the work; nothing is made yet.
   *
   * @throws SpoorException as {@link #at(String, Title)}
   */
  public static void check(String name) {
    Path target = path(name);
    Path written = isDevice(target) ? target : folder(target);
    if (!Files.isWritable(written)) {
      throw SpoorException.unavailable("cannot write %s: access is denied".formatted(target));
    }
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw SpoorException.invalidInput(
          "--json %s: no name of a file in this locale".formatted(name));
    }
  }

  private static boolean isDevice(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
  }

  private static Path folder(Path target) {
    Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
    if (Files.isDirectory(target) || !Files.isDirectory(folder)) {
      throw SpoorException.invalidInput(
          "--json %s: expected a file in an existing folder".formatted(target));
    }
    return folder;
  }

  /** A result in a file, as {@link #at(String, Title)}. */
  static ResultFile at(Path target, Title title) {
    if (isDevice(target)) {
      return onDevice(target, title);
    }
    Path folder = folder(target);
    try {
      long process = ProcessHandle.current().pid();
      Path written = folder.resolve(".%s.%d.part".formatted(target.getFileName(), process));
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(written));
      written.toFile().deleteOnExit();
      return new ResultFile(title, out, Optional.of(written), target);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** A pipe or a device cannot be replaced by a file: it is written to as it is. */
  private static ResultFile onDevice(Path target, Title title) {
    try {
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
      return new ResultFile(title, out, Optional.empty(), target);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** A result on an open stream, which stays open. */
  public static ResultFile on(OutputStream stream, Title title) {
    return new ResultFile(title, new KeptOpen(stream), Optional.empty(), Path.of("-"));
  }

  @Override
  public void run(FlowGraph graph) {
    guarded(() -> writer.run(graph));
  }

  @Override
  public void complete(Map<TaintPolicy, List<EndTotal>> runs) {
    guarded(() -> {
      if (title.several) {
        writer.bands(Band.of(runs));
      }
      writer.close();
    });
    try {
      put();
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
    complete = true;
  }

  private void put() throws IOException {
    if (written.isEmpty()) {
      return;
    }
    try {
      Files.move(written.get(), behindLinks(), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written.get(), behindLinks(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The file itself: a link to it stays a link. */
  private Path behindLinks() throws IOException {
    return Files.exists(target) ? target.toRealPath() : target;
  }

  @Override
  public void close() {
    if (complete || written.isEmpty()) {
      return;
    }
    try {
      out.close();
      Files.deleteIfExists(written.get());
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (JacksonIOException e) {
      throw Optional.ofNullable(e.getCause())
          .map(why -> cannotWrite(target, why))
          .orElseThrow(() -> e);
    }
  }

  private static SpoorException cannotWrite(Path target, IOException e) {
    return SpoorException.unavailable("cannot write %s: %s".formatted(target, reason(e)), e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "access is denied";
      case NoSuchFileException _ -> "nothing can be made in this folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** A stream that others go on writing to. */
  private static final class KeptOpen extends FilterOutputStream {

    KeptOpen(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
