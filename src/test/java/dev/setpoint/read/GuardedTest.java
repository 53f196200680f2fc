package dev.setpoint.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.PlanPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GuardedTest {
  private static final String GUARD =
      """
        guard:
          runs-on: ubuntu-latest
          steps:
            - uses: setpoint-dev/setpoint/guard@v1
      """;

  @Test
  void everyJobThatWaitsForTheGuardMakesAGuardedWorkflow() {
    assertThat(guarded(GUARD + "  go: { needs: guard, steps: [ { run: ./go } ] }\n")).isTrue();
    assertThat(
            guarded(
                GUARD
                    + "  a: { needs: [guard], steps: [ { run: ./a } ] }\n  b: { needs: a, steps: [ { run: ./b } ] }\n"))
        .isTrue();
  }

  @Test
  void aJobThatDoesNotWaitMakesItUnguarded() {
    assertThat(guarded(GUARD + "  go: { steps: [ { run: ./go } ] }\n")).isFalse();
  }

  @Test
  void aJobThatRunsRegardlessMakesItUnguarded() {
    for (String condition :
        List.of("always()", "${{ !cancelled() }}", "failure()", "success() || failure()")) {
      assertThat(
              guarded(
                  GUARD
                      + "  go: { needs: guard, if: \""
                      + condition
                      + "\", steps: [ { run: ./go } ] }\n"))
          .as(condition)
          .isFalse();
    }
  }

  @Test
  void aGuardThatComesTooLateOrMayFailIsNone() {
    assertThat(guarded("  go:\n    steps:\n      - run: ./go\n      - uses: a/b/guard@v1\n"))
        .isFalse();
    assertThat(
            guarded(
                "  go:\n    steps:\n      - uses: a/b/guard@v1\n        continue-on-error: true\n      - run: ./go\n"))
        .isFalse();
    assertThat(
            guarded(
                "  go:\n    continue-on-error: true\n    steps:\n      - uses: a/b/guard@v1\n      - run: ./go\n"))
        .isFalse();
  }

  @Test
  void aFileThatIsNoWorkflowOffersNothing() {
    for (String text :
        List.of("", "just words", "- a\n- b", "on: push", "jobs: [", "a: &a [*a]", "? *a")) {
      WorkflowFile file = parse(text);
      assertThat(file.inputs()).as(text).isEmpty();
      assertThat(file.guarded()).as(text).isFalse();
    }
  }

  @Test
  void theThreeWaysToWriteTheTriggerAreUnderstood() {
    assertThat(parse("on: workflow_dispatch").inputs()).isPresent();
    assertThat(parse("on: [push, workflow_dispatch]").inputs()).isPresent();
    WorkflowFile full =
        parse(
            "on:\n  workflow_dispatch:\n    inputs:\n      setpoint:\n      version: { required: true }\n");
    assertThat(full.takesPart()).isTrue();
    assertThat(full.inputs().orElseThrow())
        .containsEntry("version", true)
        .containsEntry("setpoint", false);
  }

  private static boolean guarded(String jobs) {
    return parse("on: workflow_dispatch\njobs:\n" + jobs).guarded();
  }

  private static WorkflowFile parse(String text) {
    PlanPath path = new PlanPath(".github/workflows/x.yml");
    PlanFile file = new PlanFile(path, "b", text.getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(Workflows.of(List.of(file)).get("x.yml"));
  }
}
