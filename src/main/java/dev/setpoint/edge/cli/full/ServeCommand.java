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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
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
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  private final Surroundings around;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Default: 127.0.0.1.")
  String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", description = "Default: 8080; 0 for any free one.")
  int port = 8080;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded database is kept. Default: ./setpoint-data.")
  Optional<Path> data = Optional.empty();

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description =
          "PostgreSQL instead of the embedded database: jdbc:postgresql://HOST/NAME?user=…; needed"
              + " for several processes.")
  Optional<String> database = Optional.empty();

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

  @Option(names = "--workers", paramLabel = "N", description = "Passes at once. Default: 4.")
  int workers = 4;

  @Option(
      names = "--sweep",
      paramLabel = "TIME",
      description =
          "Every repository is looked at this often though nothing happens. Default: 10m.")
  String sweep = "10m";

  @Option(
      names = "--gap",
      paramLabel = "TIME",
      description = "The least time between two passes of one repository. Default: 1s.")
  String gap = "1s";

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      description = "After four of these without a word, a pass is taken over. Default: 5s.")
  String heartbeat = "5s";

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "How long running passes may finish when the server stops. Default: 20s.")
  String grace = "20s";

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
              new Setup.Wanted(api, GitHubAddress.web(api), organization, url, directory(), port),
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
    Rhythm rhythm =
        new Rhythm(time("--sweep", sweep), time("--gap", gap), time("--heartbeat", heartbeat));
    Clock clock = Clock.systemUTC();
    Database wakes = database();
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
          time("--grace", grace),
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

  private Database database() throws IOException {
    int connections = workers + 6;
    Optional<String> given = database.or(() -> around.variable("SETPOINT_DATABASE"));
    if (given.isEmpty()) {
      Path directory = directory();
      Files.createDirectories(directory);
      return Database.embedded(directory, connections);
    }
    if (database.isPresent() && database.get().contains("password=")) {
      throw new WrongUsage(
          "--database carries a password, which process lists show: set SETPOINT_DATABASE instead");
    }
    if (!given.get().startsWith("jdbc:postgresql:")) {
      throw new WrongUsage("--database: a URL that starts with jdbc:postgresql:");
    }
    return Database.open(given.get(), connections);
  }

  private Path directory() {
    return around.directory().resolve(data.orElse(Path.of("setpoint-data")));
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

  private static Duration time(String option, String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      throw new WrongUsage(
          option + ": a time is written 500ms, 20s, 10m or 1h, not `" + text + "`");
    }
    long number = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
