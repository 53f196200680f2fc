package dev.setpoint.edge.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The difference between two versions of a file, as {@code git diff} writes it. */
final class UnifiedDiff {
  private UnifiedDiff() {}

  /**
   * With its two header lines; line endings do not count.
   *
   * @param before empty where there is no such file
   */
  static String of(String path, Optional<String> before, String after) {
    String old = before.map(UnifiedDiff::plain).orElse("");
    RawText a = new RawText(old.getBytes(StandardCharsets.UTF_8));
    RawText b = new RawText(plain(after).getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b), a, b);
      formatter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    String from = before.isPresent() ? "a/" + path : "/dev/null";
    return "--- " + from + "\n+++ b/" + path + "\n" + out.toString(StandardCharsets.UTF_8);
  }

  static boolean isSame(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n");
  }
}
