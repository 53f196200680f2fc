package dev.setpoint.hostile;

import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.Token.Access;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A repository, a token or a plan's step that GitHub will not have: what a person is told. */
class RepositoryStatesTest {
  private static final String WORKFLOW =
      """
      name: go
      run-name: ${{ inputs.setpoint }}
      on: { workflow_dispatch: { inputs: { setpoint: {} } } }
      jobs: { go: { runs-on: ubuntu-latest, steps: [ { run: echo } ] } }
      """;

  /** What is wrong in a repository. */
  private interface State {
    void in(Sandbox github);
  }

  private static State lacks(String permission, Access access) {
    return github -> {
      Token token = github.world().token(github.token()).orElseThrow();
      github.world().add(token.granting(Map.of(permission, access)));
    };
  }

  private static State answers(String method, String path, int status, String body) {
    return github ->
        github
            .faults()
            .add(Fault.on(method, path, Fault.Mode.REPLY).answering(status, body).times(1000));
  }

  private static State plan(String steps) {
    return github ->
        github.as("alice").pushes("main", "plans/p.md", Bot.plan("P", steps), "Another plan");
  }

  private static Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    states.put("nothing is wrong", g -> {});
    states.put("the token may not write issues", lacks("issues", Access.READ));
    states.put("the token may not read issues", lacks("issues", Access.NONE));
    states.put("the token may not push", lacks("contents", Access.READ));
    states.put("the token may not read the code", lacks("contents", Access.NONE));
    states.put("the token may not start workflows", lacks("actions", Access.READ));
    states.put("the token was revoked", g -> g.world().revoke(g.token()));
    states.put("the branch is protected", g -> g.as("alice").protects("main", "alice"));
    states.put("the repository is archived", g -> g.repo().archived(true));
    states.put("the repository was renamed", g -> g.world().rename(g.repo(), "shop"));
    states.put(
        "the repository is hidden from the token",
        g -> {
          g.repo().hidden(true);
          g.repo().grant(Bot.LOGIN, Role.NONE);
        });
    states.put("issues are switched off", g -> g.repo().hasIssues(false));
    states.put("Actions are switched off", g -> g.repo().hasActions(false));
    states.put("the workflow is disabled", g -> g.repo().workflows().disable("go.yml"));
    states.put(
        "the workflow is gone",
        g -> g.as("alice").deletes("main", ".github/workflows/go.yml", "Remove"));
    states.put(
        "the workflow does not take part",
        g ->
            g.as("alice")
                .pushes(
                    "main", ".github/workflows/go.yml", WORKFLOW.replace("setpoint", "x"), "x"));
    states.put(
        "the workflow is no YAML",
        g -> g.as("alice").pushes("main", ".github/workflows/go.yml", "a: [", "x"));
    states.put(
        "the workflow is a bomb",
        g ->
            g.as("alice")
                .pushes(
                    "main",
                    ".github/workflows/go.yml",
                    "a: &a [*a]\non: " + "[".repeat(9000),
                    "x"));
    states.put("the assignee does not exist", plan("### One\n\n- assign: @nobody-at-all\n"));
    states.put("the assignee may only read", plan("### One\n\n- assign: @mallory\n"));
    states.put("an input is not declared", plan("### One\n\n- workflow: go.yml\n- with: b=1\n"));
    states.put(
        "the limit of the hour is reached",
        answers("POST", "/issues$", 403, "{\"message\":\"API rate limit exceeded for user\"}"));
    states.put(
        "too much is created too quickly",
        answers(
            "POST", "/issues$", 403, "{\"message\":\"You have exceeded a secondary rate limit\"}"));
    states.put("every request fails", answers("", "", 502, "<html>Bad Gateway</html>"));
    states.put("a page in place of JSON", answers("GET", "^/repos/", 200, "<html>Sign in</html>"));
    states.put("creations fail", answers("POST", "/issues$", 500, "{\"message\":\"oops\"}"));
    states.put("pushes fail", answers("POST", "git-receive-pack", 503, "busy"));
    return states;
  }

  @TestFactory
  List<DynamicTest> repositoryStates() throws Exception {
    Map<String, String> answers = new LinkedHashMap<>();
    try (Sandbox github = Sandbox.start()) {
      for (Map.Entry<String, State> state : states().entrySet()) {
        github.reset();
        github
            .as("alice")
            .pushes(
                "main",
                List.of(
                    GitStore.Change.write(".github/workflows/go.yml", WORKFLOW),
                    GitStore.Change.write(
                        "plans/p.md",
                        Bot.plan(
                            "P", "### One\n\n### Run\n\n- workflow: go.yml\n- needs: nothing\n")),
                    GitStore.Change.write("plans/q.md", Bot.plan("Q", "### Two\n"))),
                "Plans");
        Repo repo = github.repo();
        state.getValue().in(github);
        answers.put(state.getKey(), told(github, repo));
      }
    }
    return Table.of("repository-states").tests(answers);
  }

  private static String told(Sandbox github, Repo repo) throws Exception {
    StringBuilder answer = new StringBuilder();
    try {
      Pass pass = Cost.within("a pass", () -> Bot.pass(github, github.repository()));
      pass.failure().ifPresent(f -> answer.append("unfinished: ").append(f).append('\n'));
      Bot.told(pass)
          .lines()
          .filter(l -> !l.startsWith("requests") && !l.startsWith("committed") && !l.isBlank())
          .takeWhile(l -> !l.startsWith("waiting for people") && !l.matches("[PQ]  .*"))
          .forEach(l -> answer.append(l).append('\n'));
      Bot.told(pass)
          .lines()
          .filter(l -> l.contains(": error: ") || l.startsWith("  hint: "))
          .forEach(l -> answer.append(l).append('\n'));
    } catch (IOException e) {
      answer.append("unfinished, nothing done: ").append(e.getMessage()).append('\n');
    }
    List<String> titles = repo.issues().all().stream().map(Issue::title).toList();
    answer.append("the other plan ").append(titles.contains("Two") ? "goes on" : "waits");
    return answer
        .toString()
        .replaceAll("  http://\\S+", "")
        .replace(github.apiUrl(), "https://github.example");
  }
}
