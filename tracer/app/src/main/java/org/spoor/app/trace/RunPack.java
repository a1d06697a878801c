package org.spoor.app.trace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.app.live.LiveAccess;
import org.spoor.app.result.ProgramVersion;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Head;
import org.spoor.model.value.Chain;
import org.spoor.recorded.CasePack;
import org.spoor.recorded.RecordingReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The case folder that a live run is recorded in, if one is wanted; it is there when it is
 * complete.
 */
final class RunPack implements AutoCloseable {

  private final Optional<CasePack> pack;
  private final LiveAccess access;
  private Optional<RecordingReader> reader = Optional.empty();

  private RunPack(Optional<CasePack> pack, LiveAccess access) {
    this.pack = pack;
    this.access = access;
  }

  /**
   * Makes sure that it can be written.
   *
   * @param name of the folder, if one is wanted
   * @throws SpoorException as {@link CasePack#at}
   */
  static RunPack at(Optional<String> name, LiveAccess access) {
    return new RunPack(name.map(CasePack::at), access);
  }

  /**
   * The same case, read through what takes note of it if it is to be recorded.
   *
   * @throws SpoorException INVALID_INPUT if it cannot be: something of it is recorded already
   */
  TracedCase over(TracedCase traced) {
    if (pack.isEmpty()) {
      return traced;
    }
    Set<Chain> live = access.read();
    if (live.isEmpty()) {
      throw SpoorException.invalidInput("--pack: nothing is read live, expected a live run");
    }
    traced.reader().heads().stream()
        .map(Head::chain)
        .filter(chain -> !live.contains(chain))
        .findFirst()
        .ifPresent(chain -> {
          throw SpoorException.invalidInput(
              "--pack: recorded data of %s, expected none beside what is read live"
                  .formatted(chain));
        });
    RecordingReader noting = new RecordingReader(traced.reader());
    reader = Optional.of(noting);
    return traced.through(noting);
  }

  /**
   * Writes it.
   *
   * @param options of the request, as they were given
   * @return what to tell the user
   */
  List<String> write(TracedCase traced, List<String> options) {
    if (pack.isEmpty() || reader.isEmpty()) {
      return List.of();
    }
    String version = ProgramVersion.text();
    String command =
        Stream.of(List.of("spoor", "trace", "DIR"), options, List.of("--no-store", "--json", "-"))
            .flatMap(List::stream)
            .collect(Collectors.joining(" "));
    CasePack.Run run =
        new CasePack.Run(
            traced.incidents(),
            traced.attributions(),
            traced.listed(),
            traced.stated(),
            traced.further(),
            version,
            command,
            notes(version, command));
    return List.of(pack.get().write(run, reader.get(), access.answers()));
  }

  private static List<String> notes(String version, String command) {
    return List.of(
        "A run of Spoor, recorded. Where this folder is DIR, the command",
        "",
        "    " + command,
        "",
        "gives its result to the byte. It asks no endpoint and needs no network.",
        "Recorded by Spoor %s; another version may write results otherwise.".formatted(version),
        "",
        "recording.yaml has the SHA-256 of each file; one that was changed is refused.",
        "answers.csv has the SHA-256 of each raw answer that the run rests on.",
        "docs/case-folders.md of Spoor describes all of them.");
  }

  /**
   * Options as they were given, each word fit for a shell.
   *
   * @param mixin that has them
   */
  static List<String> given(CommandSpec command, Object mixin) {
    List<String> own =
        command.mixins().values().stream()
            .filter(spec -> spec.userObject().equals(mixin))
            .flatMap(spec -> spec.options().stream())
            .map(OptionSpec::longestName)
            .toList();
    return command.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> own.contains(option.longestName()))
        .flatMap(option ->
            option.originalStringValues().stream()
                .flatMap(value -> Stream.of(option.longestName(), quoted(value))))
        .toList();
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public void close() {
    pack.ifPresent(CasePack::close);
  }
}
