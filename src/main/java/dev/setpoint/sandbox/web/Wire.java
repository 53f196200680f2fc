package dev.setpoint.sandbox.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 as bytes: reads a request, writes an answer. Only what local clients and git need. */
final class Wire {
  private static final int LINE_LIMIT = 64 * 1024;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private Wire() {}

  /** The next request of a connection, or null when the client has closed it. */
  static @Nullable Request read(InputStream in, OutputStream out) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] parts = first.split(" ", -1);
    if (parts.length != 3) {
      throw new ProtocolException("not an HTTP request line");
    }
    Map<String, String> headers = headers(in);
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    byte[] body = body(in, headers);
    if ("gzip".equalsIgnoreCase(headers.get("content-encoding"))) {
      body = new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes();
    }
    String target = parts[1];
    int question = target.indexOf('?');
    return new Request(
        parts[0],
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        Bytes.of(body));
  }

  static void write(OutputStream out, Reply reply, Instant now, boolean keepAlive)
      throws IOException {
    out.write(bytes(reply, now, keepAlive));
    out.flush();
  }

  static byte[] bytes(Reply reply, Instant now, boolean keepAlive) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status()));
    head.append("\r\nDate: ").append(DATE.format(now)).append("\r\n");
    reply.headers().forEach((n, v) -> head.append(n).append(": ").append(v).append("\r\n"));
    if (reply.status() != 204 && reply.status() != 304) {
      head.append("Content-Length: ").append(reply.body().length()).append("\r\n");
    }
    head.append(keepAlive ? "" : "Connection: close\r\n").append("\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + reply.body().length());
    all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    if (reply.status() != 204 && reply.status() != 304) {
      all.writeBytes(reply.body().array());
    }
    return all.toByteArray();
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() > 200) {
        throw new ProtocolException("not an HTTP header");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (true) {
        String size = line(in);
        int length = size == null ? 0 : Integer.parseInt(size.split(";", 2)[0].strip(), 16);
        all.writeBytes(exactly(in, length));
        line(in);
        if (length == 0) {
          return all.toByteArray();
        }
      }
    }
    return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the client closed in the middle of its request");
    }
    return read;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (line.size() > LINE_LIMIT) {
        throw new ProtocolException("a line is too long");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 301 -> "Moved Permanently";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 422 -> "Unprocessable Entity";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }
}
