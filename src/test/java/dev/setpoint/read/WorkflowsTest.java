package dev.setpoint.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.PlanPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
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

  private static WorkflowFile parse(String text) {
    PlanPath path = new PlanPath(".github/workflows/x.yml");
    PlanFile file = new PlanFile(path, "b", text.getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(Workflows.of(List.of(file)).get("x.yml"));
  }
}
