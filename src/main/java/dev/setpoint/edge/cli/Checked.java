package dev.setpoint.edge.cli;

import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.ProblemText;
import dev.setpoint.plan.SourceText;
import dev.setpoint.read.NamedWorkflow;
import java.util.List;
import java.util.Optional;

/**
 * What {@code check} found.
 *
 * @param files how many were read
 * @param findings one for each file, in the order they were read
 * @param workflows those that carry out steps of these files, by name
 */
record Checked(int files, List<Findings> findings, List<NamedWorkflow> workflows) {
  /**
   * Of one file.
   *
   * @param plan what it holds; empty for the settings
   */
  record Findings(
      List<Problem> problems, List<Notice> notices, SourceText source, Optional<Plan> plan) {
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
