package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.Wish;
import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The people and workflows around a plan: they do what is asked of them, unless the test says
 * otherwise.
 */
final class Crew implements AutoCloseable {
  private static final int MOST_ROUNDS = 60;

  private final Shop shop = new Shop();
  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> unwanted = new HashSet<>();

  Crew() throws IOException {}

  Sandbox github() {
    return shop.github;
  }

  void workflows(String... names) {
    String version = "version: { required: false, type: string }";
    for (String name : names) {
      StringBuilder inputs = new StringBuilder(version);
      for (String more : List.of("target", "check", "state")) {
        inputs.append("\n      ").append(version.replace("version", more));
      }
      String text = Shop.workflow(name, "").replace(version, inputs);
      shop.github.as("alice").pushes("main", ".github/workflows/" + name + ".yml", text, name);
    }
  }

  /** The next runs of that workflow fail. */
  void fails(String workflow, int times) {
    failures.put(workflow, times);
  }

  /** Puts a plan of the test resources into the repository. */
  String adds(String name) throws IOException {
    try (InputStream in = Crew.class.getResourceAsStream("/plans/" + name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      shop.github.as("alice").pushes("main", "plans/" + name, text, "Plan");
      return "plans/" + name;
    }
  }

  String plan(String path) throws IOException {
    return shop.plan(path);
  }

  /** The block's row of a step. */
  String row(String path, String title) throws IOException {
    return plan(path)
        .lines()
        .filter(l -> l.startsWith("| [" + title + "]"))
        .findFirst()
        .orElse("no row for " + title);
  }

  /** A person edits the plan: each text becomes the one after it. */
  void edits(String path, String... texts) throws IOException {
    String text = plan(path);
    for (int i = 0; i < texts.length; i += 2) {
      assertThat(text).contains(texts[i]);
      text = text.replace(texts[i], texts[i + 1]);
    }
    shop.github.as("carol").pushes("main", path, text, "Edit the plan");
  }

  Pass pass() throws IOException {
    return pass(List.of());
  }

  Pass pass(List<Wish> wishes) throws IOException {
    Pass pass = shop.pass(shop.github.gitUrl(), wishes);
    assertThat(pass.failure()).isEmpty();
    assertThat(pass.seen().plans().stream().flatMap(p -> p.problems().stream())).isEmpty();
    return pass;
  }

  private List<Issue> open() {
    return shop.github.repo().issues().listed().stream()
        .filter(i -> i.isOpen() && i.pull() == null)
        .toList();
  }

  List<String> openTitles() {
    return open().stream().map(Issue::title).toList();
  }

  private Issue open(String title) {
    return open().stream().filter(i -> i.title().equals(title)).findFirst().orElseThrow();
  }

  List<String> assignees(String title) {
    return List.copyOf(open(title).assignees());
  }

  void closesAsNotPlanned(String title) {
    shop.github.as("carol").closesAsNotPlanned(open(title).number());
  }

  /** The same, as soon as it is there. */
  void closesAsNotPlannedWhenOpen(String title) {
    unwanted.add(title);
  }

  int opensPullRequest() {
    shop.github.as("bob").pushes("pin", List.of(GitStore.Change.write("pins", "lib>=2.4")), "Pin");
    return shop.github.as("bob").opensPullRequest("pin", "main", "Raise the pin", "").number();
  }

  long runs(String workflow) {
    return shop.github.repo().runs().all().stream()
        .filter(r -> r.workflow().file().equals(workflow))
        .count();
  }

  /** Everybody does what is asked: says whether there was anything to do. */
  boolean works() {
    boolean any = false;
    for (Issue issue : open()) {
      // Questions about a failure are answered by the test.
      if (!issue.title().startsWith("Failed: ")) {
        any = true;
        if (unwanted.contains(issue.title())) {
          shop.github.as("carol").closesAsNotPlanned(issue.number());
        } else {
          shop.github.as("carol").closes(issue.number());
        }
      }
    }
    for (Run run : List.copyOf(shop.github.repo().runs().all())) {
      if (!run.isCompleted()) {
        any = true;
        int left = failures.merge(run.workflow().file(), -1, Integer::sum);
        shop.github.repo().runs().complete(run.id(), left >= 0 ? "failure" : "success");
      }
    }
    return any;
  }

  /** Works and passes until the step's row says that. */
  void until(String path, String title, String words) throws IOException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (row(path, title).contains(words)) {
        return;
      }
      works();
      pass();
    }
    assertThat(plan(path)).as("after %d rounds", MOST_ROUNDS).contains(title + "…" + words);
  }

  /** Works and passes until nobody has anything to do. */
  void untilStuck() throws IOException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean worked = works();
      pass();
      if (!worked && !works()) {
        return;
      }
    }
    assertThat(openTitles()).as("still at work").isEmpty();
  }

  void toDone(String path) throws IOException {
    for (int round = 0; round < MOST_ROUNDS && !plan(path).contains("**Done**"); round++) {
      works();
      pass();
    }
    assertThat(plan(path)).contains("**Done** · ");
  }

  @Override
  public void close() {
    shop.close();
  }
}
