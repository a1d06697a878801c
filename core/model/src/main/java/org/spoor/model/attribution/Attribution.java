package org.spoor.model.attribution;

import org.spoor.model.value.Address;

/**
 * A sourced statement of who controls an address (TagPack: tag).
 *
 * @param actor the entity's id, or empty
 * @param confidence the TagPack confidence id, or empty
 */
public record Attribution(
    Address address,
    String label,
    String actor,
    Category category,
    String confidence,
    String source) {

  public Attribution {
    if (label.isBlank()) {
      throw new IllegalArgumentException("attribution of " + address + " without a label");
    }
  }
}
