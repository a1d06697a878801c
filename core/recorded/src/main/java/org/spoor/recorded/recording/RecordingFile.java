package org.spoor.recorded.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.YamlFile;
import org.spoor.recorded.file.YamlNode;
import org.spoor.recorded.file.YamlNode.YamlMapping;
import org.spoor.recorded.file.YamlText;

/**
 * The file {@code recording.yaml}: that a case folder was recorded from a run, and how.
 *
 * @param incidents the files of further incidents
 * @param files all others of the recording, by name, with their hashes
 */
public record RecordingFile(
    String version,
    String command,
    List<Head> heads,
    List<Input> inputs,
    List<String> remarks,
    List<Setting> stated,
    List<String> incidents,
    Map<String, String> files) {

  public static final String NAME = "recording.yaml";

  private static final List<String> KEYS =
      List.of("version", "command", "heads", "inputs", "remarks", "settings", "incidents", "files");

  public static RecordingFile read(CaseFile file, Interned values) {
    YamlMapping map = new YamlFile(file, values).document().mapping(KEYS);
    Map<String, String> files = new TreeMap<>();
    map.items("files").forEach(node -> add(node.mapping(List.of("name", "sha256")), files));
    return new RecordingFile(
        map.requiredField("version").required(),
        map.requiredField("command").required(),
        map.items("heads").stream().map(RecordingFile::head).toList(),
        map.items("inputs").stream().map(RecordingFile::input).toList(),
        map.texts("remarks"),
        map.items("settings").stream().map(RecordingFile::setting).toList(),
        map.items("incidents").stream().map(RecordingFile::name).toList(),
        files);
  }

  private static void add(YamlMapping entry, Map<String, String> files) {
    Field name = entry.requiredField("name");
    if (files.putIfAbsent(name.required(), entry.requiredField("sha256").sha256()) != null) {
      throw name.wrong("new: a file above has that name");
    }
  }

  private static String name(YamlNode node) {
    Field name = node.field();
    if (!name.text().matches("[\\w.-]+")) {
      throw name.wrong("the name of a file in this folder");
    }
    return name.text();
  }

  private static Head head(YamlNode node) {
    YamlMapping map = node.mapping(List.of("chain", "height", "time"));
    return new Head(
        map.requiredField("chain").chain(),
        map.field("height").map(Field::height).map(OptionalLong::of).orElse(OptionalLong.empty()),
        map.requiredField("time").time());
  }

  private static Input input(YamlNode node) {
    YamlMapping map = node.mapping(List.of("name", "sha256"));
    return new Input(map.requiredField("name").required(), map.field("sha256").map(Field::sha256));
  }

  private static Setting setting(YamlNode node) {
    YamlMapping map = node.mapping(List.of("name", "value"));
    return new Setting(map.requiredField("name").required(), map.text("value"));
  }

  /**
   * Refuses files that are not as they were recorded.
   *
   * @param read those of the folder that were read
   */
  public void check(CaseFile file, List<Source> read) {
    Set<String> missing = new LinkedHashSet<>(files.keySet());
    for (Source source : read) {
      missing.remove(source.name());
      String recorded = files.get(source.name());
      if (recorded != null && !recorded.equals(source.sha256())) {
        throw SpoorException.malformedData(
            "%s is not as it was recorded: its SHA-256 is %s, in %s it is %s"
                .formatted(file.shownBeside(source.name()), source.sha256(), NAME, recorded));
      }
    }
    missing.stream()
        .findFirst()
        .ifPresent(name -> {
          throw file.refuse("'%s' is a file of the recording that is not read".formatted(name));
        });
  }

  /** It as YAML's values. */
  public Map<String, Object> text() {
    YamlText text = new YamlText();
    text.put("version", version);
    text.put("command", command);
    text.put("heads", heads.stream().map(RecordingFile::text).toList());
    text.put("inputs", inputs.stream().map(RecordingFile::text).toList());
    text.put("remarks", remarks);
    text.put("settings", stated.stream().map(RecordingFile::text).toList());
    text.put("incidents", incidents);
    List<Map<String, Object>> hashes = new ArrayList<>();
    files.forEach((name, sha256) -> hashes.add(named(name, "sha256", sha256)));
    text.put("files", hashes);
    return text.values();
  }

  private static Map<String, Object> text(Head head) {
    YamlText text = new YamlText();
    text.put("chain", head.chain().id());
    head.height().ifPresent(height -> text.put("height", Long.toString(height)));
    text.put("time", head.time().toString());
    return text.values();
  }

  private static Map<String, Object> text(Input input) {
    return named(input.name(), "sha256", input.sha256().orElse(""));
  }

  private static Map<String, Object> text(Setting setting) {
    return named(setting.name(), "value", setting.value());
  }

  private static Map<String, Object> named(String name, String key, String value) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("name", name);
    if (!value.isEmpty()) {
      text.put(key, value);
    }
    return text;
  }
}
