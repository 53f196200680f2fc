package dev.setpoint.edge.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a PATCH, which HttpURLConnection refuses to. Loading the JDK's second HTTP client takes
 * about half a second, so that only a pass that edits or closes an issue pays for it; an edit that
 * is sent twice by a client is still one edit.
 */
final class PatchClient {
  private PatchClient() {}

  static Answer send(URI url, Map<String, String> headers, Optional<byte[]> body, int millis)
      throws IOException {
    Duration time = Duration.ofMillis(millis);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(time)
            .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body.orElse(new byte[0])));
    headers.forEach(request::setHeader);
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(time)
            .build()) {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        Map<String, List<String>> answered = response.headers().map();
        return new Answer(response.statusCode(), lower(answered), Wire.bounded(in));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static Map<String, List<String>> lower(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new java.util.HashMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
    return lower;
  }
}
