package org.spoor.ethereum.explorer;

import java.util.List;
import java.util.Map;
import org.spoor.model.value.Address;

/** Holds what an explorer lists against another who knows. */
public interface SpotCheck {

  /** Where there is nobody else to ask. */
  SpotCheck NONE = rows -> Map.of();

  /**
   * @param rows that are listed of addresses
   * @return what of them is contradicted, in words; nothing of an address where all agrees
   */
  Map<Address, List<String>> contradictions(Map<Address, List<ExplorerRow.Moved>> rows);
}
