package dev.setpoint.diff;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that is put together when it is first read: most passes tell of a few steps only.
 * Equal to whatever reads the same.
 */
public final class Told {
  private final Supplier<String> words;
  // Whoever reads it first at the same time as another puts together the same.
  private volatile @Nullable String read;

  private Told(Supplier<String> words) {
    this.words = words;
  }

  public static Told of(String words) {
    return new Told(() -> words);
  }

  static Told whenRead(Supplier<String> words) {
    return new Told(words);
  }

  @Override
  public String toString() {
    String known = read;
    if (known == null) {
      known = words.get();
      read = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Told told && toString().equals(told.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
