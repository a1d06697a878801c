package org.spoor.engine.trace;

import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Address;

/**
 * The accounts of a run by address: open addressing, keys and values side by side, for the two
 * look-ups that every event costs.
 */
final class AccountIndex {

  private @Nullable Object[] table = new @Nullable Object[2048];
  private int size;

  @Nullable Account get(Address address) {
    int mask = table.length / 2 - 1;
    for (int at = spread(address) & mask; ; at = (at + 1) & mask) {
      Object key = table[2 * at];
      if (key == null) {
        return null;
      }
      if (key.equals(address)) {
        return (Account) table[2 * at + 1];
      }
    }
  }

  boolean contains(Address address) {
    return get(address) != null;
  }

  /** Adds an account whose address is not there yet. */
  void add(Account account) {
    if (4 * ++size > table.length) {
      grow();
    }
    put(account);
  }

  private void put(Account account) {
    int mask = table.length / 2 - 1;
    int at = spread(account.address) & mask;
    while (table[2 * at] != null) {
      at = (at + 1) & mask;
    }
    table[2 * at] = account.address;
    table[2 * at + 1] = account;
  }

  private void grow() {
    @Nullable Object[] old = table;
    table = new @Nullable Object[2 * old.length];
    for (int i = 1; i < old.length; i += 2) {
      if (old[i] instanceof Account account) {
        put(account);
      }
    }
  }

  private static int spread(Address address) {
    int hash = address.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
