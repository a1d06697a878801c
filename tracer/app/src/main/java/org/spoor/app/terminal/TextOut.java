package org.spoor.app.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A stream of UTF-8 text that remembers why it could not be written, if it could not. */
public final class TextOut extends PrintStream {

  private final Remembering target;

  TextOut(OutputStream stream) {
    this(new Remembering(stream));
  }

  private TextOut(Remembering target) {
    super(target, true, StandardCharsets.UTF_8);
    this.target = target;
  }

  /**
   * Why something that was printed did not get there. A reader that went away is no failure: it has
   * read what it wanted.
   */
  public Optional<String> failure() {
    flush();
    return target.failure.filter(TextOut::isOfTheTarget).map(e -> String.valueOf(e.getMessage()));
  }

  /** In some languages the system names a pipe without reader otherwise, but always a pipe. */
  private static boolean isOfTheTarget(IOException e) {
    return !String.valueOf(e.getMessage()).matches("(?is).*\\bpipe\\b.*");
  }

  /** Keeps the first failure, of which a print stream tells only that there was one. */
  private static final class Remembering extends FilterOutputStream {

    private Optional<IOException> failure = Optional.empty();

    Remembering(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int b) throws IOException {
      remembering(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      remembering(() -> out.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
      remembering(out::flush);
    }

    private void remembering(Step step) throws IOException {
      try {
        step.run();
      } catch (IOException e) {
        failure = failure.or(() -> Optional.of(e));
        throw e;
      }
    }

    private interface Step {
      void run() throws IOException;
    }
  }
}
