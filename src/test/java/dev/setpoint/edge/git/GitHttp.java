package dev.setpoint.edge.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;

/** Git's own smart HTTP server, {@code git http-backend}, behind a token, with ways to fail. */
final class GitHttp implements AutoCloseable {
  static final String TOKEN = "ghs_canary4711";

  /** What happens to a request before or after git has seen it. */
  interface Fault {
    /** Whether the request has been answered, so that git is not asked. */
    boolean before(HttpExchange request) throws IOException;

    /** Whether the connection is cut instead of giving git's answer. */
    default boolean swallowsAnswer(HttpExchange request) {
      return false;
    }
  }

  private final HttpServer server;
  private final Path root;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private volatile Fault fault = request -> false;
  private volatile boolean filters;
  private volatile boolean atomic = true;

  private GitHttp(Path root) throws IOException {
    this.root = root;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Serves the bare repositories below a directory; the test is skipped where there is no git. */
  static GitHttp over(Path root) throws IOException {
    try {
      int exit = new ProcessBuilder("git", "--version").start().waitFor();
      Assumptions.assumeTrue(exit == 0, "SKIPPED: `git --version` fails here");
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: there is no git here to test against");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new GitHttp(root);
  }

  String url(String repository) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  void fails(Fault how) {
    fault = how;
  }

  void works() {
    fault = request -> false;
  }

  /** Lets clients leave large files out, as GitHub does and git by itself does not. */
  void allowFilters() {
    filters = true;
  }

  void forbidAtomic() {
    atomic = false;
  }

  static boolean isPush(HttpExchange request) {
    return request.getRequestMethod().equals("POST")
        && request.getRequestURI().getPath().endsWith("/git-receive-pack");
  }

  static boolean reply(HttpExchange request, int status, String text, String... header)
      throws IOException {
    if (header.length == 2) {
      request.getResponseHeaders().set(header[0], header[1]);
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    request.getResponseBody().write(body);
    request.close();
    return true;
  }

  private void handle(HttpExchange request) throws IOException {
    requests.add(request.getRequestMethod() + " " + request.getRequestURI());
    String authorization = String.valueOf(request.getRequestHeaders().getFirst("Authorization"));
    authorizations.add(authorization);
    byte[] body = request.getRequestBody().readAllBytes();
    if (fault.before(request)) {
      return;
    }
    String right =
        Base64.getEncoder()
            .encodeToString(("x-access-token:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    if (!authorization.equals("Basic " + right)) {
      reply(request, 401, "no", "WWW-Authenticate", "Basic realm=\"GitHub\"");
      return;
    }
    byte[] answer = git(request, body);
    if (fault.swallowsAnswer(request)) {
      request.close();
      return;
    }
    send(request, answer);
  }

  private byte[] git(HttpExchange request, byte[] body) throws IOException {
    ProcessBuilder cgi = new ProcessBuilder("git", "http-backend");
    Map<String, String> env = cgi.environment();
    Headers headers = request.getRequestHeaders();
    env.put("GIT_PROJECT_ROOT", root.toString());
    env.put("GIT_HTTP_EXPORT_ALL", "1");
    env.put("PATH_INFO", request.getRequestURI().getPath());
    env.put("QUERY_STRING", String.valueOf(request.getRequestURI().getQuery()));
    env.put("REQUEST_METHOD", request.getRequestMethod());
    env.put("CONTENT_TYPE", String.valueOf(headers.getFirst("Content-Type")));
    env.put("CONTENT_LENGTH", String.valueOf(body.length));
    env.put("REMOTE_USER", "x-access-token");
    env.put("HTTP_CONTENT_ENCODING", String.valueOf(headers.getFirst("Content-Encoding")));
    env.put("GIT_PROTOCOL", String.valueOf(headers.getFirst("Git-Protocol")));
    List<String> config =
        List.of(
            "http.receivepack",
            "true",
            "safe.directory",
            "*",
            "uploadpack.allowFilter",
            String.valueOf(filters),
            "receive.advertiseAtomic",
            String.valueOf(atomic));
    env.put("GIT_CONFIG_COUNT", String.valueOf(config.size() / 2));
    for (int i = 0; i < config.size(); i += 2) {
      env.put("GIT_CONFIG_KEY_" + i / 2, config.get(i));
      env.put("GIT_CONFIG_VALUE_" + i / 2, config.get(i + 1));
    }
    cgi.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = cgi.start();
    Thread.ofVirtual()
        .start(
            () -> {
              try (OutputStream in = process.getOutputStream()) {
                in.write(body);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return process.getInputStream().readAllBytes();
  }

  private static void send(HttpExchange request, byte[] cgi) throws IOException {
    String all = new String(cgi, StandardCharsets.ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : all.substring(0, end).split("\r\n", -1)) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        request.getResponseHeaders().set(header[0], header[1]);
      }
    }
    request.sendResponseHeaders(status, cgi.length == end + 4 ? -1 : cgi.length - end - 4);
    request.getResponseBody().write(cgi, end + 4, cgi.length - end - 4);
    request.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
