package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.cli.GitHubAddress;
import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.edge.git.Author;
import dev.setpoint.edge.github.GitHubSignIn;
import dev.setpoint.edge.server.Options;
import dev.setpoint.edge.server.Server;
import dev.setpoint.edge.server.app.Address;
import dev.setpoint.edge.server.app.Hub;
import dev.setpoint.edge.server.http.Access;
import dev.setpoint.edge.server.http.SignIn;
import dev.setpoint.edge.server.queue.Database;
import dev.setpoint.edge.server.queue.Rhythm;
import dev.setpoint.edge.server.setup.Setup;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the webhook server, until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "The webhook server: a GitHub App's backend for an organisation, or a plain token's for some"
          + " repositories.",
      "docs/server.md tells the whole story; `serve --setup` creates the App."
    },
    footer = {
      "",
      "SETPOINT_WEBHOOK_SECRET      what deliveries are signed with (required, at least 12"
          + " characters)",
      "SETPOINT_APP_ID              the App's id or client id, with",
      "SETPOINT_APP_KEY             the file that holds its private key (PEM); or else",
      "SETPOINT_TOKEN               a token for the repositories named by --repository",
      "SETPOINT_CLIENT_ID           of the App, with",
      "SETPOINT_CLIENT_SECRET       for --pages github",
      "SETPOINT_DATABASE            as --database, where it holds a password"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int SHORTEST_SECRET = 12;

  private final Surroundings around;

  @Mixin DatabaseOptions store = new DatabaseOptions();
  @Mixin RhythmOptions timing = new RhythmOptions();

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Default: 127.0.0.1.")
  String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", description = "Default: 8080; 0 for any free one.")
  int port = 8080;

  @Option(
      names = "--repository",
      paramLabel = "OWNER/NAME",
      split = ",",
      description = "With a plain token: the repositories to look after.")
  List<String> repositories = List.of();

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      description =
          "The root of GitHub's REST API. GITHUB_API_URL; default: https://api.github.com.")
  Optional<String> apiUrl = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where browsers reach this server; for --pages github and --setup.")
  Optional<String> url = Optional.empty();

  @Option(
      names = "--pages",
      paramLabel = "WHO",
      description =
          "Who may look at the pages: off (default), github, header:NAME (set by a reverse proxy"
              + " that signs people in), loopback.")
  String pages = "off";

  @Option(names = "--workers", paramLabel = "N", description = "Passes at once. Default: 8.")
  int workers = 8;

  @Option(names = "--login", paramLabel = "LOGIN", description = "With a plain token: its login.")
  Optional<String> login = Optional.empty();

  @Option(
      names = "--author",
      paramLabel = "'NAME <MAIL>'",
      description = "Whose name the commits carry. Default: the App's, or github-actions[bot].")
  Optional<String> author = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      description = "error, warn, info (default), debug.")
  String log = "info";

  @Option(
      names = "--setup",
      description = "Create the GitHub App in a browser, write its key and secrets to files, end.")
  boolean setup;

  @Option(
      names = "--organization",
      paramLabel = "NAME",
      description = "With --setup: the organisation that owns the App; default: yourself.")
  Optional<String> organization = Optional.empty();

  ServeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String api = api();
    try {
      return setup
          ? Setup.run(
              new Setup.Wanted(
                  api, GitHubAddress.web(api), organization, url, store.directory(around), port),
              around.out())
          : serve(api);
    } catch (BindException e) {
      throw new WrongUsage(e.getMessage() + "; name another with --port, or 0 for any free one");
    }
  }

  private int serve(String api) throws IOException, InterruptedException {
    Server.logTo(around.err(), log);
    Options options = options(api);
    Server server;
    try {
      server = Server.start(options);
    } catch (IOException e) {
      options.database().close();
      throw e;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(server, stopped), "setpoint-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    around.out().println("Setpoint listens on http://" + host + ":" + server.port());
    around.out().flush();
    stopped.await();
    return 0;
  }

  private static void stop(Server server, CountDownLatch stopped) {
    server.close();
    stopped.countDown();
  }

  private Options options(String api) throws IOException {
    Token secret = webhookSecret();
    String web = GitHubAddress.web(api);
    ServerAccount account = new ServerAccount(around, repositories, login);
    Address address =
        new Address(URI.create(api), web, author.map(this::author), ServerAccount.process());
    Hub hub = account.hub(address, api);
    if (workers < 1 || workers > 256) {
      throw new WrongUsage("--workers: a number from 1 to 256");
    }
    Rhythm rhythm = timing.rhythm();
    Clock clock = Clock.systemUTC();
    Database wakes = store.open(around, workers);
    try {
      return new Options(
          host,
          port,
          secret,
          access(api, web, wakes, clock),
          address,
          wakes,
          hub,
          rhythm,
          workers,
          timing.grace(),
          clock);
    } catch (RuntimeException e) {
      wakes.close();
      throw e;
    }
  }

  private Token webhookSecret() {
    Token secret = secret("SETPOINT_WEBHOOK_SECRET");
    if (!secret.isPresent()) {
      throw new WrongUsage(
          "SETPOINT_WEBHOOK_SECRET is not set: without it GitHub's deliveries could not be told"
              + " from forged ones; set it to the secret in the webhook's settings");
    }
    if (secret.reveal().length() < SHORTEST_SECRET) {
      throw new WrongUsage(
          "SETPOINT_WEBHOOK_SECRET has fewer than %d characters and could be guessed: make one, for example with `openssl rand -hex 32`, and give it to the webhook's settings too"
              .formatted(SHORTEST_SECRET));
    }
    return secret;
  }

  private Access access(String api, String web, Database wakes, Clock clock) {
    if (pages.equals("off")) {
      return new Access.Off();
    }
    if (pages.equals("loopback")) {
      return new Access.Loopback();
    }
    if (pages.matches("header:[A-Za-z0-9-]+")) {
      return new Access.Header(pages.substring("header:".length()));
    }
    if (!pages.equals("github")) {
      throw new WrongUsage("--pages: off, github, header:NAME or loopback, not `" + pages + "`");
    }
    String client =
        around
            .variable("SETPOINT_CLIENT_ID")
            .orElseThrow(
                () ->
                    new WrongUsage(
                        "--pages github needs SETPOINT_CLIENT_ID and SETPOINT_CLIENT_SECRET of the"
                            + " App"));
    String here =
        url.map(u -> u.replaceAll("/+$", ""))
            .filter(u -> u.matches("https?://[^/?#]+.*"))
            .orElseThrow(
                () ->
                    new WrongUsage("--pages github needs --url, where browsers reach this server"));
    GitHubSignIn github = new GitHubSignIn(api, web, client, secret("SETPOINT_CLIENT_SECRET"));
    return new Access.GitHub(new SignIn(github, wakes, clock, here));
  }

  private String api() {
    String api =
        apiUrl
            .or(() -> around.variable("GITHUB_API_URL"))
            .orElse(GitHubAddress.GITHUB_API)
            .replaceAll("/+$", "");
    if (!api.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._/-]*)?")) {
      throw new WrongUsage("the API URL is not a URL: write https://host/path");
    }
    return api;
  }

  private Author author(String text) {
    try {
      return Author.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private Token secret(String variable) {
    return around.variable(variable).map(Token::of).orElse(Token.NONE);
  }
}
