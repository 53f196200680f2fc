package dev.setpoint.sandbox.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's front door: a small HTTP/1.1 server on the loopback address that sorts requests
 * into control, git and API, and commits the faults it was told to.
 *
 * <p>Not the JDK's {@code HttpServer}: that one always writes the real time into {@code Date}, and
 * hides the socket that the faults have to cut.
 */
public final class Front implements AutoCloseable {
  /** Paths of git's smart HTTP protocol. */
  public static final Pattern GIT =
      Pattern.compile("/([\\w.-]+)/([\\w.-]+?)(?:\\.git)?/(info/refs|git-(?:upload|receive)-pack)");

  private static final String CONTROL = "/_sandbox";

  private final ServerSocket server;
  private final String scheme;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private final Faults faults = new Faults();
  private final RequestLog log = new RequestLog();
  private volatile Function<Request, Reply> control = r -> Reply.empty(404);
  private volatile Function<Request, Reply> git = r -> Reply.empty(404);
  private volatile Function<Request, Reply> api = r -> Reply.empty(404);

  /**
   * Binds the port (0: any free one); nothing is answered before {@link #serve}.
   *
   * @param sockets plain ones, or of TLS
   */
  public Front(int port, InstantSource clock, ServerSocketFactory sockets) throws IOException {
    this.clock = clock;
    this.scheme = sockets instanceof SSLServerSocketFactory ? "https" : "http";
    server = sockets.createServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
  }

  public String url() {
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  public Faults faults() {
    return faults;
  }

  public RequestLog log() {
    return log;
  }

  public void serve(
      Function<Request, Reply> controlRoom,
      Function<Request, Reply> gitRoom,
      Function<Request, Reply> apiRoom) {
    control = controlRoom;
    git = gitRoom;
    api = apiRoom;
    Thread.ofPlatform().daemon().name("sandbox-door").start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("sandbox-connection").start(() -> talk(socket));
      } catch (IOException e) {
        // Closed, or a client that went away at once: neither is ours to mend.
      }
    }
  }

  private void talk(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      boolean goOn = true;
      while (goOn) {
        Request request = Wire.read(in, out);
        goOn = request != null && answer(request, out);
      }
    } catch (IOException | RuntimeException e) {
      // The client is gone or spoke no HTTP; its connection ends here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Answers one request; false when the connection has to end. */
  private boolean answer(Request request, OutputStream out)
      throws IOException, InterruptedException {
    boolean keepAlive = !"close".equalsIgnoreCase(request.header("connection"));
    if (request.path().startsWith(CONTROL)) {
      Wire.write(out, safely(control, request), clock.instant(), keepAlive);
      return keepAlive;
    }
    Fault fault = faults.strike(request);
    Reply reply = fault == null ? truly(request) : struck(fault, request);
    note(request, reply, fault);
    if (reply == null) {
      return false;
    }
    byte[] bytes = Wire.bytes(reply, clock.instant(), keepAlive);
    if (fault != null && fault.mode() == Fault.Mode.TRUNCATE) {
      out.write(bytes, 0, bytes.length - reply.body().length() / 2 - 1);
      out.flush();
      return false;
    }
    out.write(bytes);
    out.flush();
    return keepAlive;
  }

  private Reply truly(Request request) {
    return safely(GIT.matcher(request.path()).matches() ? git : api, request);
  }

  /** What a call that was hit gets; null: its socket is cut. */
  private @Nullable Reply struck(Fault fault, Request request) throws InterruptedException {
    return switch (fault.mode()) {
      case REPLY -> fault.reply();
      case AFTER -> {
        truly(request);
        yield fault.reply();
      }
      case DROP -> {
        truly(request);
        yield null;
      }
      case DROP_BEFORE -> null;
      case TRUNCATE -> truly(request);
      case DELAY -> {
        Thread.sleep(fault.ms());
        yield truly(request);
      }
      case DOUBLE -> {
        truly(request);
        yield truly(request);
      }
      case MEANWHILE -> {
        fault.meanwhile().run();
        yield truly(request);
      }
      case STOP -> {
        truly(request);
        faults.hold(request, fault.ms());
        yield null;
      }
      case STOP_BEFORE -> {
        faults.hold(request, fault.ms());
        yield null;
      }
    };
  }

  private static Reply safely(Function<Request, Reply> room, Request request) {
    try {
      return room.apply(request);
    } catch (RuntimeException e) {
      // The sandbox's own mistake: GitHub would answer 500 and keep the rest to itself, but whoever
      // debugs a test wants to see it.
      e.printStackTrace();
      return Reply.text(500, "sandbox: " + e);
    }
  }

  private void note(Request request, @Nullable Reply reply, @Nullable Fault fault) {
    log.add(
        new RequestLog.Entry(
            clock.instant(),
            kind(request),
            request.method(),
            request.target(),
            reply == null ? 0 : reply.status(),
            fault == null ? "" : fault.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            request.headers().getOrDefault("user-agent", ""),
            credential(request)));
  }

  private static String credential(Request request) {
    String[] words = request.headers().getOrDefault("authorization", "").split(" ", 2);
    if (words.length < 2 || !words[0].equalsIgnoreCase("basic")) {
      return words[words.length - 1];
    }
    try {
      byte[] pair = Base64.getDecoder().decode(words[1].strip());
      return new String(pair, StandardCharsets.UTF_8).replaceFirst("^[^:]*:", "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static RequestLog.Kind kind(Request request) {
    if (!GIT.matcher(request.path()).matches()) {
      return RequestLog.Kind.API;
    }
    if (request.path().endsWith("/git-receive-pack")) {
      return RequestLog.Kind.GIT_PUSH;
    }
    // In protocol 2 one path serves both questions; the command is in the first lines.
    boolean asks =
        request.path().endsWith("/info/refs")
            || new String(
                    request.body().array(),
                    0,
                    Math.min(64, request.body().length()),
                    StandardCharsets.UTF_8)
                .contains("command=ls-refs");
    return asks ? RequestLog.Kind.GIT_ASK : RequestLog.Kind.GIT_FETCH;
  }

  @Override
  public void close() {
    try {
      server.close();
      faults.clear();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("closing the sandbox's door", e);
    }
  }
}
