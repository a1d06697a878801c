package org.spoor.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.spoor.app.terminal.Printable;
import org.spoor.app.terminal.TextOut;
import org.spoor.model.SpoorException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    say("%s (%s --help tells more)".formatted(message(e), command));
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    }
    String near = String.join(", ", unmatched.getSuggestions());
    String given = unmatched.getUnmatched().getFirst();
    return near.isEmpty()
        ? "unknown argument '%s'".formatted(given)
        : "unknown argument '%s': did you mean %s?".formatted(given, near);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof SpoorException known) {
      say(String.valueOf(known.getMessage()));
      traceForDevelopers(known);
      return ExitCode.of(known.kind());
    }
    return unexpected(e);
  }

  /** Results that did not get to where they were to be written are out of reach for the user. */
  int unwritten(TextOut results) {
    Optional<String> failure = results.failure();
    failure.ifPresent(why -> say("cannot write standard output: " + why));
    return failure.isEmpty() ? 0 : ExitCode.of(SpoorException.Kind.UNAVAILABLE);
  }

  /** A fault of the program: what a developer needs goes into a file. */
  int unexpected(Throwable fault) {
    say("unexpected fault: %s; %s".formatted(fault, recorded(fault)));
    traceForDevelopers(fault);
    return ExitCode.UNEXPECTED;
  }

  private void say(String what) {
    err.println("spoor: " + Printable.of(what.replaceAll("\\s*\\R\\s*", " ")));
  }

  private void traceForDevelopers(Throwable fault) {
    if ("1".equals(System.getenv("SPOOR_DEBUG"))) {
      fault.printStackTrace(err);
    }
  }

  private static String recorded(Throwable fault) {
    try {
      Path file = Files.createTempFile("spoor-fault-", ".txt");
      StringWriter trace = new StringWriter();
      fault.printStackTrace(new PrintWriter(trace));
      Files.writeString(file, trace.toString());
      return "details are in " + file;
    } catch (IOException e) {
      return "details could not be written: " + e.getMessage();
    }
  }
}
