package org.spoor.graph;

import java.util.Map;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/**
 * One end of a movement as a node.
 *
 * @param id unique over all chains
 */
record Place(String id, Label label, String chain, String text) {

  /** The second label of its node, beside {@code Place}. */
  enum Label {
    Address,
    Script,
    Outside
  }

  /** Longer texts, of scripts, stand in an id as their hash: index keys are limited. */
  private static final int LONGEST = 200;

  /**
   * @param chain of the movement; an address knows its own
   */
  static Place of(Party party, Chain chain) {
    return switch (party) {
      case Address address -> place(Label.Address, address.chain(), "", address.text());
      case Script script -> place(Label.Script, chain, "script:", script.text());
      case Outside outside -> place(Label.Outside, chain, "", outside.name());
    };
  }

  private static Place place(Label label, Chain chain, String mark, String text) {
    String name = text.length() > LONGEST ? Digest.ofAll(text).hex() : text;
    return new Place(chain.id() + ":" + mark + name, label, chain.id(), text);
  }

  Map<String, Object> row() {
    return Map.of("id", id, "chain", chain, "text", text);
  }
}
