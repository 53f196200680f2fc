package dev.setpoint.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/** Folders on the disk, which go when the sandbox does. */
public final class Folders {
  private static final int TRIES = 40;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Folders() {}

  /**
   * Deletes a folder with all that is in it. A request that was being answered when the sandbox
   * closed may still write into it for a moment, so it tries for two seconds.
   *
   * @throws UncheckedIOException when something is left after that
   */
  public static void delete(Path folder) {
    for (int i = 1; !isDeleted(folder, i == TRIES); i++) {
      pause();
    }
  }

  private static boolean isDeleted(Path folder, boolean last) {
    if (Files.notExists(folder)) {
      return true;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      if (last) {
        IOException cause = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
        throw new UncheckedIOException("deleting " + folder, cause);
      }
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
