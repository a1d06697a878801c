package org.spoor.app.sources;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.spoor.endpoint.Endpoint;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;

/** The file {@code sources.yaml}; docs/sources.md describes it. */
final class SourcesFile {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).build();
  private static final List<String> FIELDS =
      List.of("name", "kind", "url", "key", "key-in", "calls-per-second");
  private static final int MOST_CALLS = 100_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  /** Names are shown and kept; providers hand out keys of 20 characters and more, or UUIDs. */
  private static final Pattern LIKE_A_KEY =
      Pattern.compile("(?=[A-Za-z]*[0-9])[A-Za-z0-9]{20}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-");

  private final Path file;
  private final KeyPlaces keys;

  SourcesFile(Path file, Map<String, String> environment) {
    this.file = file;
    this.keys = new KeyPlaces(file, environment);
  }

  /** What may be configured for each chain that is read live. */
  private static final Map<Chain, List<Endpoint.Kind>> KINDS =
      Map.of(
          Chain.ETHEREUM, List.of(Endpoint.Kind.NODE, Endpoint.Kind.EXPLORER),
          Chain.BITCOIN, List.of(Endpoint.Kind.ESPLORA));

  /**
   * @param of chain that is read live
   */
  List<Endpoint> endpoints(Chain of) {
    Optional<Node> root = root();
    if (root.isEmpty()) {
      return List.of();
    }
    List<String> known = Stream.of(Chain.ETHEREUM, Chain.BITCOIN).map(Chain::id).toList();
    Map<String, Setting> chains = new Setting(file, "document", root.get()).members(known);
    List<Endpoint> endpoints = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Setting item :
        Stream.ofNullable(chains.get(of.id())).flatMap(s -> s.items().stream()).toList()) {
      Endpoint endpoint = endpoint(item, KINDS.getOrDefault(of, List.of()));
      if (!names.add(endpoint.name())) {
        throw item.refuse("its name stands twice, expected one endpoint of a name");
      }
      endpoints.add(endpoint);
    }
    return endpoints;
  }

  private Endpoint endpoint(Setting item, List<Endpoint.Kind> kinds) {
    Map<String, Setting> fields = item.members(FIELDS);
    Setting url = required(item, fields, "url");
    return new EndpointDraft(
            name(required(item, fields, "name")),
            required(item, fields, "kind").oneOf(kinds, SourcesFile::word),
            EndpointUrl.read(url.text(), url::refuse),
            Optional.ofNullable(fields.get("key")).map(keys::key),
            Optional.ofNullable(fields.get("key-in"))
                .map(place -> place.oneOf(List.of(Endpoint.KeyPlace.values()), SourcesFile::word)),
            Optional.ofNullable(fields.get("calls-per-second"))
                .map(number -> OptionalInt.of(calls(number)))
                .orElse(OptionalInt.empty()))
        .endpoint();
  }

  private static Setting required(Setting item, Map<String, Setting> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(
            () -> item.refuse("%s is missing, expected name, kind and url".formatted(name)));
  }

  private static String name(Setting name) {
    if (!NAME.matcher(name.text()).matches() || LIKE_A_KEY.matcher(name.text()).find()) {
      throw name.wrong("a name of up to 40 letters, digits, dots and dashes that is like no key");
    }
    return name.text();
  }

  private static int calls(Setting number) {
    String text = number.text();
    boolean isNumber = text.matches("[1-9][0-9]{0,5}") && Integer.parseInt(text) <= MOST_CALLS;
    if (!isNumber) {
      throw number.wrong("a whole number from 1 to " + MOST_CALLS);
    }
    return Integer.parseInt(text);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Node> root() {
    try {
      String text = Files.readString(file);
      return new Composer(SETTINGS, new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)))
          .getSingleNode();
    } catch (MarkedYamlEngineException e) {
      long line = e.getProblemMark().map(mark -> mark.getLine() + 1L).orElse(1L);
      throw refusal("line %d: not YAML".formatted(line));
    } catch (YamlEngineException e) {
      throw refusal("not YAML");
    } catch (IOException e) {
      throw refusal("cannot be read: " + reason(e));
    }
  }

  private SpoorException refusal(String problem) {
    return SpoorException.invalidInput(file + ", " + problem);
  }

  /** Without the path, which may be a key that stands in the wrong place. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "reading is not permitted";
      case NoSuchFileException _ -> "there is no such file";
      case CharacterCodingException _ -> "not UTF-8 text";
      case FileSystemException _ -> "it cannot be read";
      default -> String.valueOf(e.getMessage());
    };
  }
}
