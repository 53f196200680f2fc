package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.cli.Console.Said;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.world.Run;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code history} in clones of a repository in which a plan was really driven. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryCommandTest {
  private static final String PLAN =
      """
      ---
      status: draft
      ---

      # Move House

      ## Steps

      ### Pack

      - assign: @alice

      ### Drive

      - workflow: `drive.yml`
      - retries: 1

      ### Unpack
      """;

  private final Sandbox github = House.planned(PLAN);
  private final Console bot = Console.of(github);
  private final Console reader = new Console();

  @BeforeAll
  void drive() {
    edit("bob", "status: draft", "status: approved", "Approve the move");
    pass();
    github.as("alice").closes(1);
    pass();
    ends("failure");
    pass();
    edit("carol", "### Unpack\n", "### Unpack\n\n- assign: @bob\n", "Let Bob unpack");
    ends("success");
    github.as("carol").renames("main", "plans/house.md", "plans/done/house.md", "File it away");
    pass();
  }

  @AfterAll
  void close() {
    github.close();
  }

  @Test
  void everyTransitionHasATimeAndACause(@TempDir Path directory) throws Exception {
    clone(directory, "refs/heads/*:refs/heads/*");
    Said said = reader.run("history", "plans/done/house.md");
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("this clone holds no claims")
        .doesNotContain("no step changed")
        .containsPattern("✎ plan added, draft +added by alice")
        .containsPattern("✎ draft → approved +approved by bob")
        .containsPattern("🟣 Pack: needs @alice \\(#1\\) +plan set to approved by bob")
        .containsPattern(
            "✅ Pack: done \\(#1\\) +#1 was closed as completed by alice; after .* with a person")
        .containsPattern("🔵 Drive: running \\(run \\d+\\) +pack is done")
        .containsPattern(
            "🔵 Drive: running \\(attempt 2 of 2\\) \\(run \\d+\\) +tried again, as its retries:"
                + " allow")
        .containsPattern("✎ Unpack: fields edited +edited by carol")
        .contains("✎ moved from plans/house.md to plans/done/house.md")
        .containsPattern("✅ Drive: done \\(run \\d+\\) +run \\d+ ended as success")
        .containsPattern("🟣 Unpack: needs @bob \\(#2\\) +drive is done");
  }

  @Test
  void claimsTellWhatCommitsDoNot(@TempDir Path directory) throws Exception {
    clone(directory, "refs/*:refs/*");
    JsonNode story = reader.run("history", "plans/done/house.md", "--json").json();
    assertThat(story.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(story.path("claims").asBoolean()).isTrue();
    assertThat(story.path("plan").asText()).isEqualTo("house");
    List<String> drive =
        story
            .path("events")
            .valueStream()
            .filter(e -> e.path("step").asText().equals("drive"))
            .filter(e -> e.path("kind").asText().equals("transition"))
            .map(e -> e.path("after").asText() + " " + e.path("exact").asBoolean())
            .toList();
    assertThat(drive)
        .containsExactly(
            "waiting false", "running true", "failed true", "running true", "done true");
  }

  @Test
  void anOldNameLeadsToThePlan(@TempDir Path directory) throws Exception {
    clone(directory, "refs/heads/*:refs/heads/*");
    assertThat(reader.run("history", "plans/house.md", "--json").json().path("path").asText())
        .isEqualTo("plans/done/house.md");
    Said unknown = reader.run("history", "plans/no.md");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("never held a plan `plans/no.md`");
  }

  @Test
  void thePlanAsItWas(@TempDir Path directory) throws Exception {
    clone(directory, "refs/heads/*:refs/heads/*");
    JsonNode now = reader.run("history", "plans/done/house.md", "--json").json();
    String end = now.path("until").asText();
    Said said = reader.run("history", "plans/done/house.md", "--at", end);
    assertThat(said.out()).isEqualTo(github.repo().git().text("main", "plans/done/house.md").get());
    assertThat(said.err()).contains("plans/done/house.md as of");
    Said before = reader.run("history", "plans/done/house.md", "--at", "2020-01-01");
    assertThat(before.code()).isEqualTo(2);
    assertThat(before.err()).contains("was not there yet");
    Said nowhere = reader.run("history", "plans/done/house.md", "--from", "nope");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("no branch, tag or commit `nope`");
    assertThat(reader.run("history", "plans/done/house.md", "--html", "--json").code())
        .isEqualTo(2);
    assertThat(reader.run("history", "x", "--at", "yesterday").err())
        .contains("`yesterday` is not a date: write 2026-03-04");
  }

  @Test
  void outsideOfARepositoryItSaysSo(@TempDir Path directory) {
    reader.directory = directory;
    Said said = reader.run("history", "plans/house.md");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("there is no git repository around");
  }

  private void clone(Path directory, String refs) throws Exception {
    Path clone = directory.resolve("clone");
    try (Git git = Git.init().setDirectory(clone.toFile()).setInitialBranch("other").call()) {
      git.fetch().setRemote(github.gitUrl()).setRefSpecs(refs).call();
      git.getRepository().updateRef("HEAD", false).link("refs/heads/main");
    }
    reader.directory = clone;
  }

  private void pass() {
    Said said = bot.run("reconcile");
    assertThat(said.code()).as(said.out() + said.err()).isZero();
  }

  private void ends(String conclusion) {
    Run run =
        github.repo().runs().all().stream().filter(r -> !r.isCompleted()).findFirst().orElseThrow();
    github.repo().runs().complete(run.id(), conclusion);
  }

  private void edit(String who, String from, String to, String message) {
    String text = github.repo().git().text("main", "plans/house.md").orElseThrow();
    assertThat(text).contains(from);
    github.as(who).pushes("main", "plans/house.md", text.replace(from, to), message);
  }
}
