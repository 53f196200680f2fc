package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.history.Past;
import dev.setpoint.history.Revision;
import dev.setpoint.plan.PlanPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commits are a plan's past, whatever people did to the file and to the branch. */
class LocalCloneTest {
  private static final String PLAN = "plans/house.md";

  @TempDir Path directory;
  private Git git;

  @BeforeEach
  void init() throws Exception {
    NoConfiguration.install();
    git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call();
  }

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  void aMergeCountsWhenItLandsAndNamesWhoWroteIt() throws Exception {
    commit("alice", "add", PLAN, text("one", "waiting"));
    git.checkout().setCreateBranch(true).setName("edit").call();
    commit("carol", "draft of an edit", PLAN, text("two", "waiting"));
    commit("carol", "the edit", PLAN, text("three", "waiting"));
    git.checkout().setName("main").call();
    commit("bot", "else", "other.md", "x");
    merge("bob", "edit");
    assertThat(told()).containsExactly("alice: add", "carol, merged by bob: merge");
  }

  @Test
  void aPullTheWrongWayRoundLosesNothingOfTheBot() throws Exception {
    commit("alice", "add", PLAN, text("one", "waiting"));
    git.branchCreate().setName("remote").call();
    commit("bob", "local work", "other.md", "x");
    git.checkout().setName("remote").call();
    commit("bot", "running", PLAN, text("one", "running"));
    commit("bot", "done", PLAN, text("one", "done"));
    git.checkout().setName("main").call();
    merge("bob", "remote");
    assertThat(told()).containsExactly("alice: add", "bot: running", "bot: done");
  }

  @Test
  void aMovedFileIsFollowedByItsIdEvenWhenItWasRewritten() throws Exception {
    commit("alice", "add", PLAN, text("one", "waiting"));
    Files.delete(directory.resolve(PLAN));
    commit("bob", "move", "plans/b/home.md", text("quite another text. ".repeat(99), "waiting"));
    Files.delete(directory.resolve("plans/b/home.md"));
    commit("bob", "again", "plans/c.md", text("quite another text. ".repeat(99), "waiting"));
    try (LocalClone clone = LocalClone.around(directory.resolve("plans"))) {
      assertThat(clone.find("HEAD", List.of(new PlanPath(PLAN))))
          .contains(new PlanPath("plans/c.md"));
      Past past = clone.past("HEAD", new PlanPath("plans/c.md"));
      assertThat(past.revisions().stream().map(Revision::subject))
          .containsExactly("add", "move", "again");
      assertThat(past.revisions().getLast().from()).contains(new PlanPath("plans/b/home.md"));
    }
  }

  @Test
  void aRemovedPlanKeepsItsPastAndOneThatComesBackAll() throws Exception {
    commit("alice", "add", PLAN, text("one", "waiting"));
    Files.delete(directory.resolve(PLAN));
    commit("bob", "remove", "other.md", "x");
    assertThat(told()).containsExactly("alice: add", "bob: remove");
    commit("carol", "put back", PLAN, text("one", "waiting"));
    assertThat(told()).containsExactly("alice: add", "bob: remove", "carol: put back");
  }

  @Test
  void aShallowCloneSaysSo() throws Exception {
    commit("alice", "add", PLAN, text("one", "waiting"));
    commit("bot", "done", PLAN, text("one", "done"));
    Path to = directory.resolve("shallow");
    Git.cloneRepository()
        .setURI(directory.toUri().toString())
        .setDirectory(to.toFile())
        .setDepth(1)
        .call()
        .close();
    try (LocalClone clone = LocalClone.around(to)) {
      Past past = clone.past("HEAD", new PlanPath(PLAN));
      assertThat(past.cut()).isTrue();
      assertThat(past.revisions()).hasSize(1);
    }
  }

  @Test
  void whatIsNotThereIsSaidInASentence() throws Exception {
    try (LocalClone clone = LocalClone.around(directory)) {
      assertThatThrownBy(() -> clone.past("HEAD", new PlanPath(PLAN)))
          .isInstanceOf(IOException.class)
          .hasMessage("this repository has no commit yet");
      commit("alice", "add", "x", "y");
      assertThatThrownBy(() -> clone.past("nowhere", new PlanPath(PLAN)))
          .hasMessage("this clone has no branch, tag or commit `nowhere`");
      assertThat(clone.find("HEAD", List.of(new PlanPath(PLAN)))).isEmpty();
    }
  }

  private List<String> told() throws IOException {
    try (LocalClone clone = LocalClone.around(directory)) {
      return clone.past("HEAD", new PlanPath(PLAN)).revisions().stream()
          .map(r -> r.who() + ": " + r.subject())
          .toList();
    }
  }

  private void commit(String who, String message, String path, String text) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    PersonIdent person = new PersonIdent(who, who + "@example.com");
    git.commit().setAuthor(person).setCommitter(person).setMessage(message).call();
  }

  private void merge(String who, String branch) throws Exception {
    git.merge()
        .include(git.getRepository().resolve(branch))
        .setFastForward(MergeCommand.FastForwardMode.NO_FF)
        .setCommit(false)
        .call();
    PersonIdent person = new PersonIdent(who, who + "@example.com");
    git.commit().setAuthor(person).setCommitter(person).setMessage("merge").call();
  }

  private static String text(String prose, String status) {
    return """
    # House

    <!-- setpoint:status plan=house -->
    | Step | Status | Job | Since |
    |-|-|-|-|
    | [Pack](#pack) | ⚪ %s | | |
    <!-- /setpoint:status -->

    %s
    """
        .formatted(status, prose);
  }
}
