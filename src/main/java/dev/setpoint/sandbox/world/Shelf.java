package dev.setpoint.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind with all their earlier versions, so that a list can be answered as it was some
 * time ago while a read by id is always current. Guarded by the world's lock.
 */
public final class Shelf<K extends Comparable<K>, V> {
  private record Version<V>(Instant since, @Nullable V value) {}

  private final NavigableMap<K, List<Version<V>>> histories = new TreeMap<>();

  public void put(Instant now, K key, V value) {
    histories.computeIfAbsent(key, k -> new ArrayList<>(2)).add(new Version<V>(now, value));
  }

  public void remove(Instant now, K key) {
    histories.computeIfAbsent(key, k -> new ArrayList<>(2)).add(new Version<V>(now, null));
  }

  public @Nullable V get(K key) {
    List<Version<V>> history = histories.get(key);
    return history == null ? null : history.getLast().value;
  }

  /** Whether something was here under this key, perhaps removed since. */
  public boolean knew(K key) {
    return histories.containsKey(key);
  }

  /** What there is now, in the order of the keys. */
  public List<V> all() {
    return asOf(Instant.MAX);
  }

  /** What there was at that time, in the order of the keys. */
  public List<V> asOf(Instant time) {
    List<V> found = new ArrayList<>(histories.size());
    Collection<List<Version<V>>> all = histories.values();
    for (List<Version<V>> history : all) {
      for (int i = history.size() - 1; i >= 0; i--) {
        if (!history.get(i).since.isAfter(time)) {
          V value = history.get(i).value;
          if (value != null) {
            found.add(value);
          }
          break;
        }
      }
    }
    return found;
  }
}
