package dev.setpoint.edge.server.queue;

import java.util.Locale;

/**
 * Somebody says that something happened in a repository.
 *
 * @param fullName {@code owner/name}, in any case
 * @param delivery GitHub's id of the delivery that said so, for the log
 */
public record Knock(String fullName, String delivery) {

  /** Repositories are the same whatever the case of their name. */
  public static String key(String fullName) {
    return fullName.toLowerCase(Locale.ROOT);
  }

  String key() {
    return key(fullName);
  }
}
