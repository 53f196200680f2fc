package dev.setpoint.edge.github;

import java.io.IOException;

/**
 * A request was sent, or may have been, and nothing usable came back. Deliberately no kind of
 * SocketException: github-api repeats any request that fails with one, a POST too.
 */
final class NoAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  NoAnswer(String message) {
    super(message);
  }
}
