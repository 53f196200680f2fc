package dev.setpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.util.Random;

/** What a pass leaves to chance. */
final class Chance {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int NONCE_LENGTH = 20;
  private static final int LONGEST_PAUSE_MILLIS = 400;

  private final Random random = new SecureRandom();

  /** What tells one creation from every other. */
  String nonce() {
    StringBuilder nonce = new StringBuilder();
    for (int i = 0; i < NONCE_LENGTH; i++) {
      nonce.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return nonce.toString();
  }

  /**
   * Waits for somebody else's push to be over. Two passes that lost against each other must not
   * meet again at the same moment.
   *
   * @param attempt how many pushes were tried, from 1
   * @throws InterruptedIOException when the process is to end
   */
  void pause(int attempt) throws IOException {
    try {
      Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS * attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another push");
    }
  }
}
