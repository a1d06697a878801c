package org.spoor.app.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where keys are kept: the environment, files, and the file of sources if nobody else reads it. */
record KeyPlaces(UserPaths paths, Map<String, String> environment) {

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /** The key that is meant; no message shows it. */
  String key(Setting setting) {
    if (!setting.isMapping()) {
      return literal(setting);
    }
    Map<String, Setting> members = setting.members(List.of("env", "file"));
    if (members.size() != 1) {
      throw setting.refuse("expected one of env and file");
    }
    Setting place = members.values().iterator().next();
    return place.name().equals("env") ? ofVariable(place) : ofFile(place);
  }

  private String literal(Setting setting) {
    String key = checked(setting, setting.text());
    refuseIfOpen(setting, paths.file(), "rw-------, or env: NAME or file: PATH in place of a key");
    return key;
  }

  private String ofVariable(Setting place) {
    String name = place.text();
    return checked(
        place,
        ConfiguredSources.set(environment, name)
            .orElseThrow(
                () -> place.refuse("expected the name of a variable that the environment has")));
  }

  private String ofFile(Setting place) {
    Path keyFile = paths.path(place);
    try {
      String text = Files.readString(keyFile).strip();
      refuseIfOpen(place, keyFile, "rw-------");
      return checked(place, text);
    } catch (IOException e) {
      throw place.refuse("expected the path of a key's file: " + SourcesFile.reason(e));
    }
  }

  private static String checked(Setting place, String key) {
    if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw place.refuse("what stands there is no key, expected one word of ASCII characters");
    }
    return key;
  }

  private static void refuseIfOpen(Setting setting, Path kept, String expected) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(kept);
      if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
        throw setting.refuse(
            "the key's file is open to other users (%s), expected %s"
                .formatted(PosixFilePermissions.toString(permissions), expected));
      }
    } catch (UnsupportedOperationException _) {
      // A file system without such permissions keeps files of a user's folder to the user.
    } catch (IOException e) {
      throw setting.refuse("the key's file cannot be read: " + SourcesFile.reason(e));
    }
  }
}
