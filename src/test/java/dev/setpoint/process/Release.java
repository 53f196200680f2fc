package dev.setpoint.process;

import dev.setpoint.Place;
import dev.setpoint.Places;
import dev.setpoint.Wiring;
import dev.setpoint.edge.git.Author;
import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of three jobs at once (an issue, a workflow that may fail once, a guarded deploy) and a
 * last issue, in a sandbox; with the people and the runners who do their part.
 */
final class Release implements AutoCloseable {
  static final String PATH = "plans/release.md";
  private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  static final String ANNOUNCE =
      """
      ### Announce

      - needs: nothing

      Tell *everybody*.

      - [ ] the news is written

      """;
  static final String MIGRATE =
      """
      ### Migrate

      - workflow: migrate.yml
      - needs: nothing
      - retries: 1

      """;
  private static final String REST =
      """
      ### Deploy

      - workflow: deploy.yml
      - needs: nothing

      ### Celebrate

      - needs: Announce, Migrate, Deploy
      """;
  private static final String HEAD =
      """
      ---
      status: approved
      ---

      # Release

      All of it.

      ## Steps

      """;
  private static final Pattern BLOCK =
      Pattern.compile("<!-- setpoint:status .*?<!-- /setpoint:status -->\\n\\n", Pattern.DOTALL);

  final Sandbox github;
  private String text = HEAD + ANNOUNCE + MIGRATE + REST;
  private final Map<String, Long> takers = new HashMap<>();

  Release(boolean realGit) {
    SandboxOptions options = SandboxOptions.defaults();
    github = Sandbox.start(realGit ? options.withRealGit() : options);
    String inputs =
        """
        run-name: go ${{ inputs.setpoint }}
        on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
        jobs:
        """;
    write(
        ".github/workflows/migrate.yml",
        "name: migrate\n" + inputs + "  go: { runs-on: ubuntu-latest, steps: [{ run: echo }] }\n");
    write(
        ".github/workflows/deploy.yml",
        "name: deploy\n"
            + inputs
            + "  guard: { runs-on: ubuntu-latest, steps: [{ uses: acme/setpoint/guard@v1 }] }\n"
            + "  go: { needs: guard, runs-on: ubuntu-latest, steps: [{ run: echo }] }\n");
    write(PATH, text);
  }

  private void write(String path, String content) {
    github.as("alice").pushes("main", path, content, "Write " + path);
  }

  /** A person takes two steps out of the plan, whatever stands in its block now. */
  void withdraw() {
    String now = plan();
    String without =
        now.replace(ANNOUNCE, "").replace(MIGRATE, "").replace("Announce, Migrate, ", "");
    text = text.replace(ANNOUNCE, "").replace(MIGRATE, "").replace("Announce, Migrate, ", "");
    write(PATH, without);
  }

  String plan() {
    return github.repo().git().text("main", PATH).orElseThrow();
  }

  /** Whether every character that people wrote is there, and nothing else outside the block. */
  boolean keepsText() {
    return BLOCK.matcher(plan()).replaceFirst("").equals(text);
  }

  boolean isDone() {
    return plan().contains("\n**Done** ·");
  }

  /** A whole pass of the same program within this process. */
  Pass calmPass() throws IOException {
    Place place = Places.of(github);
    try (Wiring wiring = Wiring.open(place)) {
      return wiring.reconciler().reconcile(List.of());
    }
  }

  /**
   * What GitHub's runners do at once: the first job of a deploy is the guard, which lets the run go
   * on that creates the started ref, and fails every other.
   */
  void runGuards() {
    for (Run run : github.repo().runs().all()) {
      if (run.workflow().path().endsWith("deploy.yml") && !run.isCompleted()) {
        Long taker = takers.putIfAbsent(key(run), run.id());
        if (taker == null) {
          String note =
              github
                  .repo()
                  .git()
                  .commitObject(
                      EMPTY_TREE,
                      List.of(),
                      "github-actions[bot]",
                      "Take the step\n\nRun: " + run.id() + "\n",
                      github.clock().instant())
                  .orElseThrow();
          github.repo().git().createRef("refs/setpoint/started/" + key(run), note);
        } else if (taker != run.id()) {
          github.repo().runs().complete(run.id(), "failure");
        }
      }
    }
  }

  /** The claim's path in a run's input, without the nonce. */
  private static String key(Run run) {
    String input = run.inputs().getOrDefault("setpoint", "");
    return input.substring(0, input.lastIndexOf('/'));
  }

  /** Everybody does what is asked of them once. */
  void everybodyDoesTheirPart(boolean migrateFailsFirst) {
    runGuards();
    for (Run run : github.repo().runs().all()) {
      if (!run.isCompleted()) {
        boolean fails =
            migrateFailsFirst
                && run.workflow().path().endsWith("migrate.yml")
                && key(run).endsWith("/1");
        github.repo().runs().complete(run.id(), fails ? "failure" : "success");
      }
    }
    for (Issue issue : github.repo().issues().all()) {
      if (issue.isOpen() && issue.isHere()) {
        if (issue.title().equals("Announce") || issue.title().equals("Celebrate")) {
          github.as("bob").closes(issue.number());
        } else {
          answer(issue);
        }
      }
    }
  }

  /** A person looks whether the run that nobody was told of was started after all. */
  private void answer(Issue question) {
    String body = String.valueOf(question.body());
    Matcher attempt = Pattern.compile("attempt (\\d+)", Pattern.CASE_INSENSITIVE).matcher(body);
    String wanted = attempt.find() ? attempt.group(1) : "1";
    Optional<Run> started =
        github.repo().runs().all().stream()
            .filter(r -> r.workflow().path().endsWith("migrate.yml"))
            .filter(r -> key(r).endsWith("/" + wanted))
            .findFirst();
    github
        .as("alice")
        .comments(
            question.number(),
            started
                .map(
                    r ->
                        "/started %s/%s/actions/runs/%d"
                            .formatted(github.apiUrl(), github.repository(), r.id()))
                .orElse("/retry"));
  }

  /** Whether somebody was asked what became of a dispatch. */
  boolean asked() {
    return github.repo().issues().all().stream()
        .anyMatch(i -> !i.title().equals("Announce") && !i.title().equals("Celebrate"));
  }

  /**
   * What happened twice. Second issues that were closed as duplicates are counted apart: they are
   * the harm that the protocol allows where its timing is broken.
   */
  List<String> doubles() {
    List<String> doubles = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Run run : github.repo().runs().all()) {
      boolean deploy = run.workflow().path().endsWith("deploy.yml");
      boolean refused = deploy && !Long.valueOf(run.id()).equals(takers.get(key(run)));
      if (!refused && seen.merge(key(run), 1, Integer::sum) > 1) {
        doubles.add("run " + run.id() + " of " + key(run));
      }
    }
    for (Issue issue : github.repo().issues().all()) {
      boolean duplicate = "duplicate".equals(issue.stateReason());
      if (!duplicate && seen.merge(issue.title(), 1, Integer::sum) > 1) {
        doubles.add("#" + issue.number() + " " + issue.title());
      }
    }
    return doubles;
  }

  int closedDuplicates() {
    return (int)
        github.repo().issues().all().stream()
            .filter(i -> "duplicate".equals(i.stateReason()))
            .count();
  }

  /** The commits that Setpoint made on the plan branch. */
  long botCommits() {
    return github.repo().git().log("main").stream()
        .filter(c -> c.author().equals(Author.ACTIONS_BOT.name()))
        .count();
  }

  @Override
  public void close() {
    github.close();
  }
}
