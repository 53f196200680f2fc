package dev.setpoint.edge.github;

import dev.setpoint.edge.Posts;
import dev.setpoint.edge.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Sends one HTTP request and reads its answer: once, only to the configured origin, never following
 * a redirect, and with bounds on time and size. The token is known here and nowhere else.
 */
final class Wire {
  static {
    Posts.neverRepeat();
  }

  private static final int ANSWER_LIMIT = 32 * 1024 * 1024;
  private static final int CONNECT_MILLIS = 15_000;
  private static final int READ_MILLIS = 30_000;
  private static final Duration ANSWER_TIME = Duration.ofMinutes(2);

  private final URI api;
  private final Token token;
  private final Pace pace;
  private int requests;
  private Optional<Instant> serverTime = Optional.empty();
  private Optional<Rate> rate = Optional.empty();

  Wire(GitHubOptions options) {
    this.api = options.api();
    this.token = options.token();
    this.pace = options.isLocal() ? Pace.none() : Pace.ofWrites();
  }

  /** How many requests were sent. */
  int requests() {
    return requests;
  }

  /** The latest {@code Date} header seen. */
  Optional<Instant> serverTime() {
    return serverTime;
  }

  /** What GitHub last said about how much may still be asked. */
  Optional<Rate> rate() {
    return rate;
  }

  URI api() {
    return api;
  }

  /**
   * One request.
   *
   * @param url absolute
   * @param body JSON; empty for none
   * @throws NoAnswer when nothing usable came back; whether the request had an effect is not known
   */
  synchronized Answer send(String method, URI url, Optional<byte[]> body) throws NoAnswer {
    if (!isHome(url)) {
      throw new NoAnswer("not going to " + url.getHost() + ", only to " + api.getHost());
    }
    boolean writes = !method.equals("GET");
    if (writes) {
      pace.beforeWrite();
    }
    requests++;
    try {
      Answer answer =
          method.equals("PATCH")
              ? PatchClient.send(url, headers(), body, READ_MILLIS)
              : exchange(method, url, body);
      answer.date().ifPresent(date -> serverTime = Optional.of(date));
      rate = Rate.after(answer, rate);
      return answer.ok() ? answer : withoutToken(answer);
    } catch (IOException e) {
      throw new NoAnswer(token.redact(method + " " + url.getPath() + ": " + words(e)));
    } finally {
      if (writes) {
        pace.afterWrite();
      }
    }
  }

  /**
   * Refusals become messages; a server, or a proxy before it, may have put the request into one.
   */
  private Answer withoutToken(Answer answer) {
    String text = token.redact(answer.text());
    return new Answer(answer.status(), answer.headers(), text.getBytes(StandardCharsets.UTF_8));
  }

  boolean isHome(URI url) {
    return String.valueOf(url.getScheme()).equalsIgnoreCase(api.getScheme())
        && String.valueOf(url.getHost()).equalsIgnoreCase(api.getHost())
        && url.getPort() == api.getPort()
        && url.getUserInfo() == null;
  }

  private Answer exchange(String method, URI url, Optional<byte[]> body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestMethod(method);
    headers().forEach(connection::setRequestProperty);
    connection.setRequestProperty("Accept-Encoding", "gzip");
    if (!method.equals("GET")) {
      byte[] bytes = body.orElse(new byte[0]);
      connection.setDoOutput(true);
      // Streamed: a body that the JDK has not kept is one that it cannot send again.
      connection.setFixedLengthStreamingMode(bytes.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    Map<String, List<String>> headers = new HashMap<>();
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
              }
            });
    return new Answer(status, headers, read(connection, status));
  }

  private static byte[] read(HttpURLConnection connection, int status) throws IOException {
    InputStream in;
    if (status < 400) {
      in = connection.getInputStream();
    } else {
      in = connection.getErrorStream();
    }
    if (in == null) {
      return new byte[0];
    }
    boolean zipped = "gzip".equalsIgnoreCase(connection.getContentEncoding());
    try (in;
        InputStream plain = zipped ? new GZIPInputStream(in) : in) {
      return bounded(plain);
    }
  }

  static byte[] bounded(InputStream in) throws IOException {
    long deadline = System.nanoTime() + ANSWER_TIME.toNanos();
    // In pieces: what grows by doubling would take three times the limit before it is reached.
    List<byte[]> pieces = new ArrayList<>();
    int size = 0;
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      size += n;
      if (size > ANSWER_LIMIT) {
        throw new IOException("the answer is larger than 32 MiB");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("the answer takes longer than two minutes");
      }
      pieces.add(Arrays.copyOf(buffer, n));
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/vnd.github+json");
    headers.put("X-GitHub-Api-Version", "2022-11-28");
    headers.put("User-Agent", "setpoint");
    headers.put("Content-Type", "application/json");
    if (token.isPresent()) {
      headers.put("Authorization", "Bearer " + token.reveal());
    }
    return headers;
  }

  private static String words(IOException e) {
    return switch (e) {
      case java.net.UnknownHostException u -> "the host `" + u.getMessage() + "` is not known";
      case java.net.ConnectException c -> "nothing answers there";
      case java.net.SocketTimeoutException t -> "no answer in time";
      case javax.net.ssl.SSLException s -> "no trusted connection (" + s.getMessage() + ")";
      default -> "the connection broke (" + e.getMessage() + ")";
    };
  }
}
