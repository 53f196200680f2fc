package dev.setpoint.demo;

import dev.setpoint.Place;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Author;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The repository of the demo, {@code shop/app} in a sandbox, and what people do in it. */
public final class Shop implements AutoCloseable {
  public static final String PLAN = "plans/system-upgrade.md";

  public static final String MAIN = "main";

  /** Who sits before the screen. */
  public static final String YOU = "you";

  private final Sandbox github =
      Sandbox.start(SandboxOptions.defaults().withPerson(YOU, Role.ADMIN));

  /** Opens with the sample plan, a draft, and the workflows it starts. */
  public static Shop open() {
    Shop shop = new Shop();
    shop.github
        .as("alice")
        .pushes(
            MAIN,
            List.of(
                GitStore.Change.write(PLAN, resource("system-upgrade.md")),
                GitStore.Change.write(".github/workflows/migrate.yml", resource("migrate.yml")),
                GitStore.Change.write(".github/workflows/deploy.yml", resource("deploy.yml"))),
            "Plan the system upgrade");
    return shop;
  }

  /**
   * The jar holds the repository's own plan and workflows: what is shown is what is there to copy.
   */
  private static String resource(String name) {
    try (InputStream in = Shop.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the demo's " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the demo's " + name, e);
    }
  }

  /** Where a pass finds it: the same addresses that any other program would use. */
  public Place place() {
    return place(github.token(), "demo");
  }

  /** The same for another token of the bot, and in another name. */
  public Place place(String token, String who) {
    return new Place(
        github.gitUrl(),
        URI.create(github.apiUrl()),
        github.repository(),
        github.apiUrl() + "/" + github.repository(),
        Optional.empty(),
        List.of(),
        Token.of(token),
        Optional.empty(),
        false,
        Author.ACTIONS_BOT,
        who);
  }

  public Sandbox github() {
    return github;
  }

  /** The plan as it stands on the main branch. */
  public String plan() {
    return github.repo().git().text(MAIN, PLAN).orElseThrow();
  }

  void edits(String who, String from, String to, String message) {
    String before = plan();
    String after = before.replace(from, to);
    if (after.equals(before)) {
      throw new IllegalStateException("the sample plan has no `" + from.strip() + "` any more");
    }
    github.as(who).pushes(MAIN, PLAN, after, message);
  }

  void closes(String who, int issue) {
    github.as(who).closes(issue);
  }

  /** The newest run of a workflow ends so. */
  void ends(String workflow, String conclusion) {
    Run run =
        github.repo().runs().all().stream()
            .filter(r -> r.workflow().path().endsWith("/" + workflow) && !r.isCompleted())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no run of " + workflow + " is open"));
    github.repo().runs().complete(run.id(), conclusion);
  }

  /** The number of the open issue with that title. */
  int open(String title) {
    return github.repo().issues().all().stream()
        .filter(i -> i.isOpen() && i.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no issue `" + title + "` is open"))
        .number();
  }

  /** How many issues there are, open or not. */
  int issues() {
    return github.repo().issues().all().size();
  }

  /** The main branch's commits, the newest first. */
  public List<GitStore.Commit> log() {
    return github.repo().git().log(MAIN);
  }

  public GitStore.Commit tip() {
    return log().getFirst();
  }

  @Override
  public void close() {
    github.close();
  }
}
