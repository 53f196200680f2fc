package dev.setpoint.edge.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Lets github-api speak over our {@link Wire}, and remembers the answer that it may throw away. */
final class Connector implements GitHubConnector {
  private final Wire wire;
  private Optional<Answer> last = Optional.empty();
  private String failure = "";

  Connector(Wire wire) {
    this.wire = wire;
  }

  void forget() {
    last = Optional.empty();
    failure = "it could not be sent";
  }

  /** The latest answer, if one came. */
  Optional<Answer> last() {
    return last;
  }

  /** Why none came. */
  String failure() {
    return failure;
  }

  /**
   * Sends one request. Every failure is a {@link NoAnswer}, and a redirect is a failure: github-api
   * repeats a request after the JDK's socket exceptions and follows redirects, whatever the method.
   */
  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    Optional<byte[]> body = Optional.empty();
    InputStream content = request.body();
    if (content != null) {
      body = Optional.of(content.readAllBytes());
    }
    Answer answer;
    try {
      answer = wire.send(request.method(), URI.create(request.url().toString()), body);
    } catch (NoAnswer e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
    last = Optional.of(answer);
    if (answer.redirects()) {
      throw new NoAnswer(request.method() + " was redirected");
    }
    return new Response(request, answer);
  }

  /** An answer as github-api reads it. */
  private static final class Response extends GitHubConnectorResponse {
    private final byte[] body;

    Response(GitHubConnectorRequest request, Answer answer) {
      super(request, answer.status(), plain(answer.headers()));
      this.body = answer.body();
    }

    private static Map<String, List<String>> plain(Map<String, List<String>> headers) {
      Map<String, List<String>> plain = new HashMap<>(headers);
      plain.remove("content-encoding"); // the wire has unzipped it
      return plain;
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {}
  }
}
