package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.cli.Console.Said;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.WorkflowFile;
import dev.setpoint.read.Workflows;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.setup.Permission;
import dev.setpoint.setup.Starter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Setting a checkout up: what is written, what is left alone, and that it then works. */
class InitTest {
  @TempDir Path checkout;

  private final Console console = new Console();

  @BeforeEach
  void standInACheckout() throws IOException {
    Files.createDirectories(checkout.resolve(".git"));
    console.directory = Files.createDirectories(checkout.resolve("docs/deep"));
  }

  @Test
  void anEmptyCheckoutGetsAWorkflowAndADraft() throws IOException {
    Said said = console.run("init");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("--- /dev/null\n+++ b/.github/workflows/setpoint.yml\n@@ -0,0 +1,")
        .contains("+      - uses: setpoint-dev/setpoint@v1\n")
        .contains("wrote .github/workflows/setpoint.yml\nwrote plans/first-plan.md\n")
        .contains("      - uses: setpoint-dev/setpoint/guard@v1\n")
        .contains("      - uses: setpoint-dev/setpoint/callback@v1\n")
        .contains("actions: write")
        .contains("contents: write");
    assertThat(read("plans/first-plan.md")).startsWith("---\nstatus: draft\n---\n");
    Said checked = console.run("check");
    assertThat(checked.out()).isEqualTo("1 file checked, no problems\n");
    assertThat(checked.code()).isZero();
  }

  @Test
  void aSecondTimeNothingIsLeftToDo() throws IOException {
    console.run("init");
    String workflow = read(Starter.WORKFLOW);
    Said again = console.run("init");
    assertThat(again.code()).isZero();
    assertThat(again.out()).startsWith(".github/workflows/setpoint.yml is there already\n");
    assertThat(again.out()).doesNotContain("---").doesNotContain("wrote");
    Files.writeString(checkout.resolve(Starter.WORKFLOW), workflow.replace("\n", "\r\n"));
    assertThat(console.run("init").out()).contains("is there already");
  }

  @Test
  void thePageOfTheActionShowsTheSameWorkflow() throws IOException {
    assertThat(Files.readString(Path.of("docs/action.md")))
        .contains("```yaml\n" + Starter.stepWorkflow() + "```\n");
  }

  @Test
  void aDryRunShowsAllAndWritesNothing() {
    Said said = console.run("init", "--dry-run");
    assertThat(said.out())
        .contains("+name: setpoint\n")
        .contains("would write .github/workflows/setpoint.yml\nwould write plans/first-plan.md\n");
    assertThat(checkout.resolve(".github")).doesNotExist();
    assertThat(checkout.resolve("plans")).doesNotExist();
  }

  @Test
  void anExistingFileIsShownAndNeverChanged() throws IOException {
    String own = "name: setpoint\non: push\njobs: {}\n";
    write(Starter.WORKFLOW, own);
    Said said = console.run("init");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("--- a/.github/workflows/setpoint.yml\n+++ b/.github/workflows/setpoint.yml\n")
        .contains("\n-on: push\n")
        .contains(".github/workflows/setpoint.yml is left as it is");
    assertThat(read(Starter.WORKFLOW)).isEqualTo(own);
  }

  @Test
  void aRepositoryWithPlansGetsNoSampleAndOneThatRunsSetpointNoSecondWorkflow() throws IOException {
    write("plans/own.md", "# Own\n");
    write(
        ".github/workflows/gitops.yml",
        "on: push\njobs: {a: {steps: [\n  {\n  uses: setpoint-dev/setpoint@v1}]}}\n");
    Said said = console.run("init", "--json");
    JsonNode files = said.json().get("files");
    assertThat(files.findValuesAsText("outcome")).containsExactly("not_needed", "not_needed");
    assertThat(files.get(0).get("why").asText())
        .isEqualTo(".github/workflows/gitops.yml runs Setpoint already");
    assertThat(checkout.resolve(Starter.WORKFLOW)).doesNotExist();
    assertThat(checkout.resolve(Starter.PLAN)).doesNotExist();
  }

  @Test
  void theJsonSaysWhatWasWrittenAndWhatIsNeeded() {
    JsonNode json = console.run("init", "--json").json();
    assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.at("/files/0/path").asText()).isEqualTo(Starter.WORKFLOW);
    assertThat(json.get("files").findValuesAsText("outcome")).containsOnly("written");
    assertThat(json.at("/files/0/diff").asText()).startsWith("--- /dev/null\n");
    assertThat(json.at("/permissions/contents").asText()).isEqualTo("write");
    assertThat(json.get("stepWorkflow").asText()).contains("guard@v1");
  }

  @Test
  void withoutACheckoutThereIsNothingToSetUp() throws IOException {
    Files.delete(checkout.resolve(".git"));
    Said said = console.run("init");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("stand in one");
    assertThat(checkout.resolve(".github")).doesNotExist();
  }

  @Test
  void nothingIsWrittenThroughALinkOutOfTheCheckout(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(checkout.resolve(".github"), elsewhere);
    Said said = console.run("init");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("leads out of the checkout");
    assertThat(elsewhere.resolve("workflows/setpoint.yml")).doesNotExist();
  }

  @Test
  void theWorkflowFollowsTheRepositorysOwnSettings() throws IOException {
    write(".github/setpoint.yml", "plans: [\"ops/*.md\"]\nbranch: o'plans\n");
    console.run("init");
    String workflow = read(Starter.WORKFLOW);
    assertThat(workflow)
        .contains("github.ref_name == 'o''plans')")
        .contains("paths: [\"ops/*.md\", \".github/setpoint.yml\", \".github/workflows/**\"]");
    assertThat(checkout.resolve(Starter.PLAN)).doesNotExist();
  }

  @Test
  void theWorkflowWakesOnEverythingAndNeverReplacesAPass() throws IOException {
    console.run("init");
    Map<?, ?> workflow = yaml(read(Starter.WORKFLOW));
    Map<?, ?> on = map(workflow, "on");
    assertThat(on.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "push", "pull_request", "issues", "issue_comment", "schedule", "workflow_dispatch");
    Map<?, ?> jobs = map(workflow, "jobs");
    for (Permission p : Starter.permissions()) {
      String job = p == Permission.PULL_REQUESTS ? "preview" : "reconcile";
      Map<?, ?> granted = map(map(jobs, job), "permissions");
      assertThat(granted.get(p.key())).as(p.key()).isEqualTo(p.access());
    }
    assertThat(map(workflow, "permissions")).isEmpty();
    assertThat(jobs.values())
        .allSatisfy(j -> assertThat(j.toString()).contains("!github.event.repository.fork"));
    Map<?, ?> concurrency = map(workflow, "concurrency");
    assertThat(concurrency.get("cancel-in-progress")).isEqualTo(false);
    assertThat(String.valueOf(concurrency.get("group")))
        .contains("'setpoint-preview-{0}'")
        .endsWith("|| 'setpoint' }}");
  }

  @Test
  void theWorkflowThatIsShownTakesPart() {
    PlanFile shown =
        new PlanFile(
            new PlanPath(".github/workflows/deploy.yml"),
            "",
            Starter.stepWorkflow().getBytes(StandardCharsets.UTF_8));
    WorkflowFile read = Workflows.of(List.of(shown)).values().iterator().next();
    assertThat(read.takesPart()).isTrue();
    assertThat(read.namesKey()).isTrue();
    assertThat(read.concurrent()).isFalse();
    assertThat(read.guarded()).isTrue();
  }

  @Test
  void onceTheDraftIsApprovedTheFirstJobIsOpened() throws IOException {
    console.run("init");
    try (Sandbox github = Sandbox.start()) {
      String plan = read(Starter.PLAN).replace("status: draft", "status: approved");
      github
          .as("alice")
          .pushes(
              "main",
              List.of(
                  GitStore.Change.write(Starter.WORKFLOW, read(Starter.WORKFLOW)),
                  GitStore.Change.write(Starter.PLAN, plan)),
              "Set up");
      Said pass = Console.of(github).run("reconcile");
      assertThat(pass.code()).isZero();
      assertThat(github.repo().issues().all())
          .singleElement()
          .satisfies(i -> assertThat(i.title()).isEqualTo("Say what is to be done"));
    }
  }

  private String read(String path) throws IOException {
    return Files.readString(checkout.resolve(path));
  }

  private void write(String path, String text) throws IOException {
    Path file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<?, ?> map(Map<?, ?> of, String key) {
    return (Map<?, ?>) Objects.requireNonNull(of.get(key));
  }

  private static Map<?, ?> yaml(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
