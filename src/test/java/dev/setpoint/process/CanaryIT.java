package dev.setpoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.process.Program.Left;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Webhooks;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.web.RequestLog;
import dev.setpoint.sandbox.world.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that can be recognised are given to the packaged program, and everything that leaves it
 * is searched for them: what it prints, the files it writes, what it asks for, commits, claims,
 * issues, the answers of its server.
 */
@Timeout(300)
class CanaryIT {
  private static final String TOKEN = "ghp_canary0123456789canary0123456789";
  private static final String SECRET = "hook-canary0123456789-secret";
  private static final List<String> TRACES =
      List.of(
          "canary0123456789",
          encoded(TOKEN),
          encoded("x-access-token:" + TOKEN),
          encoded("setpoint-bot:" + TOKEN));
  private static final String PLAN =
      """
      ---
      status: approved
      ---
      # Ship

      ## Steps

      ### Ask

      - assign: @alice

      ### Go

      - workflow: go.yml
      """;
  private static final String GO =
      """
      on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
      jobs: { go: { runs-on: ubuntu-latest, steps: [{ run: echo }] } }
      """;

  @TempDir Path here;

  @Test
  void aSecretLeavesTheProgramNowhereButInTheHeaderThatItIsFor() throws Exception {
    Path repositories = Files.createDirectory(here.resolve("repositories"));
    SandboxOptions options =
        SandboxOptions.defaults()
            .withToken(Token.ofUser(TOKEN, "setpoint-bot"))
            .withGitRoot(repositories);
    try (Sandbox github = Sandbox.start(options)) {
      github
          .as("carol")
          .pushes(
              "main",
              List.of(
                  GitStore.Change.write("plans/ship.md", PLAN),
                  GitStore.Change.write(".github/workflows/go.yml", GO)),
              "Plan");
      String gitWithToken = github.gitUrl().replace("://", "://x-access-token:" + TOKEN + "@");

      assertThat(ends(github, Program.JAR, "reconcile", "--verbose").exit()).isZero();
      github.as("alice").closes(1);
      assertThat(ends(github, Program.JAR, "reconcile", "--json").exit()).isZero();
      assertThat(ends(github, Program.JAR, "why", "ship/go").exit()).isZero();
      assertThat(ends(github, Program.FULL_JAR, "doctor").exit()).isZero();
      assertThat(ends(github, Program.JAR, "status", "--git-url", gitWithToken).exit())
          .isEqualTo(2);

      // Servers that repeat what they were sent, and one that is gone.
      fails(github, "/repos/", 401);
      fails(github, "git-upload-pack", 403);
      github.repo().runs().all().forEach(run -> github.repo().runs().complete(run.id(), "success"));
      fails(github, "git-receive-pack", 403);
      assertThat(ends(github, Program.JAR, "status", "--api-url", "http://127.0.0.1:1").exit())
          .isEqualTo(1);

      serves(github);

      assertThat(github.requests().entries().stream().map(RequestLog.Entry::target).toList())
          .isNotEmpty()
          .noneMatch(CanaryIT::shows);
      assertThat(
              HttpClient.newHttpClient().send(get(github.controlUrl() + "/state"), body()).body())
          .contains("Ask")
          .satisfies(CanaryIT::isClean);
      assertThat(objects(repositories.resolve("shop/app.git"))).isGreaterThan(10);
    }
  }

  /** The server's answers, its log, its database, and the refusal of a second one beside it. */
  private void serves(Sandbox github) throws Exception {
    Path data = here.resolve("data");
    List<String> serve = Program.serving(data, "--log", "debug");
    try (Program server = start(github, Program.FULL_JAR, serve)) {
      String url = server.awaitOut("listens on (http://127\\.0\\.0\\.1:\\d+)");
      github.webhooks().add(new Webhooks.Hook(url + "/webhook", SECRET, List.of()));
      github.as("bob").opens("Hello", "to wake it");
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0;
          i < 300 && !asked(client, url + "/api/v1/repositories").contains("Ship");
          i++) {
        Thread.sleep(200);
      }
      for (String path :
          List.of(
              "/",
              "/api/v1/me",
              "/api/v1/repositories",
              "/api/v1/repositories/shop/app",
              "/api/v1/repositories/shop/app/history?plan=ship",
              "/metrics",
              "/readyz",
              "/nothing")) {
        assertThat(asked(client, url + path)).as(path).isNotEmpty().satisfies(CanaryIT::isClean);
      }
      Left second = ends(github, Program.FULL_JAR, serve.toArray(String[]::new));
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err().lines().filter(l -> l.startsWith("setpoint: ")))
          .singleElement()
          .asString()
          .contains("another process uses the database in " + data);
      server.stop();
      Left left = server.said();
      assertThat(left.out() + left.err()).contains("pass").satisfies(CanaryIT::isClean);
    }
    try (Stream<Path> files = Files.walk(here)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        isClean(file.getFileName() + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
        assertThat(file.toString()).doesNotEndWith(".trace.db");
      }
    }
  }

  private void fails(Sandbox github, String path, int status) throws Exception {
    Fault rude =
        new Fault(
            "",
            java.util.regex.Pattern.compile(path),
            0,
            100,
            Fault.Mode.REPLY,
            status,
            Map.of("X-Seen", TOKEN),
            "{\"message\":\"no such token: " + TOKEN + "\"}",
            0,
            () -> {});
    github.faults().add(rude);
    Left left = ends(github, Program.JAR, "reconcile", "--verbose");
    assertThat(left.exit()).as(path + " " + status + left).isNotZero();
    github.faults().clear();
  }

  /** Runs a command to its end, and searches what it said. */
  private Left ends(Sandbox github, Path jar, String... arguments) throws Exception {
    try (Program program = start(github, jar, List.of(arguments))) {
      Left left = program.end();
      isClean(left.out());
      isClean(left.err());
      return left;
    }
  }

  private Program start(Sandbox github, Path jar, List<String> arguments) throws IOException {
    Path temporary = Files.createDirectories(here.resolve("temporary"));
    return Program.start(
        jar,
        github,
        Map.of(
            "SETPOINT_WEBHOOK_SECRET",
            SECRET,
            "JDK_JAVA_OPTIONS",
            "-Djava.io.tmpdir=%s -Duser.home=%s".formatted(temporary, here)),
        arguments);
  }

  /** Reads every object that any ref leads to, and counts them. */
  private static int objects(Path directory) throws IOException {
    int count = 0;
    try (Repository repository =
            new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
        ObjectReader reader = repository.newObjectReader();
        ObjectWalk walk = new ObjectWalk(reader)) {
      List<Ref> refs = repository.getRefDatabase().getRefs();
      assertThat(refs)
          .extracting(Ref::getName)
          .anyMatch(r -> r.startsWith("refs/setpoint/claims/"));
      for (Ref ref : refs) {
        isClean(ref.getName());
        walk.markStart(walk.parseAny(ref.getObjectId()));
      }
      List<ObjectId> all = new ArrayList<>();
      for (RevObject o = walk.next(); o != null; o = walk.next()) {
        all.add(o.getId());
      }
      for (RevObject o = walk.nextObject(); o != null; o = walk.nextObject()) {
        all.add(o.getId());
      }
      for (ObjectId id : all) {
        isClean(new String(reader.open(id).getBytes(), StandardCharsets.ISO_8859_1));
        count++;
      }
    }
    return count;
  }

  private static String asked(HttpClient client, String url)
      throws IOException, InterruptedException {
    return client.send(get(url), body()).body();
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  private static HttpResponse.BodyHandler<String> body() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static void isClean(String text) {
    assertThat(TRACES).noneMatch(text::contains);
  }

  private static boolean shows(String text) {
    return TRACES.stream().anyMatch(text::contains);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
