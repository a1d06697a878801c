package org.spoor.recorded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;

/** Several case folders as one: all that is said of a chain is of the first that has data of it. */
final class JointFolders {

  private final CaseFolder first;
  private final Map<Chain, CaseFolder> owners = new EnumMap<>(Chain.class);
  private final List<Source> sources;
  private final List<String> remarks;
  private final List<Attribution> attributions = new ArrayList<>();
  private final Map<Asset, AssetDescription> assets = new LinkedHashMap<>();

  private JointFolders(CaseFolder first) {
    this.first = first;
    this.sources = new ArrayList<>(first.reader().sources());
    this.remarks = new ArrayList<>(first.reader().remarks());
    first.reader().heads().forEach(head -> owners.put(head.chain(), first));
  }

  static CaseFolder of(CaseFolder first, List<CaseFolder> further) {
    JointFolders joint = new JointFolders(first);
    further.forEach(joint::join);
    joint.copyStatements(first);
    further.forEach(joint::copyStatements);
    return new CaseFolder(
        first.incident(),
        new AttributionBook(joint.attributions),
        joint.reader(),
        joint.assets,
        Optional.empty());
  }

  private void join(CaseFolder folder) {
    String id = folder.incident().id();
    for (Head head : folder.reader().heads()) {
      CaseFolder owner = owners.putIfAbsent(head.chain(), folder);
      if (owner != null) {
        remarks.add(
            "%s: its recorded data of %s are not used, but those of %s"
                .formatted(id, head.chain(), owner.incident().id()));
      }
    }
    if (owners.containsValue(folder)) {
      folder.reader().sources().forEach(file -> sources.add(file.of(id)));
      folder.reader().remarks().forEach(remark -> remarks.add(id + ": " + remark));
    }
  }

  private void copyStatements(CaseFolder folder) {
    AttributionBook book = folder.attributions();
    book.addresses().stream()
        .filter(address -> owner(address.chain()) == folder)
        .forEach(address -> attributions.addAll(book.of(address)));
    folder.assets().values().stream()
        .filter(description -> owner(description.asset().chain()) == folder)
        .forEach(description -> assets.put(description.asset(), description));
  }

  private CaseFolder owner(Chain chain) {
    return owners.getOrDefault(chain, first);
  }

  private ChainReader reader() {
    Map<Chain, ChainReader> readers = new EnumMap<>(Chain.class);
    owners.forEach((chain, folder) -> readers.put(chain, folder.reader()));
    return new JointReader(first.reader(), readers, sources, remarks);
  }
}
