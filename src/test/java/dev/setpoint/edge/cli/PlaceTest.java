package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which repository is meant: flags win over the environment, which wins over the checkout. */
class PlaceTest {
  @TempDir Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private final RepositoryOptions flags = new RepositoryOptions();

  @Test
  void aCheckoutNamesItsOrigin() throws IOException {
    origin("https://github.com/shop/app.git");
    Place place = place();
    assertThat(place.gitUrl()).isEqualTo("https://github.com/shop/app.git");
    assertThat(place.repository()).isEqualTo("shop/app");
    assertThat(place.api()).hasToString("https://api.github.com");
    assertThat(place.webUrl()).isEqualTo("https://github.com/shop/app");
    assertThat(place.who()).isEqualTo("command line");
    assertThat(place.actionsToken()).isFalse();
  }

  @Test
  void anSshOriginIsReachedOverHttps() {
    assertThat(Checkout.overHttps("git@github.com:shop/app.git"))
        .isEqualTo("https://github.com/shop/app.git");
    assertThat(Checkout.overHttps("ssh://git@ghe.corp:2222/shop/app"))
        .isEqualTo("https://ghe.corp/shop/app");
    assertThat(Checkout.overHttps("https://github.com/shop/app"))
        .isEqualTo("https://github.com/shop/app");
    assertThat(Checkout.overHttps("file:///srv/app.git")).isEqualTo("file:///srv/app.git");
    assertThat(Checkout.overHttps("/srv/app.git")).isEqualTo("/srv/app.git");
    assertThat(Checkout.overHttps("C:\\repos\\app")).isEqualTo("C:\\repos\\app");
  }

  @Test
  void aLinkedWorkTreeBelongsToItsRepository() throws IOException {
    Path main = directory.resolve("main");
    Path linked = directory.resolve("linked");
    Path git = main.resolve(".git/worktrees/linked");
    Files.createDirectories(git);
    Files.createDirectories(linked.resolve("plans"));
    Files.writeString(git.resolve("commondir"), "../..\n");
    Files.writeString(
        main.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://github.com/shop/app\n");
    Files.writeString(linked.resolve(".git"), "gitdir: " + git + "\n");
    Checkout checkout = Checkout.around(linked.resolve("plans")).orElseThrow();
    assertThat(checkout.root()).isEqualTo(linked);
    assertThat(checkout.origin()).contains("https://github.com/shop/app");
  }

  @Test
  void theEnvironmentOfAnActionSaysAll() throws IOException {
    origin("https://github.com/someone/else");
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_SERVER_URL", "https://ghe.corp");
    variables.put("GITHUB_API_URL", "https://ghe.corp/api/v3");
    variables.put("GITHUB_REPOSITORY", "shop/app");
    variables.put("GITHUB_TOKEN", "t");
    variables.put("GITHUB_RUN_ID", "123");
    Place place = place();
    assertThat(place.gitUrl()).isEqualTo("https://ghe.corp/shop/app");
    assertThat(place.api()).hasToString("https://ghe.corp/api/v3");
    assertThat(place.webUrl()).isEqualTo("https://ghe.corp/shop/app");
    assertThat(place.who()).isEqualTo("run 123");
    assertThat(place.actionsToken()).isTrue();
    variables.put("SETPOINT_TOKEN", "another");
    assertThat(place().actionsToken()).isFalse();
    assertThat(place().token().reveal()).isEqualTo("another");
  }

  @Test
  void flagsWinOverTheEnvironment() {
    variables.put("SETPOINT_GIT_URL", "https://github.com/a/b");
    variables.put("SETPOINT_BRANCH", "one");
    variables.put("SETPOINT_PLANS", "one/*.md");
    assertThat(place().branch()).contains("one");
    assertThat(place().plans()).containsExactly("one/*.md");
    flags.gitUrl = Optional.of("file:///srv/shop/app.git");
    flags.branch = Optional.of("two");
    flags.plans = Optional.of("two/*.md, three/*.md");
    flags.apiUrl = Optional.of("http://127.0.0.1:8080/");
    flags.author = Optional.of("Bot <bot@example.org>");
    Place place = place();
    assertThat(place.gitUrl()).isEqualTo("file:///srv/shop/app.git");
    assertThat(place.repository()).isEqualTo("shop/app");
    assertThat(place.branch()).contains("two");
    assertThat(place.plans()).containsExactly("two/*.md", "three/*.md");
    assertThat(place.api()).hasToString("http://127.0.0.1:8080");
    assertThat(place.webUrl()).isEqualTo("http://127.0.0.1:8080/shop/app");
    assertThat(place.author().email()).isEqualTo("bot@example.org");
  }

  @Test
  void anotherServersTokenIsNotSentToGitHub() {
    variables.put("SETPOINT_GIT_URL", "https://ghe.corp:8443/shop/app.git");
    assertThat(place().api()).hasToString("https://ghe.corp:8443/api/v3");
    assertThat(place().webUrl()).isEqualTo("https://ghe.corp:8443/shop/app");
    variables.put("SETPOINT_GIT_URL", "https://acme.ghe.com/shop/app");
    assertThat(place().api()).hasToString("https://api.acme.ghe.com");
    assertThat(place().webUrl()).isEqualTo("https://acme.ghe.com/shop/app");
  }

  @Test
  void aSecretInTheUrlIsRefusedAndAUserNameDropped() {
    flags.gitUrl = Optional.of("https://x-access-token:hush@github.com/shop/app");
    assertThatThrownBy(this::place)
        .isInstanceOf(WrongUsage.class)
        .hasMessageContaining("SETPOINT_TOKEN")
        .hasMessageNotContaining("hush");
    flags.gitUrl = Optional.of("https://github_pat_hush@github.com/shop/app");
    assertThatThrownBy(this::place).isInstanceOf(WrongUsage.class);
    flags.gitUrl = Optional.of("https://alice@github.com/shop/app");
    assertThat(place().gitUrl()).isEqualTo("https://github.com/shop/app");
  }

  @Test
  void withoutAnyHintThePersonIsAsked() {
    assertThatThrownBy(this::place)
        .isInstanceOf(WrongUsage.class)
        .hasMessageContaining("--git-url");
  }

  private void origin(String url) throws IOException {
    Path git = Files.createDirectories(directory.resolve(".git"));
    Files.writeString(git.resolve("config"), "[remote \"origin\"]\n\turl = " + url + "\n");
  }

  private Place place() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return flags.place(new Surroundings(variables, directory, nowhere, nowhere, false));
  }
}
