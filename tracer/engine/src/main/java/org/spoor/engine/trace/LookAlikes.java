package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.model.flow.Flag;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.NamedAddress;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Party;

/**
 * Marks addresses whose first and last characters are those of an address known before them: the
 * one that a person would take them for (definitions, section 7).
 */
final class LookAlikes {

  private final Map<String, List<Address>> byLook = new HashMap<>();
  private final Set<Address> seen = new LinkedHashSet<>();
  private final List<Flag> flags = new ArrayList<>();

  /** Addresses that the incidents name as honest ones are known before all others. */
  LookAlikes(List<Incident> incidents) {
    for (Incident incident : incidents) {
      incident.addresses().stream()
          .filter(named -> named.role().equals("genuine") || named.role().equals("victim"))
          .forEach(this::know);
    }
  }

  private void know(NamedAddress named) {
    Chain.find(named.chain()).ifPresent(chain -> meet(new Address(chain, named.address())));
  }

  /** The flags, in the order in which the run met their addresses. */
  List<Flag> flags() {
    return flags;
  }

  /** Notes a party of the run. */
  void meet(Party party) {
    if (!(party instanceof Address address) || address.isNobody() || !seen.add(address)) {
      return;
    }
    List<Address> alike = byLook.computeIfAbsent(look(address), key -> new ArrayList<>(1));
    alike.stream()
        .filter(address::looksLike)
        .findFirst()
        .ifPresent(earlier ->
            flags.add(
                new Flag(address, "looks like %s, which was known before".formatted(earlier))));
    alike.add(address);
  }

  /** What all addresses that look alike share at least. */
  private static String look(Address address) {
    String text = address.text();
    int prefix = address.prefixLength();
    return text.length() < prefix + 5
        ? text
        : text.substring(prefix, prefix + 3) + text.substring(text.length() - 2);
  }
}
