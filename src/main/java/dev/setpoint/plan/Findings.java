package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is found wrong while one file is read, so that all of it is reported at once. */
final class Findings {
  /** More than a person mends in one go; it bounds what a hostile file can make us keep. */
  static final int MOST = 1000;

  private final PlanPath file;
  private final SourceText source;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  Findings(PlanPath file, SourceText source) {
    this.file = file;
    this.source = source;
  }

  /** A problem at an index (from 0) in a line (from 1), not yet reported. */
  Problem at(int line, int index, String message, Optional<String> hint) {
    return new Problem(file, line, source.column(line, index), message, hint);
  }

  void problem(int line, int index, String message) {
    problem(line, index, message, Optional.empty());
  }

  void problem(int line, int index, String message, String hint) {
    problem(line, index, message, Optional.of(hint));
  }

  void problem(int line, int index, String message, Optional<String> hint) {
    if (problems.size() < MOST) {
      problems.add(at(line, index, message, hint));
    }
  }

  void notice(int line, int index, String message, String hint) {
    if (notices.size() < MOST) {
      notices.add(new Notice(file, line, source.column(line, index), message, Optional.of(hint)));
    }
  }

  List<Problem> problems() {
    return sorted(problems);
  }

  /** In the order in which a person reads the file. */
  static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  List<Notice> notices() {
    return List.copyOf(notices);
  }
}
