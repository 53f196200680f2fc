package dev.setpoint.sandbox;

import dev.setpoint.sandbox.control.Control;
import dev.setpoint.sandbox.git.GitHttp;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Api;
import dev.setpoint.sandbox.rest.RepoGate;
import dev.setpoint.sandbox.rest.Webhooks;
import dev.setpoint.sandbox.web.Faults;
import dev.setpoint.sandbox.web.Front;
import dev.setpoint.sandbox.web.RequestLog;
import dev.setpoint.sandbox.world.AutoRuns;
import dev.setpoint.sandbox.world.Folders;
import dev.setpoint.sandbox.world.Person;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.SandboxClock;
import dev.setpoint.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ServerSocketFactory;

/**
 * A running stand-in for GitHub on the loopback address: REST, git over HTTP, webhooks, and what
 * people do, as Java methods and as HTTP under {@code /_sandbox/}.
 *
 * <pre>{@code
 * try (Sandbox github = Sandbox.start()) {
 *   github.as("alice").pushes("main", "plans/release.md", text, "Plan the release");
 *   …
 *   github.as("bob").closes(1);
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxOptions options;
  private final Path gitRoot;
  private final SandboxClock clock = new SandboxClock();
  private final World world;
  private final Front front;
  private final Webhooks webhooks;
  private final Api api;
  private volatile boolean closed;

  private Sandbox(SandboxOptions options, ServerSocketFactory sockets) throws IOException {
    this.options = options;
    Path given = options.gitRoot();
    this.gitRoot = given == null ? quickFolder() : given;
    this.world = new World(clock, gitRoot);
    this.front = new Front(options.port(), clock, sockets);
    this.webhooks = new Webhooks(world, front.url());
    this.api = new Api(world, front.url());
  }

  /** Tests start hundreds: where the system offers memory as a disk, that is ten times faster. */
  private static Path quickFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    boolean roomy = Files.isWritable(memory) && memory.toFile().getUsableSpace() > 1_000_000_000L;
    String name = "setpoint-sandbox-";
    return roomy ? Files.createTempDirectory(memory, name) : Files.createTempDirectory(name);
  }

  public static Sandbox start() {
    return start(SandboxOptions.defaults());
  }

  public static Sandbox start(SandboxOptions options) {
    return start(options, ServerSocketFactory.getDefault());
  }

  /** The same behind other sockets, of TLS for example: then its URLs start with https. */
  public static Sandbox start(SandboxOptions options, ServerSocketFactory sockets) {
    try {
      Sandbox sandbox = new Sandbox(options, sockets);
      sandbox.build();
      Control control = new Control(sandbox.world, sandbox.front, sandbox.webhooks, sandbox::reset);
      GitHttp git = new GitHttp(new RepoGate(sandbox.world), options.realGit());
      sandbox.front.serve(control::answer, git::answer, sandbox.api::answer);
      Thread.ofVirtual().name("sandbox-time").start(sandbox::letTimePass);
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException("starting the sandbox", e);
    }
  }

  /** Runs that finish by themselves do so, and are told of, also while nobody asks. */
  private void letTimePass() {
    while (!closed) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      world.repositories().forEach(repo -> repo.runs().tick());
    }
  }

  private void build() {
    Repo repo = world.create(options.repository());
    world.add(options.token());
    options.people().forEach(repo::grant);
    Path seed = options.seed();
    if (seed == null) {
      GitStore.Change readme = GitStore.Change.write("README.md", "# " + repo.name() + "\n");
      repo.git().commit("main", List.of(readme), "alice", "Start", clock.instant());
    } else {
      repo.git().seed(seed, "main", "alice", clock.instant());
    }
    if (options.autoRuns() != null) {
      repo.runs().finishThemselves(AutoRuns.after(options.autoRuns()));
    }
  }

  /** As freshly started: everything that happened is forgotten, the port stays. */
  public void reset() {
    world.demolish();
    front.faults().clear();
    front.log().reset();
    webhooks.clear();
    build();
  }

  /** The REST API's root, also served under {@code /api/v3}. */
  public String apiUrl() {
    return front.url();
  }

  /** What to clone: the first repository; any user name, the token as password. */
  public String gitUrl() {
    return front.url() + "/" + options.repository() + ".git";
  }

  /** The root of the control operations. */
  public String controlUrl() {
    return front.url() + "/_sandbox";
  }

  /** The first repository's full name. */
  public String repository() {
    return options.repository();
  }

  public String token() {
    return options.token().value();
  }

  /** The secret with which webhooks are signed that were added without one of their own. */
  public String webhookSecret() {
    return Webhooks.DEFAULT_SECRET;
  }

  /** The first repository's inside: issues, runs, git, settings. */
  public Repo repo() {
    return world.repository(options.repository()).orElseThrow();
  }

  /** Somebody who acts in the first repository. */
  public Person as(String login) {
    return new Person(world, repo(), login);
  }

  public World world() {
    return world;
  }

  public SandboxClock clock() {
    return clock;
  }

  public Faults faults() {
    return front.faults();
  }

  /** What clients have asked for since the last reset. */
  public RequestLog requests() {
    return front.log();
  }

  public Webhooks webhooks() {
    return webhooks;
  }

  /** Every REST operation that is answered, as {@code METHOD /template}. */
  public List<String> operations() {
    return api.operations();
  }

  @Override
  public void close() {
    closed = true;
    front.close();
    webhooks.close();
    world.demolish();
    if (options.gitRoot() == null) {
      Folders.delete(gitRoot);
    }
  }
}
