package dev.setpoint.edge.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One server as a process of its own. */
final class Worker implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");

  private final Process process;
  private final Path out;
  private final Path log;
  private String url = "";
  private Optional<Long> killedAt = Optional.empty();

  private Worker(Process process, Path out, Path log) {
    this.process = process;
    this.out = out;
    this.log = log;
  }

  /**
   * Starts {@code serve} with these further arguments.
   *
   * @param directory for its output
   */
  static Worker start(
      Path directory, String name, Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx384m", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.setpoint.Main", "serve"));
    command.addAll(List.of("--port", "0"));
    command.addAll(arguments);
    Path out = directory.resolve(name + ".out");
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
    builder.directory(directory.toFile());
    builder.environment().putAll(variables);
    return new Worker(builder.start(), out, log);
  }

  /** Waits until it listens. */
  Worker ready() throws Exception {
    for (int i = 0; i < 1200 && process.isAlive(); i++) {
      Matcher m = LISTENS.matcher(Files.readString(out));
      if (m.find()) {
        url = m.group(1);
        return this;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it does not listen: " + Files.readString(log));
  }

  String url() {
    return url;
  }

  long memoryBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  /** The processor time it has used so far, in milliseconds. */
  long cpuMillis() {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /** What it answers there; "" when it does not. */
  String get(HttpClient client, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    killedAt = Optional.of(System.currentTimeMillis());
  }

  /** As {@code systemctl stop}: asks it to end, and waits. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(60, TimeUnit.SECONDS);
  }

  /**
   * A pass, as the log tells of it.
   *
   * @param ended the time of the kill where no end was written; far in the future where it still
   *     runs
   */
  record PassSpan(String repository, long began, long ended, String outcome) {}

  List<PassSpan> passes() throws IOException {
    List<PassSpan> passes = new ArrayList<>();
    Map<String, Long> open = new HashMap<>();
    for (String line : Files.readString(log, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.startsWith("{\"timestamp\"") || !line.endsWith("}")) {
        continue; // the last line of a killed process may be half a line
      }
      JsonNode json = JSON.readTree(line);
      String repository = json.at("/mdc/repository").asText("");
      String said = json.path("formattedMessage").asText("");
      long at = json.path("timestamp").asLong();
      if (said.equals("pass began")) {
        open.put(repository, at);
      } else if (said.startsWith("pass ended")) {
        String outcome = json.path("kvpList").path(0).path("outcome").asText("");
        passes.add(new PassSpan(repository, open.remove(repository), at, outcome));
      }
    }
    open.forEach((r, at) -> passes.add(new PassSpan(r, at, killedAt.orElse(Long.MAX_VALUE), "")));
    return passes;
  }

  /**
   * Calls back with the repository of each pass that ends, until told to stop; as the log tells of
   * it.
   */
  void follow(BooleanSupplier goesOn, Consumer<String> ended)
      throws IOException, InterruptedException {
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      StringBuilder line = new StringBuilder();
      lines.skip(Files.size(log));
      while (goesOn.getAsBoolean()) {
        int letter = lines.read();
        if (letter < 0) {
          Thread.sleep(2);
        } else if (letter != '\n') {
          line.append((char) letter);
        } else {
          if (line.indexOf("\"pass ended") > 0) {
            ended.accept(JSON.readTree(line.toString()).at("/mdc/repository").asText(""));
          }
          line.setLength(0);
        }
      }
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
