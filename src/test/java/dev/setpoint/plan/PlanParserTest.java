package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.plan;
import static dev.setpoint.plan.Texting.resource;
import static dev.setpoint.plan.Texting.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanParserTest {
  @Test
  void theExampleOfTheDesignIsReadAsItsAuthorMeantIt() {
    Plan plan = plan(Texting.parse(resource("system-upgrade.md")));
    assertThat(words(plan.problems())).isEmpty();
    assertThat(plan.id()).isEqualTo(new PlanId("system-upgrade"));
    assertThat(plan.title()).isEqualTo("System Upgrade Project");
    assertThat(plan.lifecycle()).isEqualTo(Lifecycle.APPROVED);
    assertThat(plan.steps())
        .extracting(s -> s.id().value())
        .containsExactly("analyze-system", "update-database", "transform-services", "qa", "deploy");
    assertThat(plan.steps().get(0).description())
        .isEqualTo(
            "Find every caller of the v1 schema.\n\n- [ ] every service in `services/` is named");
    assertThat(plan.steps().get(1).kind())
        .isEqualTo(
            new Kind.Workflow(
                "migrate.yml",
                Map.of("version", "2.0", "environment", "staging"),
                2,
                Optional.of(Duration.ofHours(2))));
    assertThat(plan.steps().get(3).needs())
        .containsExactly(new StepId("update-database"), new StepId("transform-services"));
    assertThat(plan.steps().get(3).kind()).isEqualTo(new Kind.Person(List.of("alice")));
    assertThat(plan.steps().get(4).needs()).containsExactly(new StepId("qa"));
    assertThat(plan.block().rows()).hasSize(5);
  }
}
