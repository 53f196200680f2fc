package dev.setpoint.edge.cli;

import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.ProblemText;
import dev.setpoint.plan.SourceText;
import java.util.List;

/**
 * What {@code check} found.
 *
 * @param files how many were read
 * @param findings one for each file, in the order they were read
 */
record Checked(int files, List<Findings> findings) {
  /** Of one file. */
  record Findings(List<Problem> problems, List<Notice> notices, SourceText source) {
    String text(Problem problem) {
      return ProblemText.render(problem, source.line(problem.line()));
    }

    String text(Notice notice) {
      return ProblemText.render(notice, source.line(notice.line()));
    }
  }

  boolean isFine() {
    return findings.stream().allMatch(f -> f.problems().isEmpty());
  }
}
