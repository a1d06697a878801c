package org.spoor.bitcoin;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.Excerpt;
import org.spoor.model.SpoorException;

/** A server that can be used: what it can do was asked now or, offline, in an earlier run. */
record Opened(BitcoinSource.Asked source, Way way, Ability ability) {

  /**
   * @throws SpoorException as {@link Way#probe}; UNAVAILABLE also if offline nothing is remembered
   */
  static Opened of(BitcoinSource.Asked source, Way way, Ground ground) {
    return new Opened(
        source, way, ground.offline() ? remembered(source, ground) : probed(source, way, ground));
  }

  private static Ability probed(BitcoinSource.Asked source, Way way, Ground ground) {
    Ability ability = way.probe();
    List<String> lines = new ArrayList<>();
    lines.add(String.valueOf(ability.last()));
    lines.add(ability.can().stream().map(Can::name).collect(Collectors.joining(" ")));
    lines.add(Excerpt.of(ability.client()));
    ability.missing().stream().map(Excerpt::of).forEach(lines::add);
    ground.store().note(name(source, ground), String.join("\n", lines));
    return ability;
  }

  private static Ability remembered(BitcoinSource.Asked source, Ground ground) {
    String noted =
        ground
            .store()
            .noted(name(source, ground))
            .orElseThrow(() ->
                SpoorException.unavailable(
                    "offline: %s was never asked what it can do".formatted(source.name())));
    String[] lines = noted.split("\n", -1);
    try {
      Set<Can> can = EnumSet.noneOf(Can.class);
      for (String word : lines[1].split(" ", -1)) {
        can.add(Can.valueOf(word));
      }
      return new Ability(
          lines[2], Long.parseLong(lines[0]), can, List.of(lines).subList(3, lines.length));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw SpoorException.malformedData(
          "%s: what %s can do is not as it was noted there"
              .formatted(ground.store(), source.name()),
          e);
    }
  }

  private static String name(BitcoinSource.Asked source, Ground ground) {
    return "abilities on %s: %s".formatted(ground.network().chain(), source.identity());
  }
}
