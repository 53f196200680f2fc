package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What plans say is copied to issues, runs, commits and logs: there it stays text, and forms no
 * marker, mention, closing word or order.
 */
class PublishedTextTest {
  private static final Pattern MARKER = Pattern.compile("<!--\\s*/?setpoint");
  private static final Pattern ORDER = Pattern.compile("(?m)^\\s*::|##\\[");
  private static final String WORKFLOW =
      """
      name: go
      run-name: ${{ inputs.setpoint }}
      on: { workflow_dispatch: { inputs: { setpoint: {}, a: {} } } }
      jobs: { go: { runs-on: ubuntu-latest, steps: [ { run: echo } ] } }
      """;

  @TestFactory
  List<DynamicTest> smuggledMarkers() throws Exception {
    return published("smuggled-markers");
  }

  @TestFactory
  List<DynamicTest> mentionsAndClosingKeywords() throws Exception {
    return published("mentions-and-closing-keywords");
  }

  @TestFactory
  List<DynamicTest> commandsAndExpressions() throws Exception {
    return published("commands-and-expressions");
  }

  /** One plan for each input, all in one pass. */
  private static List<DynamicTest> published(String name) throws Exception {
    Table table = Table.of(name);
    Map<String, String> answers = new LinkedHashMap<>();
    try (Sandbox github = Sandbox.start()) {
      List<GitStore.Change> files = new ArrayList<>();
      files.add(GitStore.Change.write(".github/workflows/go.yml", WORKFLOW));
      for (int i = 0; i < table.rows().size(); i++) {
        byte[] plan = table.rows().get(i).bytes();
        files.add(GitStore.Change.write("plans/p%02d.md".formatted(i), plan));
      }
      github.as("alice").pushes("main", files, "Plans");
      Pass pass = Bot.pass(github);
      assertThat(pass.failure()).isEmpty();
      String log = Bot.told(pass);
      String commit = github.repo().git().log("main").getFirst().message();
      assertThat(log).doesNotContainPattern(ORDER);
      assertThat(commit).doesNotContain("<!--", "\n::").doesNotContainPattern("(?m)^#");
      for (int i = 0; i < table.rows().size(); i++) {
        String id = "p%02d".formatted(i);
        answers.put(table.rows().get(i).name(), answer(github, id, log));
      }
    }
    return table.tests(answers);
  }

  private static String answer(Sandbox github, String plan, String log) {
    StringBuilder answer = new StringBuilder();
    for (Issue issue : github.repo().issues().all()) {
      String body = String.valueOf(issue.body());
      if (body.contains(" " + plan + "-")) {
        assertThat(MARKER.matcher(body).results().count()).as(body).isEqualTo(2);
        assertThat(body).startsWith("<!-- setpoint:job ").endsWith("<!-- /setpoint:job -->");
        answer.append("issue ").append(issue.title()).append('\n');
        String region = body.substring(body.indexOf('\n') + 1, body.lastIndexOf('\n'));
        int footer = region.lastIndexOf("---\n\nThis issue is the step");
        answer.append(region, 0, Math.max(0, footer)).append('\n');
      }
    }
    for (Run run : github.repo().runs().all()) {
      if (run.inputs().getOrDefault("setpoint", "").startsWith(plan + "-")) {
        answer.append("run with a=").append(run.inputs().get("a")).append('\n');
      }
    }
    github
        .repo()
        .git()
        .text("main", "plans/" + plan + ".md")
        .orElseThrow()
        .lines()
        .filter(l -> l.startsWith("| [") && l.contains("]("))
        .forEach(l -> answer.append("row ").append(l, 0, l.indexOf(" |", 2)).append('\n'));
    log.lines()
        .filter(l -> l.startsWith("plans/" + plan + ".md:"))
        .forEach(l -> answer.append("log ").append(l).append('\n'));
    return answer.toString().replace(github.apiUrl(), "https://github.example");
  }
}
