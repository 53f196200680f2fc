package dev.setpoint.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint that is taken when somebody first asks for it: most steps of a plan were never
 * started, and nothing compares theirs.
 */
public final class Print {
  private final String[] parts;
  private @Nullable String hex;

  private Print(String[] parts) {
    this.parts = parts;
  }

  /** Of these parts, in this order. */
  public static Print of(String... parts) {
    return new Print(parts);
  }

  /** {@link Fingerprint#of} the parts. Two threads may both take it, and get the same. */
  public String hex() {
    String known = hex;
    if (known == null) {
      known = Fingerprint.of(parts);
      hex = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Print print && Arrays.equals(parts, print.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  @Override
  public String toString() {
    return hex();
  }
}
