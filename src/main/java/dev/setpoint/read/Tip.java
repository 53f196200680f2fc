package dev.setpoint.read;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.plan.PlanPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one fetch brought: the tip of the plan branch and Setpoint's refs, all of one moment.
 *
 * @param branch the plan branch's short name
 * @param commit its tip
 * @param plans the files that the plan globs match, by path
 * @param settings {@code .github/setpoint.yml} of the plan branch, if it exists
 * @param workflows the files of {@code .github/workflows} on the default branch, which is where
 *     GitHub dispatches from
 * @param defaultBranch the short name of the repository's default branch
 * @param markdown every Markdown path in the tip's tree: tells a moved or deleted plan from one
 *     that the globs miss
 * @param refs everything under {@code refs/setpoint/}
 */
public record Tip(
    String branch,
    CommitId commit,
    List<PlanFile> plans,
    Optional<PlanFile> settings,
    List<PlanFile> workflows,
    String defaultBranch,
    Set<PlanPath> markdown,
    List<Ref> refs) {

  /** The same with these plan files in place of its own. */
  public Tip withPlans(List<PlanFile> others) {
    return new Tip(branch, commit, others, settings, workflows, defaultBranch, markdown, refs);
  }
}
