package dev.setpoint.sandbox;

import java.nio.file.Path;

/** Directories that tests start a repository from. */
final class Seeds {
  private Seeds() {}

  /** Three workflows: deploy.yml and slow.yml may be dispatched, ci.yml may not. */
  static Path withWorkflows() {
    return Path.of("src/test/resources/sandbox/seed");
  }
}
