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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.parse.Network;
import org.spoor.ethereum.EthereumSource;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;

/** The file {@code sources.yaml}; docs/sources.md describes it. */
final class SourcesFile {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).build();
  private final Path file;
  private final UserPaths paths;
  private final KeyPlaces keys;

  /**
   * @param home folder of the user
   */
  SourcesFile(Path file, Map<String, String> environment, Path home) {
    this.file = file;
    this.paths = new UserPaths(file, home);
    this.keys = new KeyPlaces(paths, environment);
  }

  List<EthereumSource> ethereum() {
    return sources(
        Chain.ETHEREUM,
        item -> SourceEntry.ofEthereum(item, keys).ethereum(),
        EthereumSource::name);
  }

  /**
   * @param chain one of Bitcoin's networks
   */
  List<BitcoinSource> bitcoin(Chain chain) {
    Network network = Network.of(chain).orElseThrow();
    return sources(
        chain, item -> BitcoinKind.of(item).read(item, network, keys, paths), BitcoinSource::name);
  }

  private <S> List<S> sources(Chain of, Function<Setting, S> reading, Function<S, String> name) {
    Optional<Node> root = root();
    if (root.isEmpty()) {
      return List.of();
    }
    List<String> known =
        Stream.concat(Stream.of(Chain.ETHEREUM), Network.chains().stream()).map(Chain::id).toList();
    Map<String, Setting> chains = new Setting(file, "document", root.get()).members(known);
    List<S> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Setting item :
        Stream.ofNullable(chains.get(of.id())).flatMap(s -> s.items().stream()).toList()) {
      S source = reading.apply(item);
      if (!names.add(name.apply(source))) {
        throw item.refuse("its name stands twice, expected one endpoint of a name");
      }
      sources.add(source);
    }
    return sources;
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
