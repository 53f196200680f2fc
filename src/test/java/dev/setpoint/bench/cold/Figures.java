package dev.setpoint.bench.cold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, a line each; ratios are taken round by round, so that a slow moment hits both.
 */
final class Figures {
  /**
   * One figure.
   *
   * @param unit for example {@code x bash} or {@code MB}
   * @param low the lowest of all rounds
   * @param goal at most, or at least when {@code atLeast}; NaN where there is none
   */
  record Figure(
      String name,
      double value,
      double low,
      double high,
      String unit,
      double goal,
      boolean atLeast) {
    boolean reached() {
      return Double.isNaN(goal) || (atLeast ? value >= goal : value <= goal);
    }

    String line() {
      String range = low == high ? "" : " (%s–%s)".formatted(number(low), number(high));
      String aim =
          Double.isNaN(goal)
              ? ""
              : " … goal %s%s %s"
                  .formatted(atLeast ? "≥ " : "≤ ", number(goal), reached() ? "✓" : "✗");
      return "%-58s %s %s%s%s".formatted(name, number(value), unit, range, aim);
    }
  }

  private final List<Figure> all = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  List<Figure> all() {
    return List.copyOf(all);
  }

  /** Why a goal is not reached, in words. */
  void note(String words) {
    notes.add(words);
    System.out.println(words);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Our times against theirs, the median and the extremes of the rounds' ratios. */
  void ratio(String name, double[] ours, double[] theirs, String unit, double goal) {
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ours.length; i++) {
      ratios[i] = ours[i] / theirs[i];
    }
    spread(name, ratios, unit, goal);
  }

  void spread(String name, double[] values, String unit, double goal) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    add(new Figure(name, median(values), sorted[0], sorted[sorted.length - 1], unit, goal, false));
  }

  void one(String name, double value, String unit, double goal) {
    add(new Figure(name, value, value, value, unit, goal, false));
  }

  void atLeast(String name, double value, String unit, double goal) {
    add(new Figure(name, value, value, value, unit, goal, true));
  }

  private void add(Figure figure) {
    all.add(figure);
    System.out.println(figure.line());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static String number(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return value >= 10
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
