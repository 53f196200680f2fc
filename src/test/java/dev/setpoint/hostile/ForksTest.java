package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.Wiring;
import dev.setpoint.preview.Preview;
import dev.setpoint.preview.PreviewText;
import dev.setpoint.read.Snapshot;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore.Change;
import dev.setpoint.sandbox.world.Issue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Strangers' pull requests: they are shown what merging would do, and move nothing. */
class ForksTest {
  private static final String NEXT = "### One\n\n### Next\n\n- needs: nothing\n";

  private static Map<String, List<Change>> changes() {
    Map<String, List<Change>> changes = new LinkedHashMap<>();
    changes.put("a step more", write("plans/p.md", Bot.plan("P", NEXT)));
    changes.put("a plan of its own", write("plans/evil.md", Bot.plan("Evil", "### Boo\n")));
    changes.put(
        "a title with a marker and a mention",
        write("plans/p.md", Bot.plan("P", "### One\n\n### <!-- setpoint:preview --> @alice #1\n")));
    changes.put(
        "a title with a link and an image",
        write(
            "plans/p.md",
            Bot.plan("P", "### One\n\n### [a](http://evil) ![b](http://evil/c) x\n")));
    changes.put("a file that is too large", write("plans/p.md", "x".repeat(1_100_000)));
    changes.put(
        "bytes that are no text",
        List.of(Change.write("plans/p.md", new byte[] {'#', ' ', (byte) 0xFF})));
    changes.put("a link to a secret", List.of(Change.link("plans/p.md", "/proc/self/environ")));
    changes.put("the plan deleted", List.of(Change.delete("plans/p.md")));
    changes.put(
        "the plan cancelled",
        write("plans/p.md", Bot.plan("P", "### One\n").replace("approved", "cancelled")));
    changes.put(
        "settings that make other files plans",
        write(".github/setpoint.yml", "plans: ['**/*.md']\nowners: [mallory]\n"));
    changes.put(
        "a workflow that takes part",
        write(
            ".github/workflows/evil.yml",
            "on: { workflow_dispatch: { inputs: { setpoint: {} } } }\njobs: {}\n"));
    List<Change> many = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      many.add(Change.write("plans/m%03d.md".formatted(i), Bot.plan("M" + i, NEXT)));
    }
    changes.put("a hundred and twenty plans", many);
    return changes;
  }

  private static List<Change> write(String path, String text) {
    return List.of(Change.write(path, text));
  }

  @TestFactory
  List<DynamicTest> forksPullRequests() throws Exception {
    Map<String, String> answers = new LinkedHashMap<>();
    try (Sandbox github = Sandbox.start()) {
      for (Map.Entry<String, List<Change>> change : changes().entrySet()) {
        github.reset();
        github.as("alice").pushes("main", "plans/p.md", Bot.plan("P", "### One\n"), "Plan");
        Bot.pass(github);
        String tip = github.repo().git().resolve("refs/heads/main").orElseThrow();
        Issue pull =
            github
                .as("mallory")
                .opensPullRequestFromFork(change.getValue(), "main", "/retry", "/retry p/one");
        github.requests().reset();
        answers.put(change.getKey(), preview(github, pull.number()));
        assertThat(github.requests().writes()).isZero();
        assertThat(github.requests().gitPushes()).isZero();
        assertThat(Bot.pass(github).commit()).isEmpty();
        assertThat(github.repo().git().resolve("refs/heads/main")).contains(tip);
        assertThat(github.repo().issues().all()).as("issue and pull request").hasSize(2);
      }
    }
    return Table.of("forks-pull-requests").tests(answers);
  }

  private static String preview(Sandbox github, int number) throws Exception {
    try (Wiring wiring = Wiring.open(Bot.place(github, github.repository()))) {
      Snapshot now = wiring.look().seen();
      String text =
          Cost.within(
              "pull request",
              () -> {
                Preview preview = wiring.preview(now, number);
                return PreviewText.of(preview, "https://github.example/shop/app", "0".repeat(40));
              });
      assertThat(text.length()).isLessThan(65_536);
      assertThat(text.indexOf("<!-- setpoint")).isZero();
      assertThat(text.lastIndexOf("<!-- setpoint")).isZero();
      assertThat(text).doesNotContain("](http://evil", "@alice ");
      StringBuilder answer = new StringBuilder();
      text.lines()
          .skip(1)
          .filter(l -> !l.isBlank() && !l.startsWith("<"))
          .limit(5)
          .forEach(l -> answer.append(l).append('\n'));
      return answer.toString().replace(github.apiUrl(), "https://github.example");
    }
  }
}
