package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.Token.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git over HTTP, with git's own client where it is installed, and with JGit. */
class GitTest {
  @TempDir Path folder;

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void gitClonesPushesAndSeesWhatPeoplePush() throws Exception {
    Path clone = clone(sandbox.token());
    sandbox.as("alice").pushes("main", "plans/a.md", "# A\n", "A plan");
    assertThat(git(clone, "pull", "-q", "--ff-only")).isEmpty();
    assertThat(clone.resolve("plans/a.md")).hasContent("# A");
    commit(clone, "b.md", "b");
    git(clone, "push", "-q", "origin", "HEAD:main", "HEAD:refs/setpoint/claims/p/s/1");
    assertThat(sandbox.repo().git().text("main", "b.md")).contains("b");
    assertThat(sandbox.repo().git().refs()).containsKey("refs/setpoint/claims/p/s/1");
    assertThat(sandbox.requests().gitPushes()).isEqualTo(1);
  }

  @Test
  void gitFetchesShallowPartialAndByObjectId() throws Exception {
    String early = sandbox.as("alice").pushes("main", "a.md", "one", "One");
    sandbox.as("alice").pushes("main", "a.md", "two", "Two");
    Path bare = folder.resolve("bare.git");
    git(
        folder,
        "clone",
        "-q",
        "--bare",
        "--depth",
        "1",
        "--filter=blob:none",
        url("x"),
        "bare.git");
    assertThat(git(bare, "rev-list", "--count", "HEAD").strip()).isEqualTo("1");
    assertThat(git(bare, "rev-list", "--objects", "--missing=print", "HEAD")).contains("?");
    git(bare, "fetch", "-q", "--depth", "1", "origin", early);
    assertThat(git(bare, "rev-parse", "FETCH_HEAD").strip()).isEqualTo(early);
  }

  @Test
  void ofTwoPushesOfWhichOneCameFirstTheOtherIsRefusedByTheServer() throws Exception {
    Path clone = clone(sandbox.token());
    commit(clone, "mine.md", "mine");
    sandbox
        .faults()
        .add(
            Fault.meanwhile(
                "POST",
                "git-receive-pack",
                () -> sandbox.as("bob").pushes("main", "his.md", "his", "Quicker")));
    String said = failing(clone, "push", "--atomic", "origin", "HEAD:main", "HEAD:refs/x/y");
    assertThat(said).contains("! [remote rejected]").contains("main");
    assertThat(sandbox.repo().git().text("main", "his.md")).contains("his");
    assertThat(sandbox.repo().git().refs()).doesNotContainKey("refs/x/y");
  }

  @Test
  void aPushWhoseAnswerWasLostHasLanded() throws Exception {
    Path clone = clone(sandbox.token());
    commit(clone, "a.md", "a");
    sandbox.faults().add(Fault.on("POST", "git-receive-pack", Fault.Mode.DROP));
    failing(clone, "push", "origin", "HEAD:main");
    assertThat(sandbox.repo().git().text("main", "a.md")).contains("a");
    assertThat(git(clone, "push", "origin", "HEAD:main")).contains("up-to-date");
  }

  @Test
  void aProtectedBranchRefusesInGitHubsWords() throws Exception {
    sandbox.as("alice").protects("main", "alice");
    Path clone = clone(sandbox.token());
    commit(clone, "a.md", "a");
    String said = failing(clone, "push", "origin", "HEAD:main", "HEAD:refs/heads/other");
    assertThat(said)
        .contains("remote: error: GH006: Protected branch update failed for refs/heads/main.")
        .contains("protected branch hook declined");
    assertThat(sandbox.repo().git().refs()).containsKey("refs/heads/other");
    assertThat(sandbox.repo().git().bytes("main", "a.md")).isEmpty();
    Client bot = new Client(sandbox);
    assertThat(bot.get("/repos/shop/app/branches/main").json().path("protected").asBoolean())
        .isTrue();
  }

  @Test
  void theDefaultBranchCannotBeDeleted() throws Exception {
    Path clone = clone(sandbox.token());
    assertThat(failing(clone, "push", "origin", ":main")).contains("refusing to delete");
    assertThat(sandbox.repo().git().resolve("refs/heads/main")).isPresent();
  }

  @Test
  void whoMayNotPushIsToldSo() throws Exception {
    sandbox.world().add(Token.ofUser("daves", "dave"));
    Token app = Token.ofApp("app", "setpoint");
    sandbox.world().add(app.granting(Map.of("contents", Access.READ)));
    for (String token : List.of("daves", "app")) {
      Path clone = clone(token);
      commit(clone, "a.md", "a");
      assertThat(failing(clone, "push", "origin", "HEAD:main")).contains("403");
    }
    sandbox.repo().hidden(true); // a public one is read without asking who you are
    String wrong = failing(folder, "ls-remote", url("wrong"));
    assertThat(wrong).contains("Authentication failed");
  }

  @Test
  void aPrivateRepositoryIsCloneableOnlyByItsPeople() throws Exception {
    sandbox.repo().hidden(true);
    sandbox.world().add(Token.ofUser("mallorys", "mallory"));
    assertThat(failing(folder, "ls-remote", url("mallorys"))).contains("not found");
    assertThat(git(folder, "ls-remote", url(sandbox.token()))).contains("refs/heads/main");
    sandbox.repo().grant("mallory", Role.READ);
    assertThat(git(folder, "ls-remote", url("mallorys"))).contains("refs/heads/main");
  }

  @Test
  void thousandsOfRefsStaySeenAndChangeable() throws Exception {
    String tip = sandbox.repo().git().resolve("refs/heads/main").orElseThrow();
    for (int i = 0; i < 250; i++) {
      sandbox.repo().git().createRef("refs/setpoint/claims/p/" + i, tip);
    }
    String listed = git(folder, "ls-remote", url(sandbox.token()), "refs/setpoint/*");
    assertThat(listed.lines()).hasSize(250);
    assertThat(sandbox.repo().git().createRef("refs/setpoint/claims/p/7", tip))
        .isEqualTo(GitStore.Outcome.EXISTS);
    assertThat(sandbox.repo().git().deleteRef("refs/setpoint/claims/p/7"))
        .isEqualTo(GitStore.Outcome.DONE);
    Path clone = clone(sandbox.token());
    commit(clone, "a.md", "a");
    git(
        clone,
        "push",
        "-q",
        "origin",
        "HEAD:refs/setpoint/claims/p/8",
        ":refs/setpoint/claims/p/9");
    assertThat(sandbox.repo().git().refs()).hasSize(249);
    assertThat(sandbox.repo().git().refs().get("refs/setpoint/claims/p/8")).isNotEqualTo(tip);
  }

  @Test
  void jgitClonesAndPushesAtomically() throws Exception {
    CredentialsProvider me = new UsernamePasswordCredentialsProvider("x", sandbox.token());
    try (Git clone =
        Git.cloneRepository()
            .setURI(sandbox.gitUrl())
            .setDirectory(folder.resolve("j").toFile())
            .setDepth(1)
            .setCredentialsProvider(me)
            .call()) {
      Files.writeString(folder.resolve("j/a.md"), "a");
      clone.add().addFilepattern(".").call();
      ObjectId mine = clone.commit().setMessage("a").setSign(false).call();
      sandbox
          .faults()
          .add(
              Fault.meanwhile(
                  "POST",
                  "git-receive-pack",
                  () -> sandbox.as("bob").pushes("main", "b.md", "b", "Quicker")));
      List<RemoteRefUpdate.Status> lost = statuses(push(clone, me));
      assertThat(lost).doesNotContain(RemoteRefUpdate.Status.OK);
      assertThat(sandbox.repo().git().refs()).doesNotContainKey("refs/x/y");
      clone.fetch().setCredentialsProvider(me).call();
      clone.rebase().setUpstream("origin/main").call();
      assertThat(statuses(push(clone, me))).containsOnly(RemoteRefUpdate.Status.OK);
      assertThat(sandbox.repo().git().text("main", "a.md")).contains("a");
      assertThat(clone.getRepository().resolve("HEAD")).isNotEqualTo(mine);
    }
    sandbox.repo().hidden(true);
    CredentialsProvider wrong = new UsernamePasswordCredentialsProvider("x", "wrong");
    assertThatThrownBy(
            () ->
                Git.lsRemoteRepository()
                    .setRemote(sandbox.gitUrl())
                    .setCredentialsProvider(wrong)
                    .call())
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("not authorized");
  }

  private static Iterable<PushResult> push(Git clone, CredentialsProvider me) throws Exception {
    return clone
        .push()
        .setAtomic(true)
        .setCredentialsProvider(me)
        .setRefSpecs(new RefSpec("HEAD:refs/heads/main"), new RefSpec("HEAD:refs/x/y"))
        .call();
  }

  private static List<RemoteRefUpdate.Status> statuses(Iterable<PushResult> results) {
    List<RemoteRefUpdate.Status> statuses = new ArrayList<>();
    results.forEach(
        result -> result.getRemoteUpdates().forEach(update -> statuses.add(update.getStatus())));
    return statuses;
  }

  private String url(String token) {
    URI plain = URI.create(sandbox.gitUrl());
    String user = token.equals("x") ? "" : "x-access-token:" + token + "@";
    return "http://" + user + plain.getAuthority() + plain.getPath();
  }

  private Path clone(String token) throws Exception {
    Path clone = folder.resolve("clone-" + token);
    git(folder, "clone", "-q", url(token), clone.toString());
    return clone;
  }

  private static void commit(Path clone, String file, String text) throws Exception {
    Files.writeString(clone.resolve(file), text);
    git(clone, "add", ".");
    git(clone, "-c", "user.name=me", "-c", "user.email=me@example.org", "commit", "-q", "-m", file);
  }

  private static String git(Path folder, String... arguments) throws Exception {
    return run(folder, true, arguments);
  }

  private static String failing(Path folder, String... arguments) throws Exception {
    return run(folder, false, arguments);
  }

  private static String run(Path folder, boolean well, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      assumeTrue(false, "git is not installed");
      throw e;
    }
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue() == 0).as(said).isEqualTo(well);
    return said;
  }
}
