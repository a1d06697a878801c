package org.spoor.app.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;

/**
 * An entry of {@code sources.yaml} with its fields.
 *
 * @param needed the fields that it has to have
 */
record SourceEntry(Setting item, Map<String, Setting> fields, List<String> needed, KeyPlaces keys) {

  static final List<String> ENDPOINT =
      List.of("name", "kind", "url", "key", "key-in", "calls-per-second");
  static final List<String> ENDPOINT_NEEDS = List.of("name", "kind", "url");

  private static final int MOST_CALLS = 100_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  /** Names are shown and kept; providers hand out keys of 20 characters and more, or UUIDs. */
  private static final Pattern LIKE_A_KEY =
      Pattern.compile("(?=[A-Za-z]*[0-9])[A-Za-z0-9]{20}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-");

  static SourceEntry ofEthereum(Setting item, KeyPlaces keys) {
    return new SourceEntry(item, item.members(ENDPOINT), ENDPOINT_NEEDS, keys);
  }

  /** A node or an explorer. */
  Endpoint endpoint() {
    Setting url = required("url");
    String name = name();
    Endpoint.Kind kind =
        required("kind")
            .oneOf(List.of(Endpoint.Kind.NODE, Endpoint.Kind.EXPLORER), SourcesFile::word);
    return endpoint(name, kind, url, keyPlace());
  }

  /**
   * @param keyPlace where the key goes if it does not say so
   */
  Endpoint endpoint(Endpoint.Kind kind, KeyPlace keyPlace) {
    return endpoint(name(), kind, required("url"), keyPlace().or(() -> Optional.of(keyPlace)));
  }

  private Endpoint endpoint(
      String name, Endpoint.Kind kind, Setting url, Optional<KeyPlace> keyPlace) {
    return new EndpointDraft(
            name,
            kind,
            EndpointUrl.read(url.text(), url::refuse),
            Optional.ofNullable(fields.get("key")).map(keys::key),
            keyPlace,
            Optional.ofNullable(fields.get("calls-per-second"))
                .map(number -> OptionalInt.of(calls(number)))
                .orElse(OptionalInt.empty()))
        .endpoint();
  }

  private Optional<KeyPlace> keyPlace() {
    return Optional.ofNullable(fields.get("key-in"))
        .map(place -> place.oneOf(List.of(KeyPlace.values()), SourcesFile::word));
  }

  Setting required(String field) {
    return Optional.ofNullable(fields.get(field))
        .orElseThrow(() ->
            item.refuse(
                "%s is missing, expected %s and %s"
                    .formatted(
                        field,
                        String.join(", ", needed.subList(0, needed.size() - 1)),
                        needed.getLast())));
  }

  String name() {
    Setting name = required("name");
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
}
