package org.spoor.ethereum.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One folder of recorded answers of nodes, and rows of what is in them. */
record EtlFolder(Path path) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The results of the answers whose name contains {@code call}, in order of their names. */
  List<JsonNode> answers(String call) {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().matches("web3_response.*"))
          .filter(file -> file.getFileName().toString().contains(call))
          .sorted()
          .map(file -> MAPPER.readTree(file).get("result"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode answer(String call) {
    return answers(call).getFirst();
  }

  List<JsonNode> lines(String name) {
    return read(name).stream().map(MAPPER::readTree).toList();
  }

  /** Rows of JSON or CSV without quotes; what is absent or null is empty. */
  List<Map<String, String>> rows(String name) {
    return name.endsWith(".json")
        ? lines(name).stream().map(EtlFolder::row).toList()
        : csv(read(name));
  }

  private static Map<String, String> row(JsonNode line) {
    return line.propertyStream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().isNull() ? "" : e.getValue().asString("")));
  }

  private static List<Map<String, String>> csv(List<String> lines) {
    List<String> names = List.of(lines.getFirst().split(","));
    return lines.stream().skip(1).map(line -> row(names, line.split(",", -1))).toList();
  }

  private static Map<String, String> row(List<String> names, String[] values) {
    Map<String, String> row = new LinkedHashMap<>();
    IntStream.range(0, names.size()).forEach(i -> row.put(names.get(i), values[i]));
    return row;
  }

  private List<String> read(String name) {
    try {
      return Files.readAllLines(path.resolve(name)).stream().filter(l -> !l.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
