package dev.setpoint.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubPlansTest {
  private static final String LEAF = "---\nstatus: approved\n---\n# Leaf\n\n## Steps\n\n### A\n";

  @Test
  void aPathIsReadFromTheFilesFolderElseFromTheRoot() {
    assertThat(found("db/x.md", Map.of("plans/db/x.md", LEAF))).contains("db/x");
    assertThat(found("plans/db/x.md", Map.of("plans/db/x.md", LEAF))).contains("db/x");
    assertThat(found("./x.md", Map.of("plans/x.md", LEAF))).contains("x");
    assertThat(found("../runbooks/x.md", Map.of("runbooks/x.md", LEAF))).contains("runbooks/x");
    assertThat(found("../../x.md", Map.of("x.md", LEAF))).isEmpty();
  }

  @Test
  void aPlanThatWasMovedIsFoundByItsOldPath() {
    String carried =
        LEAF.replace(
            "# Leaf\n",
            """
            # Leaf

            <!-- setpoint:status plan=x · written by Setpoint -->
            <!-- /setpoint:status -->
            """);
    assertThat(found("x.md", Map.of("plans/archive/x.md", carried))).contains("x");
  }

  @Test
  void aMissingPlanIsAProblemWithItsPlace() {
    Plan parent = parent("x.md", Map.of());
    assertThat(parent.steps().getFirst().problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.message()).isEqualTo("there is no plan `x.md`");
              assertThat(p.line()).isEqualTo(10);
              assertThat(p.column()).isEqualTo(9);
            });
  }

  @Test
  void plansThatWaitForEachOtherAreProblemsOfTheirSteps() {
    String back = LEAF + "\n### B\n\n- plan: parent.md\n";
    Plan parent = parent("x.md", Map.of("plans/x.md", back));
    assertThat(parent.problems()).isEmpty();
    assertThat(parent.steps().getFirst().problems())
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.message())
                    .isEqualTo("these plans wait for each other: `parent` → `x` → `parent`"));
    Plan itself = parent("parent.md", Map.of());
    assertThat(itself.steps().getFirst().problems())
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.message())
                    .isEqualTo("these plans wait for each other: `parent` → `parent`"));
  }

  private static Optional<String> found(String written, Map<String, String> others) {
    return parent(written, others).steps().getFirst().kind() instanceof Kind.SubPlan sub
        ? sub.plan().map(PlanId::value)
        : Optional.empty();
  }

  private static Plan parent(String written, Map<String, String> others) {
    String text = "---\nstatus: approved\n---\n# Parent\n\n## Steps\n\n### One\n\n- plan: ";
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("plans/parent.md", text + written + "\n");
    texts.putAll(others);
    return TipOf.plans(texts, List.of()).plans().getFirst();
  }
}
