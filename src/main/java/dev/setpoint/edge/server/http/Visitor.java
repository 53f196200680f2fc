package dev.setpoint.edge.server.http;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may look at pages.
 *
 * @param repositories full names in lower case of what they may see; empty for everything
 */
public record Visitor(String login, Optional<Set<String>> repositories) {

  boolean sees(String name) {
    return repositories.isEmpty() || repositories.get().contains(name);
  }
}
