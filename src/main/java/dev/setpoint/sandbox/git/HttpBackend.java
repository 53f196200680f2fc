package dev.setpoint.sandbox.git;

import dev.setpoint.sandbox.web.Bytes;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Git's own smart HTTP server, {@code git http-backend}, over a store's repository. It knows
 * nothing of protected branches.
 */
final class HttpBackend {
  private static final String NOTHING = "0".repeat(40);

  private HttpBackend() {}

  /** What git answered, and which refs it changed meanwhile. */
  record Answer(Reply reply, List<Gate.Push> changed) {}

  static Answer answer(Request request, GitStore store, String service) {
    if (!service.equals("git-receive-pack")) {
      return new Answer(run(request, store, service), List.of());
    }
    return store.alone(
        () -> {
          SortedMap<String, String> before = store.refs();
          Reply reply = run(request, store, service);
          return new Answer(reply, changes(before, store.refs()));
        });
  }

  private static List<Gate.Push> changes(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Gate.Push> changes = new ArrayList<>();
    for (String name : names) {
      String old = before.getOrDefault(name, NOTHING);
      String now = after.getOrDefault(name, NOTHING);
      if (!old.equals(now)) {
        changes.add(new Gate.Push(name, old, now, false));
      }
    }
    return changes;
  }

  private static Reply run(Request request, GitStore store, String service) {
    Path directory = store.directory();
    ProcessBuilder cgi = new ProcessBuilder("git", "http-backend");
    Map<String, String> env = cgi.environment();
    env.put("GIT_PROJECT_ROOT", String.valueOf(directory.getParent()));
    env.put("GIT_HTTP_EXPORT_ALL", "1");
    env.put("PATH_INFO", "/" + directory.getFileName() + "/" + service);
    env.put("QUERY_STRING", request.query());
    env.put("REQUEST_METHOD", request.method());
    env.put("CONTENT_TYPE", request.headers().getOrDefault("content-type", ""));
    env.put("CONTENT_LENGTH", String.valueOf(request.body().length()));
    env.put("REMOTE_USER", "x-access-token");
    env.put("GIT_PROTOCOL", request.headers().getOrDefault("git-protocol", ""));
    env.put("GIT_CONFIG_NOSYSTEM", "1");
    env.put("GIT_CONFIG_COUNT", "1");
    env.put("GIT_CONFIG_KEY_0", "safe.directory");
    env.put("GIT_CONFIG_VALUE_0", "*");
    cgi.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process git = cgi.start();
      Thread.ofVirtual().start(() -> feed(git, request.body()));
      return reply(git.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("running `git http-backend`", e);
    }
  }

  private static void feed(Process git, Bytes body) {
    try (OutputStream in = git.getOutputStream()) {
      in.write(body.array());
    } catch (IOException e) {
      // Git had enough: its answer says why.
    }
  }

  private static Reply reply(byte[] cgi) {
    String all = new String(cgi, StandardCharsets.ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      return Reply.text(500, "`git http-backend` said nothing\n");
    }
    int status = 200;
    String type = "application/octet-stream";
    Map<String, String> headers = new HashMap<>();
    for (String line : all.substring(0, end).split("\r\n", -1)) {
      String[] header = line.split(": ", 2);
      switch (header[0]) {
        case "Status" -> status = Integer.parseInt(header[1].substring(0, 3));
        case "Content-Type" -> type = header[1];
        default -> headers.put(header[0], header.length > 1 ? header[1] : "");
      }
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(cgi, end + 4, cgi.length - end - 4);
    return Reply.of(status, type, Bytes.of(body.toByteArray())).withAll(headers);
  }
}
