package dev.setpoint.bench.cold;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** The least that a Java program does that asks anything over TLS: one page of issues, unread. */
public final class OneRequest {
  private OneRequest() {}

  public static void main(String[] args) throws IOException {
    String url =
        System.getenv("API_URL")
            + "/repos/"
            + System.getenv("REPOSITORY")
            + "/issues?state=open&labels=setpoint&per_page=100";
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + System.getenv("TOKEN"));
    try (InputStream answer = connection.getInputStream()) {
      if (answer.readAllBytes().length == 0) {
        throw new IOException("no issues at " + url);
      }
    }
  }
}
