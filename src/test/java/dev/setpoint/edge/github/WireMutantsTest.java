package dev.setpoint.edge.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.Token;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The ways to be wrong that only show on the wire: each wrong client breaks a law, the real one
 * none, so that its silence means something.
 */
class WireMutantsTest {
  private static final String TOKEN = "ghs_canary";

  /** What must hold of every client. */
  private enum Law {
    ONE_POST_IS_SENT_ONCE,
    THE_TOKEN_STAYS_AT_HOME,
    NO_URL_HOLDS_THE_TOKEN
  }

  /** Sends a request with the token; what comes back is of no interest. */
  private interface Client {
    void send(String method, URI url) throws IOException;
  }

  @Test
  void theRealClientKeepsEveryLaw() throws IOException {
    assertThat(brokenBy(WireMutantsTest::real)).isEmpty();
  }

  @Test
  void aPostThatIsRepeatedIsFound() throws IOException {
    Client retries =
        (method, url) -> {
          try {
            plain(method, url, true);
          } catch (IOException e) {
            plain(method, url, true);
          }
        };

    assertThat(brokenBy(retries)).containsExactly(Law.ONE_POST_IS_SENT_ONCE);
  }

  @Test
  void aRedirectThatIsFollowedWithTheTokenIsFound() throws IOException {
    Client follows =
        (method, url) -> {
          Optional<String> next = plain(method, url, true);
          if (next.isPresent()) {
            plain(method, URI.create(next.get()), true);
          }
        };

    assertThat(brokenBy(follows)).containsExactly(Law.THE_TOKEN_STAYS_AT_HOME);
  }

  @Test
  void aTokenInAnUrlIsFound() throws IOException {
    Client tells =
        (method, url) -> plain(method, URI.create(url + "?access_token=" + TOKEN), false);

    assertThat(brokenBy(tells)).containsExactly(Law.NO_URL_HOLDS_THE_TOKEN);
  }

  private static Set<Law> brokenBy(Client client) throws IOException {
    Set<Law> broken = EnumSet.noneOf(Law.class);
    try (Stub github = new Stub();
        Stub other = new Stub()) {
      github.then(new Stub.Reply.Close()).always(Stub.json(201, "{}"));
      attempt(client, "POST", URI.create(github.url() + "/repos/shop/app/issues"));
      if (github.count("POST") != 1) {
        broken.add(Law.ONE_POST_IS_SENT_ONCE);
      }
      github.always(Stub.json(301, "{}", "Location: " + other.url() + "/elsewhere"));
      for (String method : List.of("GET", "POST", "PATCH")) {
        attempt(client, method, URI.create(github.url() + "/repos/shop/app/issues/1"));
      }
      if (other.requests().stream().anyMatch(r -> r.headers().toString().contains(TOKEN))) {
        broken.add(Law.THE_TOKEN_STAYS_AT_HOME);
      }
      if (github.requests().stream().anyMatch(r -> r.path().contains(TOKEN))) {
        broken.add(Law.NO_URL_HOLDS_THE_TOKEN);
      }
    }
    return broken;
  }

  private static void attempt(Client client, String method, URI url) {
    try {
      client.send(method, url);
    } catch (IOException e) {
      // Whether it is told that something went wrong is another test's question.
    }
  }

  private static void real(String method, URI url) throws IOException {
    String root = url.getScheme() + "://" + url.getAuthority();
    Wire wire = new Wire(GitHubOptions.of(root, "shop/app", Token.of(TOKEN)));
    Optional<byte[]> body =
        method.equals("GET") ? Optional.empty() : Optional.of(new byte[] {'{', '}'});
    assertThat(wire.send(method, url, body)).isNotNull();
  }

  // A client as one writes it in a hurry; where it was sent on to, if it was.
  private static Optional<String> plain(String method, URI url, boolean header) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(method);
    if (header) {
      connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
    }
    if (method.equals("POST")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(2);
      connection.getOutputStream().write(new byte[] {'{', '}'});
    }
    return connection.getResponseCode() == 301
        ? Optional.ofNullable(connection.getHeaderField("Location"))
        : Optional.empty();
  }
}
