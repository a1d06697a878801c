package org.spoor.recorded.file;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.spoor.model.SpoorException;

/** A YAML file in which every scalar is text: no number ever becomes a floating-point one. */
public record YamlFile(CaseFile file, Interned values) {

  private static final int MOST_MEGABYTES = 64;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema())
          .setCodePointLimit(MOST_MEGABYTES << 20)
          .setMaxAliasesForCollections(50)
          .build();

  /** The document, to be read as a mapping. */
  public YamlNode document() {
    Node root = file.atMost(MOST_MEGABYTES).read(text -> compose(text.readAllAsString()));
    return new YamlNode(this, "document", root);
  }

  private Node compose(String text) {
    try {
      return new Composer(
              SETTINGS,
              new ShallowParser(this, new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text))))
          .getSingleNode()
          .orElseThrow(() -> file.refuse(1, ": there is nothing in it"));
    } catch (MarkedYamlEngineException e) {
      throw e.getProblemMark().map(mark -> syntax(mark, e)).orElseGet(() -> syntax(e));
    } catch (ReaderException e) {
      long line = text.substring(0, Math.min(e.getPosition(), text.length())).lines().count();
      throw file.refuse(Math.max(1, line), ": a character that YAML does not allow");
    } catch (YamlEngineException e) {
      throw syntax(e);
    }
  }

  private SpoorException syntax(Mark mark, MarkedYamlEngineException e) {
    return refuse(mark, ": not YAML: " + e.getProblem());
  }

  private SpoorException syntax(YamlEngineException e) {
    return file.refuse(
        1, ": not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }

  SpoorException refuse(Mark mark, String problem) {
    return file.refuse(
        mark.getLine() + 1L, ", column %d%s".formatted(mark.getColumn() + 1, problem));
  }
}
