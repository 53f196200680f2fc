package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.cli.Console.Said;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.world.Run;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The command line end to end: its exit codes, its JSON and its words, against the sandbox over
 * HTTP.
 */
class CliTest {
  private final Sandbox github = House.planned();
  private final Console console = Console.of(github);

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void aPlanIsDrivenToDone() {
    assertThat(console.run("reconcile").code()).isZero();
    github.as("alice").closes(1);
    assertThat(console.run("reconcile").out()).contains("started run").contains("house/drive");
    Run run = github.repo().runs().all().getFirst();
    github.repo().runs().complete(run.id(), "success");
    assertThat(console.run("reconcile").code()).isZero();
    github.as("alice").closes(2);
    Said last = console.run("reconcile", "--json");
    assertThat(last.code()).isZero();
    assertThat(last.json().at("/plans/0/done").asBoolean()).isTrue();
    assertThat(last.json().at("/plans/0/steps").findValuesAsText("status")).containsOnly("done");
    assertThat(console.run("reconcile").out()).startsWith("nothing to do");
  }

  @Test
  void theJsonOfAPassIsTheDocumentedOne() {
    JsonNode pass = console.run("reconcile", "--json").json();
    assertThat(pass.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(pass.get("commit").asText()).isEqualTo(House.tip(github));
    JsonNode command = pass.at("/commands/0");
    assertThat(command.get("kind").asText()).isEqualTo("open_issue");
    assertThat(command.get("plan").asText()).isEqualTo("house");
    assertThat(command.get("step").asText()).isEqualTo("pack");
    assertThat(command.get("outcome").asText()).isEqualTo("done");
    assertThat(command.get("url").asText()).isEqualTo(github.apiUrl() + "/shop/app/issues/1");
    JsonNode plan = pass.at("/plans/0");
    assertThat(plan.get("path").asText()).isEqualTo("plans/house.md");
    assertThat(plan.get("title").asText()).isEqualTo("Move House");
    assertThat(plan.get("status").asText()).isEqualTo("approved");
    JsonNode step = plan.at("/steps/0");
    assertThat(step.get("id").asText()).isEqualTo("pack");
    assertThat(step.get("title").asText()).isEqualTo("Pack");
    assertThat(step.get("status").asText()).isEqualTo("needs_person");
    assertThat(step.get("flags")).isEmpty();
    assertThat(step.at("/job/id").asText()).isEqualTo("#1");
    assertThat(step.at("/job/url").asText()).isEqualTo(github.apiUrl() + "/shop/app/issues/1");
    assertThat(step.get("since").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(step.get("why").asText()).startsWith("needs @alice since ");
    JsonNode waiting = plan.at("/steps/1");
    assertThat(waiting.get("status").asText()).isEqualTo("waiting");
    assertThat(waiting.get("job").isNull()).isTrue();
    assertThat(waiting.get("since").isNull()).isTrue();
    assertThat(pass.get("problems")).isEmpty();
    assertThat(pass.at("/requests/api").asInt()).isEqualTo(github.requests().api());
    assertThat(pass.at("/requests/git").asInt()).isPositive();
    assertThat(console.run("reconcile", "--json").json().get("commit").isNull()).isTrue();
  }

  @Test
  void helpIsThereUnderBothNames() {
    assertThat(console.run("help")).isEqualTo(console.run("--help"));
    assertThat(console.run("help", "why")).isEqualTo(console.run("why", "--help"));
    assertThat(console.run("help").out()).startsWith("Usage: setpoint");
    assertThat(console.run("help").code()).isZero();
  }

  @Test
  void aDryRunSaysAllAndWritesNothing() {
    String before = House.tip(github);
    Said said = console.run("reconcile", "--dry-run");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("would open an issue for house/pack")
        .contains("would commit to plans/house.md:");
    JsonNode json = console.run("reconcile", "--dry-run", "--json").json();
    assertThat(json.at("/commands/0/outcome").asText()).isEqualTo("planned");
    assertThat(json.get("commit").isNull()).isTrue();
    House.assertNothingWasWritten(github, before);
  }

  @Test
  void diffShowsCommandsAndStatusesAndDoesNothing() {
    String before = House.tip(github);
    Said said = console.run("diff");
    assertThat(said.out())
        .contains("would open an issue for house/pack")
        .contains("⚪ Drive   waiting for `pack`");
    House.assertNothingWasWritten(github, before);
  }

  @Test
  void executeWritesNoPlanAndSyncCreatesNoJob() {
    String before = House.tip(github);
    assertThat(console.run("sync").code()).isZero();
    assertThat(github.repo().issues().all()).isEmpty();
    String synced = House.tip(github);
    assertThat(synced).isNotEqualTo(before);
    assertThat(console.run("execute").out()).contains("opened #1 for house/pack");
    assertThat(House.tip(github)).isEqualTo(synced);
    assertThat(console.run("sync").out())
        .contains("committed " + House.tip(github).substring(0, 7));
  }

  @Test
  void aPlanWithProblemsAnswersThreeAndTheOthersGoOn() {
    String bad = "---\nstatus: approved\n---\n# Bad\n\n## Steps\n\n### One\n\n- asign: @bob\n";
    github.as("bob").pushes("main", "plans/bad.md", bad, "A bad plan");
    Said said = console.run("reconcile");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .contains("opened #1 for house/pack")
        .contains("plans/bad.md:10:3: error: unknown field `asign`")
        .contains("hint: did you mean `assign`?");
    JsonNode problem = console.run("status", "--json").json().at("/problems/0");
    assertThat(problem.get("file").asText()).isEqualTo("plans/bad.md");
    assertThat(problem.get("line").asInt()).isEqualTo(10);
    assertThat(problem.get("column").asInt()).isEqualTo(3);
    assertThat(problem.get("message").asText()).isEqualTo("unknown field `asign`");
    assertThat(problem.get("hint").asText()).isEqualTo("did you mean `assign`?");
  }

  @Test
  void weatherIsOneSentenceAndAnswersOne() {
    console.variables.put("SETPOINT_GIT_URL", "http://127.0.0.1:1/shop/app");
    Said said = console.run("reconcile", "--json");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).startsWith("setpoint: ").contains("127.0.0.1:1").doesNotContain("\tat ");
    assertThat(said.json().get("failure").asText()).isNotBlank();
    assertThat(said.json().get("commit").isNull()).isTrue();
    assertThat(console.run("reconcile", "--verbose").err()).contains("\tat dev.setpoint");
  }

  @Test
  void wrongUsageAnswersTwoAndSaysWhatWasProbablyMeant() {
    assertTwo(console.run("reconsile"), "did you mean `reconcile`?");
    assertTwo(console.run("reconcile", "--jsn"), "did you mean `--json`?");
    assertTwo(console.run("why", "house/pak"), "steps: pack, drive, unpack");
    assertTwo(console.run("why", "haus/pack"), "plans: house");
    assertTwo(console.run("why", "pack"), "<plan>/<step>");
    assertTwo(console.run("retry", "house/unpack"), "cannot retry `house/unpack`");
    assertThat(console.run("retry", "house/unpack").out()).as("the refusal alone").isEmpty();
    assertTwo(console.run("retry", "house/pak"), "steps: pack, drive, unpack\n");
    assertTwo(console.run("reconcile", "--branch", "nope"), "there is no branch `nope`");
    assertThat(console.run("reconcile", "extra").err())
        .startsWith("setpoint: `extra` is more than `reconcile` takes\n");
    assertThat(console.run("why").err()).startsWith("setpoint: `why` needs `<plan>/<step>`\n");
    assertThat(console.run("why", "pack").err())
        .startsWith("setpoint: a step is named <plan>/<step>, for example system-upgrade/qa\n");
    assertThat(console.run("graph", "--format", "png").err())
        .startsWith("setpoint: `png` is none of mermaid, dot, svg\n");
    assertThat(console.run("status", "--interval", "soon").err())
        .startsWith("setpoint: ")
        .doesNotContain("Invalid value");
    assertThat(console.run("reconcile", "--plans").err())
        .startsWith("setpoint: `--plans` needs a value: GLOBS\n");
    assertTwo(console.run("graph", "house", "house", "--format", "png"), "png");
    assertTwo(
        console.run("bind", "house/drive", "https://github.com/other/app/issues/1"),
        "is not in shop/app");
    assertTwo(console.run("reconcile", "--git-url", "git@github.com:shop/app.git"), "https://");
    assertTwo(console.run("reconcile", "--api-url", "ftp://x"), "https:// or http://");
    assertTwo(console.run("reconcile", "--author", "nobody"), "Name <email>");
    assertTwo(console.run(), "Usage: setpoint");
    assertThat(console.run("--help").code()).isZero();
  }

  @Test
  void aStepWhoseRunFailedIsDoneAgainOnRequest() {
    console.run("reconcile");
    github.as("alice").closes(1);
    console.run("reconcile");
    github.repo().runs().complete(github.repo().runs().all().getFirst().id(), "failure");
    console.run("reconcile");
    assertThat(console.run("why", "house/drive").out()).startsWith("❌ Drive: failed");
    Said retried = console.run("retry", "plans/house.md/drive");
    assertThat(retried.code()).isZero();
    assertThat(retried.out()).contains("for house/drive (attempt 2)");
    assertThat(github.repo().runs().all()).hasSize(2);
  }

  @Test
  void aTokenNeverLeavesTheHeader() {
    String canary = "ghp_canary0123456789canary0123456789";
    console.variables.put("SETPOINT_TOKEN", canary);
    for (String[] arguments :
        List.of(
            new String[] {"reconcile", "--verbose"},
            new String[] {"reconcile", "--json", "--verbose"},
            new String[] {"status", "--verbose", "--git-url", "http://127.0.0.1:1/shop/app"},
            new String[] {"check", "nowhere.md"},
            new String[] {"reconcile", "--git-url", "https://" + canary + "@github.com/shop/app"},
            new String[] {
              "reconcile", "--git-url", "https://x:" + canary + "@github.com/shop/app"
            })) {
      Said said = console.run(arguments);
      assertThat(said.code()).isNotZero();
      assertThat(said.out() + said.err()).doesNotContain("canary");
    }
    assertTwo(
        console.run("reconcile", "--git-url", "https://x:secret@github.com/shop/app"),
        "set SETPOINT_TOKEN");
  }

  @Test
  void onlyTheJsonIsOnStdout() {
    String bad = "---\nstatus: approved\n---\n# Bad\n\n## Steps\n\n### One\n\n- asign: @bob\n";
    github.as("bob").pushes("main", "plans/bad.md", bad, "A bad plan");
    for (String command : List.of("reconcile", "diff", "status", "sync", "execute")) {
      Said said = console.run(command, "--json");
      assertThat(said.out()).startsWith("{").endsWith("}\n");
      assertThat(said.json().get("schemaVersion").asInt()).isEqualTo(1);
    }
  }

  @Test
  void whoHasNoTokenIsToldSoFirst() {
    console.variables.remove("SETPOINT_TOKEN");
    Said said = console.run("reconcile");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("there is no token: set SETPOINT_TOKEN or GITHUB_TOKEN");
    assertThat(github.repo().issues().all()).isEmpty();
  }

  @Test
  void aRetryOfNothingIsAMistake() {
    Said said = console.run("retry");
    assertThat(said.code()).isEqualTo(2);
    assertThat(github.repo().issues().all()).isEmpty();
  }

  @Test
  void globsThatMatchNoFileAreSaid() {
    assertThat(console.run("reconcile", "--plans", "nomatch/**").out())
        .contains("there is no plan: no file on the branch matches");
  }

  private static void assertTwo(Said said, String sentence) {
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(sentence).doesNotContain("\tat ");
    assertThat(said.out()).doesNotContain("setpoint: ");
  }
}
