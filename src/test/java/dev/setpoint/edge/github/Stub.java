package dev.setpoint.edge.github;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A server on a bare socket that answers as it is told, and can break off as a real one does. */
public final class Stub implements AutoCloseable {
  /** A request as it came over the wire. */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  /** What to do with one request. */
  public sealed interface Reply {
    record Answer(int status, String headers, byte[] body) implements Reply {}

    /** Takes the request and closes the connection. */
    record Close() implements Reply {}

    /** Takes the request and resets the connection. */
    record Reset() implements Reply {}

    /** Sends bytes that are not what the headers promise, then closes. */
    record Raw(String bytes) implements Reply {}
  }

  private final ServerSocket server;
  private final Thread accepting;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private Reply otherwise = json(500, "{}");

  public Stub() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    accepting = Thread.ofVirtual().start(this::accept);
  }

  public static Reply json(int status, String body, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return new Reply.Answer(
        status,
        "Content-Type: application/json\r\n" + lines,
        body.getBytes(StandardCharsets.UTF_8));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The next answers, in order. */
  public Stub then(Reply... next) {
    synchronized (replies) {
      replies.addAll(List.of(next));
    }
    return this;
  }

  /** The answer when there is no next one. */
  public Stub always(Reply reply) {
    otherwise = reply;
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public long count(String method) {
    return requests().stream().filter(r -> r.method().equals(method)).count();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (server.isClosed()) {
          socket.close();
          return;
        }
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        requests.add(read(in));
        if (!reply(socket)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went away: nothing to say to it.
    }
  }

  private boolean reply(Socket socket) throws IOException {
    Reply reply;
    synchronized (replies) {
      reply = replies.isEmpty() ? otherwise : replies.poll();
    }
    OutputStream out = socket.getOutputStream();
    return switch (reply) {
      case Reply.Answer answer -> {
        String length =
            answer.status == 204 ? "" : "Content-Length: " + answer.body.length + "\r\n";
        String head = "HTTP/1.1 " + answer.status + " X\r\n" + answer.headers + length + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(answer.body);
        out.flush();
        yield true;
      }
      case Reply.Close close -> false;
      case Reply.Reset reset -> {
        socket.setSoLinger(true, 0);
        yield false;
      }
      case Reply.Raw raw -> {
        out.write(raw.bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        yield false;
      }
    };
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", -1);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(first[0], first[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      // Only then is the port free: an accept that is under way may still take a connection.
      accepting.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
