package org.spoor.app.sources;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in the file of sources, and how it is told. */
final class RefusedSourcesTest {

  private final SourcesOnDisk disk;

  RefusedSourcesTest(@TempDir Path folder) {
    disk = new SourcesOnDisk(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "key: {env: s3cr3t} | line 5, env: expected the name of a variable that the environment has",
        "key: {env: EMPTY} | line 5, env: expected the name of a variable that the environment has",
        "key: {env: MY_KEY, file: x} | line 5, key: expected one of env and file",
        "key: {} | line 5, key: expected one of env and file",
        "key: {s3cr3t} | line 5, key: unknown field, expected one of env, file",
        "key: {? {s3cr3t: x} : y} | not YAML",
        "key: {file: s3cr3t} | line 5, file: expected the path of a key's file: there is no such",
        "key: {file: s3cr3t/../../s3cr3t} | line 5, file: expected the path of a key's file: there",
        "key: {file: .} | line 5, file: expected the path of a key's file: ",
        "key: [s3cr3t, b] | line 5, key: expected one value",
        "key: s3cr3t ü | line 5, key: what stands there is no key, expected one word of ASCII",
        "key-in: s3cr3t | line 5, key-in: expected path or bearer or basic or query",
        "calls-per-second: s3cr3t | line 5, calls-per-second: expected a whole number from 1 to",
        "calls-per-second: 0 | line 5, calls-per-second: expected a whole number from 1 to 100000",
        "calls-per-second: 100001 | expected a whole number from 1 to 100000",
        "s3cr3t: 5 | line 5, ethereum: unknown field, expected one of name, kind, url, key",
        "name: again | line 5, ethereum: 'name' stands twice",
        "key: [ | line 6: not YAML",
        "key: *s3cr3t | line 5: not YAML",
        "key: \"s3cr3t\\q\" | line 5: not YAML",
        "s3cr3t | not YAML"
      })
  void read_badField_isTold_withFileLineAndWhatWasExpected(String line, String problem) {
    disk.write(SourcesOnDisk.node(line));
    disk.assertRefused("sources.yaml, ", problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://node.example/s3cr3t",
        "node.example/s3cr3t",
        "https://",
        "https://node.example:99999/s3cr3t",
        "https://me:s3cr3t@node.example",
        "https://node.example/?key=s3cr3t",
        "https://node.example/#s3cr3t",
        "http://no de/s3cr3t",
        "s3cr3t",
        "x"
      })
  void read_badUrl_isTold_withoutWhatMayBeAKey(String url) {
    disk.write("ethereum:\n  - name: a\n    kind: node\n    url: \"" + url + "\"\n");
    disk.assertRefused("sources.yaml, line 4, url: ", "expected http");
    disk.environment(Map.of("SPOOR_ETHEREUM_URL", url));
    disk.assertRefused("SPOOR_ETHEREUM_URL: ", "expected http");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3cr3t: [] | line 1, document: unknown field, expected one of ethereum",
        "[] | line 1, document: expected keys with values: ethereum",
        "just s3cr3t | line 1, document: expected keys with values: ethereum",
        "ethereum: [{kind: node}] | line 1, ethereum: url is missing",
        "ethereum: [{kind: node, url: 'http://h'}] | name is missing, expected name, kind and url",
        "ethereum: {name: 's3cr3t b', kind: node, url: 'http://h'} | name: expected a name of up",
        "ethereum: {name: a, kind: s3cr3t, url: 'http://h'} | kind: expected node or explorer",
        "ethereum: [s3cr3t] | line 1, ethereum: expected keys with values: name",
        "ethereum: [{name: a, kind: node, url: 'http://h'}, {name: a, kind: node, url: 'http://h'}]"
            + " | line 1, ethereum: its name stands twice"
      })
  void read_badFile_isTold(String text, String problem) {
    disk.write(text);
    disk.assertRefused("sources.yaml, ", problem);
  }
}
