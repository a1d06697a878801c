package org.spoor.recorded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.PerChainReader;
import org.spoor.model.chain.Source;
import org.spoor.model.value.Chain;

/**
 * Histories of several chains, each as its own reader has it.
 *
 * @param first answers for chains without a reader of their own
 */
record JointReader(
    ChainReader first, Map<Chain, ChainReader> readers, List<Source> sources, List<String> remarks)
    implements PerChainReader {

  JointReader {
    readers = new EnumMap<>(readers);
    sources = List.copyOf(sources);
    remarks = List.copyOf(remarks);
  }

  @Override
  public ChainReader of(Chain chain) {
    return readers.getOrDefault(chain, first);
  }

  @Override
  public List<Head> heads() {
    return readers.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().heads().stream().filter(head -> head.chain() == entry.getKey()))
        .toList();
  }
}
