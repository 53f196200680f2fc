package dev.setpoint.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.PlanPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which workflows are known to refuse a second start, and which are only nearly so. */
class GuardedTest {
  private static final String GUARD =
      """
        guard:
          runs-on: ubuntu-latest
          permissions: { contents: write, actions: read }
          steps:
            - uses: acme/setpoint/guard@v1
      """;

  @Test
  void everyJobThatNeedsTheGuardDirectlyOrNotIsGuarded() {
    assertThat(
            isGuarded(
                GUARD
                    + """
                      build: { needs: guard, runs-on: x, steps: [{ run: make }] }
                      deploy: { needs: [build], runs-on: x, steps: [{ run: ./deploy }] }
                    """))
        .isTrue();
  }

  @Test
  void theGuardMayBeTheFirstStepOfTheOnlyJob() {
    assertThat(
            isGuarded(
                """
                  deploy:
                    runs-on: x
                    steps:
                      - uses: actions/checkout@v5
                      - uses: acme/setpoint/guard@0123456789012345678901234567890123456789
                      - run: ./deploy
                """))
        .isTrue();
  }

  @Test
  void theCallbackMayRunAfterAFailure() {
    assertThat(
            isGuarded(
                GUARD
                    + """
                      deploy: { needs: guard, runs-on: x, steps: [{ run: ./deploy }] }
                      tell:
                        needs: deploy
                        if: always()
                        runs-on: x
                        steps: [{ uses: acme/setpoint/callback@v1 }]
                    """))
        .isTrue();
  }

  @Test
  void stepsThatRunAlwaysAreNoDangerInAJobThatNeverStarts() {
    assertThat(
            isGuarded(
                GUARD
                    + """
                      deploy:
                        needs: guard
                        runs-on: x
                        steps: [{ run: ./deploy }, { if: "failure()", run: ./notify }]
                    """))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "always()",
        "${{ ALWAYS() }}",
        "failure()",
        "cancelled()",
        "!cancelled()",
        "success() || true",
        "!success()",
        "${{ success() != true }}",
        "always ( )"
      })
  void aJobThatAsksForAStatusOfItsOwnMakesItDoubtful(String condition) {
    assertThat(isGuarded(GUARD + deploy("needs: guard, if: \"%s\"".formatted(condition))))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"success()", "${{ success() }}", "github.ref == 'refs/heads/main'"})
  void aConditionThatStillWantsSuccessIsHarmless(String condition) {
    assertThat(isGuarded(GUARD + deploy("needs: guard, if: \"%s\"".formatted(condition)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs-on: y",
        "needs: other",
        "needs: guard, continue-on-error: true",
      })
  void aJobThatDoesNotWaitForTheGuardMakesItUnguarded(String job) {
    assertThat(isGuarded(GUARD + deploy(job))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ uses: acme/guard@v1 }",
        "{ uses: ./guard }",
        "{ uses: acme/setpoint/guard }",
        "{ uses: acme/setpoint@v1 }",
        "{ uses: acme/setpoint/guard@v1, if: github.event.inputs.setpoint }",
        "{ uses: acme/setpoint/guard@v1, continue-on-error: true }",
        "{ run: ./first }, { uses: acme/setpoint/guard@v1 }",
        "{ uses: acme/setpoint/guard@v1 }, { if: always(), run: ./deploy }"
      })
  void whatIsOnlyNearlyTheGuardIsNone(String steps) {
    assertThat(isGuarded("  deploy: { runs-on: x, steps: [%s] }\n".formatted(steps))).isFalse();
  }

  private static String deploy(String fields) {
    return "  deploy: { %s, steps: [{ run: ./deploy }] }\n".formatted(fields);
  }

  private static boolean isGuarded(String jobs) {
    String text = "on:\n  workflow_dispatch:\n    inputs: { setpoint: {} }\njobs:\n" + jobs;
    PlanFile file =
        new PlanFile(
            new PlanPath(".github/workflows/deploy.yml"),
            "0".repeat(40),
            text.getBytes(StandardCharsets.UTF_8));
    WorkflowFile workflow = Objects.requireNonNull(Workflows.of(List.of(file)).get("deploy.yml"));
    assertThat(workflow.takesPart()).as("the workflow can be read").isTrue();
    return workflow.guarded();
  }
}
