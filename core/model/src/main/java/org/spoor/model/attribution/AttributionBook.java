package org.spoor.model.attribution;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spoor.model.value.Address;

/** All attributions at hand, by address. Conflicting ones are all kept. */
public final class AttributionBook {

  public static final AttributionBook EMPTY = new AttributionBook(List.of());

  private final Map<Address, List<Attribution>> byAddress;

  public AttributionBook(Collection<Attribution> attributions) {
    this.byAddress =
        attributions.stream()
            .collect(
                Collectors.groupingBy(
                    Attribution::address, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /** What is said of an address, in the order of the book. */
  public List<Attribution> of(Address address) {
    return byAddress.getOrDefault(address, List.of());
  }

  /** The first statement that the address belongs to a custodian. */
  public Optional<Attribution> custodian(Address address) {
    return of(address).stream().filter(a -> a.category().isCustodial()).findFirst();
  }

  /** The statement to show for an address: its custodian, else the first. */
  public Optional<Attribution> best(Address address) {
    return custodian(address).or(() -> of(address).stream().findFirst());
  }

  public Collection<Address> addresses() {
    return byAddress.keySet();
  }
}
