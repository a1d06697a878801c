package org.spoor.recorded.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;

/**
 * The chain that is meant where a row names none.
 *
 * @param named the incident's chains of one ledger model
 * @param ifNone the chain of an incident that names no such
 */
public record UnnamedChain(List<Chain> named, Chain ifNone) {

  public static UnnamedChain of(Incident incident, LedgerModel model, Chain ifNone) {
    return new UnnamedChain(
        incident.chains().stream()
            .map(Chain::find)
            .flatMap(Optional::stream)
            .filter(chain -> chain.model() == model)
            .distinct()
            .toList(),
        ifNone);
  }

  /**
   * The chain of a row.
   *
   * @throws SpoorException if it could be one of several
   */
  public Chain of(Place row) {
    if (named.size() > 1) {
      throw row.refuse(
          "chain",
          "is missing: the incident names "
              + named.stream().map(Chain::id).collect(Collectors.joining(" and ")));
    }
    return named.isEmpty() ? ifNone : named.getFirst();
  }
}
