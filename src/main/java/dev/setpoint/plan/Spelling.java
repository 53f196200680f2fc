package dev.setpoint.plan;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that was probably meant, by the number of typing slips between two words. */
final class Spelling {
  private Spelling() {}

  /** {@code did you mean `workflow`?}, or nothing when no candidate is near. */
  static Optional<String> hint(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(near -> "did you mean `" + near + "`?");
  }

  /** The nearest candidate within a slip or two (one for words of up to four letters). */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int allowed = Math.min(candidate.length(), word.length()) <= 4 ? 1 : 2;
      int slips = slips(word, candidate, Math.min(allowed, least - 1));
      if (slips < least) {
        least = slips;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The fewest insertions, deletions, substitutions and swaps of neighbours (optimal string
   * alignment), case aside; {@link Integer#MAX_VALUE} when more than {@code most}.
   */
  static int slips(String one, String other, int most) {
    int n = one.length();
    int m = other.length();
    if (most < 0 || Math.abs(n - m) > most) {
      return Integer.MAX_VALUE;
    }
    int[] before = new int[m + 1];
    int[] last = new int[m + 1];
    int[] row = new int[m + 1];
    for (int j = 0; j <= m; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      row[0] = i;
      for (int j = 1; j <= m; j++) {
        int same = same(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        if (i > 1
            && j > 1
            && same(one.charAt(i - 1), other.charAt(j - 2))
            && same(one.charAt(i - 2), other.charAt(j - 1))) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[m] <= most ? last[m] : Integer.MAX_VALUE;
  }

  private static boolean same(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
