package dev.setpoint.sandbox.world;

import java.util.Locale;

/** What a person may do in a repository; a later role includes the earlier ones. */
public enum Role {
  NONE,
  READ,
  TRIAGE,
  WRITE,
  MAINTAIN,
  ADMIN;

  public static Role named(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "push" -> WRITE;
      case "pull" -> READ;
      default -> Role.valueOf(word.toUpperCase(Locale.ROOT));
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
