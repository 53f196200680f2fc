package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.StatusRow.JobLink;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusBlockTest {
  private static final String REPOSITORY = "https://github.com/shop/app/";

  @Test
  void theBlockLooksAsTheDesignShowsIt() {
    byte[] file = resource("system-upgrade.md");
    Plan plan = Texting.plan(Texting.parse(file));
    String block =
        StatusBlock.render(
            plan,
            List.of(
                row(plan, 0, StepStatus.DONE, "done", "#11", "issues/11", "2026-03-03"),
                row(
                    plan,
                    1,
                    StepStatus.DONE,
                    "done",
                    "run 9817",
                    "actions/runs/9817",
                    "2026-03-04"),
                row(plan, 2, StepStatus.RUNNING, "running", "#14", "issues/14", "2026-03-04"),
                waiting(plan, 3, "waiting for `transform-services`"),
                waiting(plan, 4, "waiting for `qa`")));
    assertThat(new String(StatusBlock.splice(file, block), StandardCharsets.UTF_8))
        .isEqualTo(new String(file, StandardCharsets.UTF_8));
    assertThat(StatusBlock.splice(file, block)).isSameAs(file);
  }

  private static StatusRow row(
      Plan plan, int i, StepStatus status, String words, String job, String path, String since) {
    return new StatusRow(
        plan.steps().get(i),
        status,
        words,
        false,
        Optional.of(new JobLink(job, REPOSITORY + path)),
        Optional.of(LocalDate.parse(since)));
  }

  private static StatusRow waiting(Plan plan, int i, String words) {
    return new StatusRow(
        plan.steps().get(i), StepStatus.WAITING, words, false, Optional.empty(), Optional.empty());
  }
}
