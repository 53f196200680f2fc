package dev.setpoint.edge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What killed processes left in the temporary directory. A pass lives for minutes: what nobody has
 * written to for a day belongs to nobody.
 */
final class Leftovers {
  static final Duration AGE = Duration.ofDays(1);

  /** Where git writes while somebody uses the folder. */
  private static final List<String> PARTS = List.of("", "objects", "objects/pack", "refs");

  private Leftovers() {}

  /** Deletes old folders whose names begin so; what cannot be deleted stays. */
  static void sweep(@Nullable Path temporary, String name) {
    if (temporary == null) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, name + "*")) {
      for (Path folder : folders) {
        if (isLeftOver(folder)) {
          delete(folder);
        }
      }
    } catch (IOException | UncheckedIOException | java.nio.file.DirectoryIteratorException e) {
      // Another process sweeps too, or may not: the pass itself is over and stands.
      return;
    }
  }

  // A link is nobody's folder, whatever it is called.
  private static boolean isLeftOver(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Instant young = Instant.now().minus(AGE);
    for (String part : PARTS) {
      Path path = folder.resolve(part);
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
          && Files.getLastModifiedTime(path).toInstant().isAfter(young)) {
        return false;
      }
    }
    return true;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
