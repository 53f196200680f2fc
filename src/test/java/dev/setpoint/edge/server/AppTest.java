package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.github.AppKey;
import dev.setpoint.edge.github.GitHubApp;
import dev.setpoint.edge.github.GitHubSignIn;
import dev.setpoint.edge.server.app.AppHub;
import dev.setpoint.edge.server.http.Access;
import dev.setpoint.edge.server.http.SignIn;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Apps;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Being a GitHub App: found installations, their tokens, and people who sign in through it. */
@Timeout(180)
class AppTest {
  @TempDir Path directory;

  private final Sandbox github = Sandbox.start();
  private final Apps.App app = github.world().apps().create("setpoint-shop");

  private Repo repository(String fullName) {
    Repo repo = github.world().create(fullName);
    repo.hidden(true);
    List<GitStore.Change> plan = List.of(GitStore.Change.write("plans/one.md", Town.PLAN));
    repo.git().commit("main", plan, "alice", "Plan", github.clock().instant());
    return repo;
  }

  private AppHub hub(dev.setpoint.edge.server.app.Address address) {
    AppKey key = AppKey.read(Long.toString(app.id()), app.pem(), Clock.systemUTC());
    return new AppHub(address, new GitHubApp(github.apiUrl(), key), Clock.systemUTC());
  }

  private Town town() throws IOException {
    return new Town(directory, github, (d, a) -> new Access.Loopback(), this::hub);
  }

  @Test
  void installationsAreFoundAndFollowed() throws Exception {
    Repo one = repository("east/one");
    Repo asleep = repository("west/asleep");
    Apps.Installation east = github.world().apps().install(app, "east", "east/one");
    Apps.Installation west = github.world().apps().install(app, "west", "west/asleep");
    west.suspend(true);
    try (Town town = town()) {
      town.until("east/one", e -> e.path("outcome").asText().equals("settled"));
      assertThat(one.issues().all()).hasSize(1);
      assertThat(one.issues().all().getFirst().author()).isEqualTo("setpoint-shop[bot]");
      assertThat(one.git().log("main").getFirst().author()).contains("setpoint-shop[bot]");

      Repo two = repository("east/two");
      east.add("east/two");
      assertThat(town.get("/api/v1/repositories/east/two").statusCode()).isEqualTo(404);
      assertThat(
              town.deliver(about("{\"repositories_added\":[],\"installation\":{}}")).statusCode())
          .isEqualTo(202);
      town.until("east/two", e -> e.path("outcome").asText().equals("settled"));
      assertThat(two.issues().all()).hasSize(1);

      west.suspend(false);
      east.remove("east/one");
      town.deliver(about("{\"installation\":{\"id\":1}}"));
      town.until("west/asleep", e -> e.path("outcome").asText().equals("settled"));
      assertThat(asleep.issues().all()).hasSize(1);
      assertThat(town.get("/api/v1/repositories/east/one").statusCode()).isEqualTo(404);
      assertThat(east.minted()).as("tokens asked for in an hour").isEqualTo(1);
    }
  }

  private static byte[] about(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anInstallationWithoutRequestsWaitsForItsResetAndNobodyElseDoes() throws Exception {
    repository("east/one");
    repository("west/two");
    Apps.Installation east = github.world().apps().install(app, "east", "east/one");
    github.world().apps().install(app, "west", "west/two");
    Instant reset = Instant.now().plus(Duration.ofMinutes(40));
    try (Town town = town()) {
      town.until("east/one", e -> e.path("outcome").asText().equals("settled"));
      github.world().rates().set("installation " + east.id(), 5000, 3, reset);
      town.deliver("east/one", "d-1"); // uses up the last ones, or nearly
      town.until(
          "east/one",
          e ->
              e.path("startedAt").asText().compareTo(e.path("now").asText()) < 0
                  && !e.path("state").asText().equals("running")
                  && e.path("wokenAt").isNull());
      town.deliver("east/one", "d-2");
      var limited = town.until("east/one", e -> e.path("outcome").asText().equals("limited"));
      assertThat(Instant.parse(limited.path("nextAt").asText()))
          .isBetween(reset.minusSeconds(60), reset.plusSeconds(60));

      String before =
          town.until("west/two", e -> !e.path("endedAt").isNull()).path("endedAt").asText();
      town.deliver("west/two", "d-3");
      town.until("west/two", e -> e.path("endedAt").asText().compareTo(before) > 0);
    }
  }

  @Test
  void keysAreReadInBothForms() throws Exception {
    repository("east/one");
    github.world().apps().install(app, "east", "east/one");
    for (String pem : List.of(app.pem(), app.pkcs8(), app.pem().replace("\n", "\r\n"))) {
      AppKey key = AppKey.read(app.clientId(), pem, Clock.systemUTC());
      assertThat(new GitHubApp(github.apiUrl(), key).login()).isEqualTo("setpoint-shop[bot]");
      assertThat(key.toString()).doesNotContain("KEY---");
    }
    assertThatThrownBy(() -> AppKey.read("1", "no key, but a secret", Clock.systemUTC()))
        .hasMessageContaining("-----BEGIN RSA PRIVATE KEY-----")
        .hasMessageNotContaining("secret");
    String other = github.world().apps().create("other").pem();
    AppKey wrong = AppKey.read(Long.toString(app.id()), other, Clock.systemUTC());
    assertThatThrownBy(() -> new GitHubApp(github.apiUrl(), wrong).login())
        .hasMessageContaining("401");
    github.close();
  }

  @Test
  void peopleSeeWhatGitHubShowsThem() throws Exception {
    Repo shown = repository("east/shown");
    shown.grant("bob", Role.READ);
    repository("east/hidden");
    github.world().apps().install(app, "east", "east/shown", "east/hidden");
    GitHubSignIn signIn =
        new GitHubSignIn(
            github.apiUrl(), github.apiUrl(), app.clientId(), Token.of(app.clientSecret()));
    try (Town town =
        new Town(
            directory,
            github,
            (database, address) ->
                new Access.GitHub(
                    new SignIn(signIn, database, Clock.systemUTC(), "http://127.0.0.1")),
            this::hub)) {
      assertThat(town.get("/api/v1/me").statusCode()).isEqualTo(401);
      assertThat(town.get("/api/v1/me").body()).contains("/sign-in");
      assertThat(town.get("/").headers().firstValue("location"))
          .hasValueSatisfying(l -> assertThat(l).endsWith("/sign-in"));
      HttpResponse<String> start = town.get("/sign-in");
      String cookie = start.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
      assertThat(start.headers().firstValue("location").orElseThrow())
          .startsWith(github.apiUrl() + "/login/oauth/authorize?client_id=" + app.clientId())
          .doesNotContain(app.clientSecret());
      String state = cookie.split("=", 2)[1];
      String code = github.world().apps().signIn("bob");

      assertThat(town.get("/sign-in/back?code=" + code + "&state=" + state).statusCode())
          .as("without the cookie of whoever started")
          .isEqualTo(400);
      HttpResponse<String> back =
          town.get("/sign-in/back?code=" + code + "&state=" + state, "Cookie", cookie);
      assertThat(back.statusCode()).isEqualTo(302);
      String session = back.headers().firstValue("set-cookie").orElseThrow();
      assertThat(session).contains("HttpOnly").contains("SameSite=Lax");
      String mine = session.split(";", 2)[0];

      assertThat(town.get("/api/v1/me", "Cookie", mine).body()).contains("\"login\":\"bob\"");
      for (int i = 0;
          i < 300
              && !town.get("/api/v1/repositories", "Cookie", mine).body().contains("east/shown");
          i++) {
        Thread.sleep(100);
      }
      assertThat(town.get("/api/v1/repositories", "Cookie", mine).body())
          .contains("east/shown")
          .doesNotContain("east/hidden");
      assertThat(town.get("/api/v1/repositories/east/hidden", "Cookie", mine).statusCode())
          .isEqualTo(404);
      assertThat(
              town.get("/api/v1/repositories/east/hidden/history?plan=one", "Cookie", mine)
                  .statusCode())
          .isEqualTo(404);
      assertThat(town.get("/api/v1/me", "Cookie", "setpoint_session=guess").statusCode())
          .isEqualTo(401);
    }
  }
}
