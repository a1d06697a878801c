package org.spoor.bitcoin.blockfile;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What was made last, so that who asks for each output of a large transaction in turn does not have
 * it made each time. Holds as many parts as a few of the largest transactions have. Thread-safe.
 */
final class Recent<K, V> {

  private static final int MOST_PARTS = 200_000;

  private final LinkedHashMap<K, V> made = new LinkedHashMap<>(16, 0.75f, true);
  private final ToIntFunction<V> parts;
  private int held;

  /**
   * @param parts how much room something takes
   */
  Recent(ToIntFunction<V> parts) {
    this.parts = parts;
  }

  V get(K key, Supplier<V> make) {
    synchronized (this) {
      V known = made.get(key);
      if (known != null) {
        return known;
      }
    }
    V fresh = make.get();
    keep(key, fresh);
    return fresh;
  }

  private synchronized void keep(K key, V fresh) {
    if (made.put(key, fresh) == null) {
      held += parts.applyAsInt(fresh);
    }
    Iterator<Map.Entry<K, V>> oldest = made.entrySet().iterator();
    while (held > MOST_PARTS && made.size() > 1) {
      held -= parts.applyAsInt(oldest.next().getValue());
      oldest.remove();
    }
  }
}
