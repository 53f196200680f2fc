package dev.setpoint.edge.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.server.app.Address;
import dev.setpoint.edge.server.app.Hub;
import dev.setpoint.edge.server.app.TokenHub;
import dev.setpoint.edge.server.http.Access;
import dev.setpoint.edge.server.queue.Database;
import dev.setpoint.edge.server.queue.Rhythm;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.rest.Webhooks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** A sandbox and one server in this process that looks after it. */
final class Town implements AutoCloseable {
  static final String SECRET = "a secret of the town";
  static final String PLAN =
      """
      ---
      status: approved
      ---

      # One

      ## Steps

      ### First thing

      ### Second thing
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No sweeps: what moves was woken. */
  static final Rhythm RHYTHM =
      new Rhythm(Duration.ofHours(6), Duration.ofMillis(50), Duration.ofSeconds(5));

  final Sandbox github;
  final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  Town(Path directory, String pages) throws IOException {
    this(directory, pages, Sandbox.start());
  }

  Town(Path directory, String pages, Sandbox github) throws IOException {
    this(
        directory,
        github,
        (database, address) -> access(pages),
        address ->
            new TokenHub(
                address,
                Token.of(github.token()),
                List.of("shop/app"),
                Optional.of("setpoint-bot")));
  }

  /** A server with another way in, or another hub. */
  Town(
      Path directory,
      Sandbox github,
      BiFunction<Database, Address, Access> access,
      Function<Address, Hub> hub)
      throws IOException {
    this.github = github;
    Files.createDirectories(directory);
    Address address =
        new Address(URI.create(github.apiUrl()), github.apiUrl(), Optional.empty(), "town");
    Database database = Database.embedded(directory, 8);
    server =
        Server.start(
            new Options(
                "127.0.0.1",
                0,
                Token.of(SECRET),
                access.apply(database, address),
                address,
                database,
                hub.apply(address),
                RHYTHM,
                2,
                Duration.ofSeconds(10),
                Clock.systemUTC()));
    awaitTables();
  }

  // Until the tables stand a delivery is answered 503, and rightly so.
  private void awaitTables() {
    for (int i = 0; i < 1_200 && !server.trouble().isEmpty(); i++) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Access access(String pages) {
    return switch (pages) {
      case "off" -> new Access.Off();
      case "loopback" -> new Access.Loopback();
      default -> new Access.Header(pages.substring(pages.indexOf(':') + 1));
    };
  }

  static byte[] payload(String repository) {
    return ("{\"action\":\"opened\",\"repository\":{\"id\":1,\"full_name\":\""
            + repository
            + "\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static String signature(String secret, byte[] body) {
    return Webhooks.signature(secret, body);
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  HttpResponse<String> deliver(String repository, String delivery) throws Exception {
    byte[] body = payload(repository);
    return send(
        post(body)
            .header("X-Hub-Signature-256", signature(SECRET, body))
            .header("X-GitHub-Delivery", delivery));
  }

  HttpResponse<String> post(byte[] body, String signature) throws Exception {
    HttpRequest.Builder request = post(body);
    return send(signature.isEmpty() ? request : request.header("X-Hub-Signature-256", signature));
  }

  HttpResponse<String> deliver(byte[] body) throws Exception {
    return post(body, signature(SECRET, body));
  }

  private HttpRequest.Builder post(byte[] body) {
    return HttpRequest.newBuilder(URI.create(url() + "/webhook"))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The repository's data, once it is as wished. */
  JsonNode until(String repository, Predicate<JsonNode> wished) throws Exception {
    String last = "";
    for (int i = 0; i < 900; i++) {
      HttpResponse<String> answer = get("/api/v1/repositories/" + repository);
      last = answer.body();
      if (answer.statusCode() == 200 && wished.test(JSON.readTree(last))) {
        return JSON.readTree(last);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("never as wished: " + last);
  }

  /** Listens to server-sent events, one after the other, comments left out. */
  Events listen() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url() + "/api/v1/events").toURL().openConnection();
    connection.setRequestProperty("Accept", "text/event-stream");
    connection.setReadTimeout(60_000);
    return new Events(
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
  }

  /** An open stream of events. */
  record Events(BufferedReader in) implements AutoCloseable {
    String next() throws IOException {
      StringBuilder event = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty() && !event.isEmpty()) {
          return event.toString();
        }
        if (!line.startsWith(":") && !line.isEmpty()) {
          event.append(line).append('\n');
        }
      }
      throw new IOException("the stream has ended");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Stops the server and leaves the sandbox. */
  void leave() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    github.close();
  }
}
