package org.spoor.recorded.incident;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.model.value.Chain;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.YamlNode;
import org.spoor.recorded.file.YamlNode.YamlMapping;

/**
 * What the entries of an incident may refer to.
 *
 * @param onlyChain the chain that is meant where none is named
 * @param foreignChains ledgers of the incident that cannot be read here
 * @param sourceIds the sources that may be cited
 */
record IncidentContext(
    Optional<Chain> onlyChain, Set<String> foreignChains, Set<String> sourceIds) {

  static IncidentContext of(YamlMapping incident) {
    List<String> names = incident.texts("chains");
    List<Chain> chains = names.stream().map(Chain::find).flatMap(Optional::stream).toList();
    Set<String> ids = new HashSet<>();
    for (YamlNode source : incident.items("sources")) {
      Field id = source.mapping().requiredField("id");
      if (!ids.add(id.required())) {
        throw id.wrong("a new id: a source above has it");
      }
    }
    return new IncidentContext(
        chains.size() == 1 ? Optional.of(chains.getFirst()) : Optional.empty(),
        names.stream().filter(c -> Chain.find(c).isEmpty()).collect(Collectors.toSet()),
        ids);
  }

  /** The chain of an entry. */
  Chain chain(YamlMapping entry) {
    return entry
        .field("chain")
        .map(Field::chain)
        .or(() -> onlyChain)
        .orElseThrow(() -> entry.node().refuse("chain", "is missing"));
  }

  /** The ids of the sources that an entry cites. */
  List<String> statedBy(YamlMapping entry) {
    return entry.items("source").stream().map(this::cited).toList();
  }

  private String cited(YamlNode node) {
    Field id = node.field();
    if (!sourceIds.contains(id.text())) {
      throw id.wrong("the id of one of the sources");
    }
    return id.text();
  }
}
