package dev.setpoint.setup;

import dev.setpoint.read.NamedWorkflow;
import dev.setpoint.read.WorkflowFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How well one workflow that plans name takes part. */
final class WorkflowFindings {
  static final String ENABLE = "switch it on in the repository's Actions tab";

  private WorkflowFindings() {}

  /**
   * One finding for each thing that is not as it should be, or one that says all is well.
   *
   * @param state in GitHub's words; empty where it is not known
   */
  static List<Finding> of(NamedWorkflow named, Optional<String> state, String defaultBranch) {
    String file = named.file();
    if (named.found().isEmpty()) {
      return List.of(
          Finding.wrong(
              file,
              "is named by a plan and is not in .github/workflows on `" + defaultBranch + "`",
              "add it there, or name another workflow"));
    }
    WorkflowFile workflow = named.found().get();
    List<Finding> findings = new ArrayList<>();
    if (workflow.inputs().isEmpty()) {
      findings.add(
          Finding.wrong(
              file,
              "cannot be started by hand or by a plan",
              "add `workflow_dispatch:` under `on:`"));
    } else if (!workflow.takesPart()) {
      findings.add(
          Finding.wrong(
              file,
              "does not declare the input `setpoint`, so plans may not start it",
              "under `workflow_dispatch:` add `inputs: { setpoint: { required: false, type: string"
                  + " } }`"));
    }
    state
        .filter(s -> !s.equals("active"))
        .ifPresent(s -> findings.add(Finding.wrong(file, "is switched off (" + s + ")", ENABLE)));
    if (workflow.takesPart()) {
      habits(named, workflow, findings);
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.fine(
              file,
              named.agents().isEmpty()
                  ? "takes part, is recognisable and guarded"
                  : "takes part, and tells agents of their steps"));
    }
    return findings;
  }

  // A run that tells an agent is no step's job: nothing looks for it, and the guard would refuse
  // it.
  private static void habits(NamedWorkflow named, WorkflowFile workflow, List<Finding> findings) {
    String file = named.file();
    if (!named.steps().isEmpty() && !workflow.namesKey()) {
      findings.add(
          Finding.note(
              file,
              "does not show the key in its `run-name`, so that a run whose start got no answer is"
                  + " not recognised",
              "write for example `run-name: Deploy ${{ inputs.setpoint }}`"));
    }
    if (named.agents().isEmpty() && !workflow.guarded()) {
      findings.add(
          Finding.note(
              file,
              "is not guarded: where nobody can tell whether it was started, a person is asked",
              "let every job need one whose step is `uses: setpoint-dev/setpoint/guard@v1`"
                  + " (`setpoint init` shows it)"));
    }
    if (workflow.concurrent()) {
      findings.add(
          Finding.note(
              file,
              named.agents().isEmpty()
                  ? "limits its runs by `concurrency`, so that only one step at a time is started"
                      + " in it"
                  : "limits its runs by `concurrency`: GitHub cancels one of two that wait, and its"
                      + " agent is never told",
              "remove it where runs may overlap"));
    }
  }
}
