package dev.setpoint.edge.git;

import java.util.Arrays;
import java.util.List;

/**
 * Which paths of a tree are plans. {@code *} and {@code ?} stay within a directory, {@code **} as a
 * whole component stands for any number of directories, everything else for itself.
 */
public record Globs(List<String> patterns) {
  /** Reads {@code plans/**}{@code /*.md, docs/*.md}: several patterns, separated by commas. */
  public static Globs parse(String text) {
    return new Globs(
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList());
  }

  public boolean match(String path) {
    String[] parts = path.split("/", -1);
    return patterns.stream().anyMatch(p -> components(p.split("/", -1), parts));
  }

  // Greedy with one point of return, for components as for characters: never exponential, whatever
  // the pattern.
  private static boolean components(String[] pattern, String[] path) {
    int p = 0;
    int s = 0;
    int star = -1;
    int mark = 0;
    while (s < path.length) {
      if (p < pattern.length && pattern[p].equals("**")) {
        star = p++;
        mark = s;
      } else if (p < pattern.length && name(pattern[p], path[s])) {
        p++;
        s++;
      } else if (star >= 0) {
        p = star + 1;
        s = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p].equals("**")) {
      p++;
    }
    return p == pattern.length;
  }

  private static boolean name(String pattern, String name) {
    int p = 0;
    int s = 0;
    int star = -1;
    int mark = 0;
    while (s < name.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (c == '*') {
        star = p++;
        mark = s;
      } else if (p < pattern.length() && (c == '?' || c == name.charAt(s))) {
        p++;
        s++;
      } else if (star >= 0) {
        p = star + 1;
        s = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
