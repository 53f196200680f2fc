package dev.setpoint.edge.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Both streams of a client, a message a line. What is no message is answered here with JSON-RPC's
 * own error and goes no further: the library stops reading for good at the first of them. Requests
 * that are under way when the client closes its end are answered still.
 */
final class Wire {
  /** A request holds a plan's text at the most, which is 1 MiB, escaped. */
  static final int LONGEST = 8 * 1024 * 1024;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InputStream in;
  private final OutputStream out;
  private final PipedInputStream messages = new PipedInputStream(64 * 1024);
  private final PipedOutputStream onward;
  private int unanswered;

  Wire(InputStream in, OutputStream out) throws IOException {
    this.in = in;
    this.out = out;
    this.onward = new PipedOutputStream(messages);
  }

  /** What the library reads: messages only. */
  InputStream messages() {
    return messages;
  }

  /** Where the library writes. */
  OutputStream answers() {
    return new Answers();
  }

  /** Reads until the client closes its end, and waits until it has its answers. */
  void pump() throws IOException, InterruptedException {
    try (OutputStream on = onward) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          take(line.toByteArray(), on);
          line.reset();
        } else if (line.size() <= LONGEST) {
          line.write(b);
        }
      }
      take(line.toByteArray(), on);
      awaitAnswers();
    }
  }

  private void take(byte[] line, OutputStream on) throws IOException {
    String text = new String(line, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return;
    }
    if (line.length > LONGEST) {
      refuse(-32600, "a message has at most 8 MiB");
      return;
    }
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      refuse(-32700, "a message is one line of JSON");
      return;
    }
    boolean call = message.path("method").isTextual();
    if (!message.path("jsonrpc").isTextual()
        || !(call || message.has("result") || message.has("error"))) {
      refuse(-32600, "a message is a JSON-RPC 2.0 request, notification or answer");
      return;
    }
    if (call && message.has("id")) {
      synchronized (this) {
        unanswered++;
      }
    }
    on.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    on.flush();
  }

  private void refuse(int code, String why) throws IOException {
    String answer =
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":\"%s\"}}\n"
            .formatted(code, why);
    write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void write(byte[] line) throws IOException {
    out.write(line);
    out.flush();
  }

  private synchronized void awaitAnswers() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (long rest = end - System.nanoTime();
        unanswered > 0 && rest > 0;
        rest = end - System.nanoTime()) {
      wait(Math.max(1, rest / 1_000_000));
    }
  }

  /** Writes whole lines, whatever pieces they come in, and counts those that answer. */
  private final class Answers extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) throws IOException {
      line.write(b);
      if (b == '\n') {
        byte[] whole = line.toByteArray();
        line.reset();
        Wire.this.write(whole);
        answered(whole);
      }
    }

    private void answered(byte[] whole) throws IOException {
      if (!JSON.readTree(whole).has("method")) {
        synchronized (Wire.this) {
          unanswered--;
          Wire.this.notifyAll();
        }
      }
    }
  }
}
