package dev.setpoint.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for actions and workflows that no parser knows; they need nothing but Java. */
class WorkflowRulesTest {
  private static final Pattern USES =
      Pattern.compile("^\\s*(?:-\\s+)?uses:\\s*(.*?)\\s*$", Pattern.MULTILINE);
  // With the version beside it, which people read and dependabot keeps.
  private static final Pattern PINNED =
      Pattern.compile("[^@\\s]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+");
  private static final Pattern OURS =
      Pattern.compile("\\./.*|setpoint-dev/setpoint(/[a-z]+)?@v[0-9]+");

  @Test
  void thereAreWorkflowsToLookAt() throws IOException {
    assertThat(RepositoryFiles.workflows())
        .extracting(file -> file.getFileName().toString())
        .contains("ci.yml", "setpoint.yml", "release.yml", "migrate.yml", "deploy.yml");
  }

  /** An expression in a script is text of a stranger's that becomes code. */
  @Test
  void noScriptContainsAnExpression() throws IOException {
    for (Path file : RepositoryFiles.actionsAndWorkflows()) {
      for (Map<?, ?> step : steps(RepositoryFiles.read(file))) {
        assertThat(String.valueOf(step.get("run")))
            .as("a script in %s", file)
            .doesNotContain("${{");
      }
    }
  }

  @Test
  void whatOthersWroteIsPinnedToACommit() throws IOException {
    for (Path file : RepositoryFiles.actionsAndWorkflows()) {
      assertThat(uses(Files.readString(file)).filter(WorkflowRulesTest::isNotPinned))
          .as("not pinned in %s", file)
          .isEmpty();
    }
  }

  @Test
  void aTagOrABranchIsNoPin() {
    assertThat(
            uses("""
                    - uses: actions/checkout@v7
                    - uses: "actions/cache@main"
                      uses: actions/cache@3d3c42e5aac5ba805825da76410c181273ba90b1
                    - uses: ./
                    - uses: setpoint-dev/setpoint/guard@v1
                    - uses: actions/cache@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                    """)
                .filter(WorkflowRulesTest::isNotPinned))
        .hasSize(3);
  }

  /** One commit for one action: an update that misses a file shows. */
  @Test
  void everyFileUsesTheSameVersionOfAnAction() throws IOException {
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    for (Path file : RepositoryFiles.actionsAndWorkflows()) {
      uses(Files.readString(file))
          .map(use -> use.split("@", 2))
          .filter(use -> use.length == 2)
          .forEach(use -> versions.computeIfAbsent(use[0], name -> new TreeSet<>()).add(use[1]));
    }
    assertThat(versions).isNotEmpty();
    assertThat(versions.values()).allSatisfy(found -> assertThat(found).hasSize(1));
  }

  @Test
  void everyWorkflowSaysWhatItsTokenMayDo() throws IOException {
    for (Path file : RepositoryFiles.workflows()) {
      Map<?, ?> workflow = RepositoryFiles.read(file);
      assertThat(workflow.containsKey("permissions")).as("permissions in %s", file).isTrue();
      assertThat(workflow.get("permissions"))
          .as("what every job of %s may do", file)
          .isIn(Map.of(), Map.of("contents", "read"));
    }
  }

  @Test
  void nothingRunsWithSecretsForStrangersPullRequests() throws IOException {
    for (Path file : RepositoryFiles.workflows()) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContain("pull_request_target");
    }
  }

  /** GitHub ignores a name of a workflow that does not exist. */
  @Test
  void setpointListensToWorkflowsThatExist() throws IOException {
    List<Object> names = new ArrayList<>();
    for (Path file : RepositoryFiles.workflows()) {
      names.add(RepositoryFiles.read(file).get("name"));
    }
    Map<?, ?> on = RepositoryFiles.map(setpoint().get("on"));
    List<?> heard =
        RepositoryFiles.list(RepositoryFiles.map(on.get("workflow_run")).get("workflows"));

    assertThat(heard).isNotEmpty();
    assertThat(names).containsAll(heard);
  }

  @Test
  void aPreviewRunsTheBaseBranchAndMayNotWriteToIt() throws IOException {
    Map<?, ?> preview =
        RepositoryFiles.map(RepositoryFiles.map(setpoint().get("jobs")).get("preview"));
    Map<?, ?> checkout = RepositoryFiles.map(RepositoryFiles.list(preview.get("steps")).getFirst());

    assertThat(RepositoryFiles.map(checkout.get("with")).get("ref"))
        .isEqualTo("${{ github.event.pull_request.base.sha }}");
    assertThat(RepositoryFiles.map(preview.get("permissions")).get("contents")).isEqualTo("read");
  }

  private static Map<?, ?> setpoint() throws IOException {
    return RepositoryFiles.read(Path.of(".github", "workflows", "setpoint.yml"));
  }

  private static Stream<String> uses(String text) {
    return USES.matcher(text).results().map(found -> found.group(1));
  }

  private static boolean isNotPinned(String use) {
    Matcher ours = OURS.matcher(use);
    return !ours.matches() && !PINNED.matcher(use).matches();
  }

  /** The steps of an action, or of every job of a workflow. */
  private static List<Map<?, ?>> steps(Map<?, ?> file) {
    List<Object> holders = new ArrayList<>(RepositoryFiles.map(file.get("jobs")).values());
    holders.add(RepositoryFiles.map(file.get("runs")));
    List<Map<?, ?>> steps = new ArrayList<>();
    for (Object holder : holders) {
      RepositoryFiles.list(RepositoryFiles.map(holder).get("steps"))
          .forEach(step -> steps.add(RepositoryFiles.map(step)));
    }
    return steps;
  }
}
