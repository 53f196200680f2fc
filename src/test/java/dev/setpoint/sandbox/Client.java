package dev.setpoint.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.rest.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Asks the sandbox over HTTP, as a bot would. */
final class Client {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String origin;
  private final String token;

  /** An answer as it came. */
  record Answer(int status, HttpResponse<String> raw) {
    JsonNode json() {
      JsonNode json = Json.read(raw.body());
      if (json == null) {
        throw new AssertionError("no JSON: " + raw.body());
      }
      return json;
    }

    String text() {
      return raw.body();
    }

    Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }

    String message() {
      return json().path("message").asText();
    }
  }

  Client(Sandbox sandbox) {
    this(sandbox.apiUrl(), sandbox.token());
  }

  Client(String origin, String token) {
    this.origin = origin;
    this.token = token;
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  Answer patch(String path, String body) {
    return send("PATCH", path, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, "");
  }

  /** Posts raw bytes. */
  Answer send(String path, byte[] body) {
    return send("POST", path, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  Answer send(String method, String path, String body, String... headers) {
    HttpRequest.BodyPublisher content =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return send(method, path, content, headers);
  }

  private Answer send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    URI uri = URI.create(path.startsWith("http") ? path : origin + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    request.header("Accept", "application/vnd.github+json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> raw = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(raw.statusCode(), raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
