package dev.setpoint.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.WorkflowFile;
import dev.setpoint.read.Workflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows that this repository's plans start, as Setpoint reads them: samples to copy. */
class SampleWorkflowsTest {

  @ParameterizedTest
  @ValueSource(strings = {"migrate.yml", "deploy.yml", "rehearse.yml"})
  void aPlanMayStartThemAndRecognisesTheirRuns(String name) throws IOException {
    WorkflowFile workflow = read(name);

    assertThat(workflow.takesPart()).isTrue();
    assertThat(workflow.namesKey()).isTrue();
  }

  /** A job that starts although the guard refused would run a deploy twice. */
  @Test
  void everyJobOfTheDeployWaitsForTheGuard() throws IOException {
    Map<?, ?> jobs = RepositoryFiles.map(RepositoryFiles.read(path("deploy.yml")).get("jobs"));
    Map<?, ?> guard = RepositoryFiles.map(jobs.get("guard"));
    Map<?, ?> deploy = RepositoryFiles.map(jobs.get("deploy"));

    assertThat(jobs).hasSize(2);
    assertThat(RepositoryFiles.list(guard.get("steps")))
        .isEqualTo(List.of(Map.of("uses", "setpoint-dev/setpoint/guard@v1")));
    assertThat(deploy.get("needs")).isEqualTo("guard");
    assertThat(deploy.containsKey("if")).isFalse();
  }

  @Test
  void theWorkflowThatIsCalledBackTakesTheRun() throws IOException {
    assertThat(read("setpoint.yml").inputs()).isEqualTo(Optional.of(Map.of("run", false)));
  }

  /** Setpoint wakes its own workflow too: it must never be one that a plan can start. */
  @Test
  void noPlanCanStartSetpointItself() throws IOException {
    assertThat(read("setpoint.yml").takesPart()).isFalse();
  }

  private static WorkflowFile read(String name) throws IOException {
    PlanFile file =
        new PlanFile(
            new PlanPath(".github/workflows/" + name),
            "0".repeat(40),
            Files.readAllBytes(path(name)));
    return Workflows.of(List.of(file)).values().iterator().next();
  }

  private static Path path(String name) {
    return Path.of(".github", "workflows", name);
  }
}
