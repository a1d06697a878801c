package org.spoor.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Source;

/** The files that an incident rests on, apart from the recorded history in its case folder. */
final class IncidentSources {

  private static final String FACTS = "incident.yaml";

  private IncidentSources() {}

  /**
   * The file with the facts, and the list of theft sources if that is a file of its own.
   *
   * @param folder of an incident that could be read
   * @param id of the incident, which stands before the names: other folders have such files too
   * @throws SpoorException UNAVAILABLE if they cannot be read any more
   */
  static List<Source> of(Path folder, String id) {
    try {
      byte[] facts = Files.readAllBytes(folder.resolve(FACTS));
      List<Source> sources = new ArrayList<>();
      sources.add(source(id, FACTS, facts));
      Optional<String> list = list(facts);
      if (list.isPresent()) {
        sources.add(source(id, list.get(), Files.readAllBytes(folder.resolve(list.get()))));
      }
      return sources;
    } catch (IOException e) {
      throw SpoorException.unavailable(
          "cannot read the files of %s: %s".formatted(id, e.getMessage()), e);
    }
  }

  private static Optional<String> list(byte[] facts) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    return new Load(settings).loadFromInputStream(new ByteArrayInputStream(facts))
            instanceof Map<?, ?> keys
        ? Optional.ofNullable(keys.get("theftSourcesFile")).map(String::valueOf)
        : Optional.empty();
  }

  private static Source source(String id, String name, byte[] content) {
    return new Source(id + "/" + name, HexFormat.of().formatHex(sha256().digest(content)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
