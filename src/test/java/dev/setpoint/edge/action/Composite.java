package dev.setpoint.edge.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The small runner of {@code src/test/actions}, with GitHub's own parser and expressions from npm.
 * They are installed once into {@code target/actions}; without npm or network these tests are
 * skipped, and say so.
 */
final class Composite {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SOURCES = Path.of("src", "test", "actions").toAbsolutePath();
  private static final Path TOOLS = Path.of("target", "actions").toAbsolutePath();
  static final Path ROOT = Path.of("").toAbsolutePath();

  private static boolean left;

  private Composite() {}

  /** Skips the tests where it cannot run, and says so where nobody can miss it. */
  static void require(String tested) {
    Optional<String> missing = missing();
    missing.ifPresent(why -> System.err.println("NOT TESTED: " + tested + ", because " + why));
    Assumptions.assumeTrue(missing.isEmpty());
  }

  private static Optional<String> missing() {
    if (Files.isDirectory(TOOLS.resolve("node_modules").resolve("@actions"))) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(TOOLS);
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(SOURCES.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Done done = command(TOOLS, List.of("npm", "ci", "--no-audit", "--no-fund"));
      return done.code == 0 ? Optional.empty() : Optional.of("npm ci failed: " + done.text);
    } catch (IOException e) {
      return Optional.of("there is no npm: " + e.getMessage());
    }
  }

  /** A payload as GitHub sends it, from npm's {@code @octokit/webhooks-examples}. */
  static ObjectNode example(String event, String action) {
    Path file = TOOLS.resolve("node_modules/@octokit/webhooks-examples/api.github.com/index.json");
    try {
      for (JsonNode kind : JSON.readTree(file.toFile())) {
        if (kind.path("name").asText().equals(event)) {
          for (JsonNode example : kind.path("examples")) {
            if (action.isEmpty() || example.path("action").asText().equals(action)) {
              return (ObjectNode) example;
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the examples", e);
    }
    throw new IllegalArgumentException("no example of " + event + " " + action);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * What a run came to.
   *
   * @param json what {@code run.mjs} printed
   */
  record Result(JsonNode json) {
    boolean ok() {
      return json.path("ok").asBoolean();
    }

    String output(String name) {
      return json.path("outputs").path(name).asText();
    }

    String summary() {
      return json.path("summary").asText();
    }

    String log() {
      return json.path("log").asText();
    }

    List<String> problems() {
      List<String> all = new ArrayList<>();
      json.path("problems").forEach(p -> all.add(p.asText()));
      return all;
    }
  }

  /**
   * The action at the root, its program already built, as a step of a job in the sandbox's
   * repository.
   */
  static Result action(Sandbox github, String event, ObjectNode payload, Map<String, String> with)
      throws IOException {
    ObjectNode spec = spec(github, event, payload);
    spec.put("action", ROOT.toString());
    ObjectNode inputs = spec.putObject("with");
    with.forEach(inputs::put);
    return run(spec);
  }

  /** One job of a workflow file. */
  static Result job(Sandbox github, Path workflow, String job, String event, ObjectNode payload)
      throws IOException {
    ObjectNode spec = spec(github, event, payload);
    spec.put("workflow", workflow.toString()).put("job", job);
    spec.putObject("uses").put("setpoint-dev/setpoint", ROOT.toString());
    return run(spec);
  }

  static ObjectNode spec(Sandbox github, String event, ObjectNode payload) {
    ObjectNode spec = object();
    spec.put("temp", TOOLS.resolve("temp").toString());
    ObjectNode context = spec.putObject("github");
    context
        .put("event_name", event)
        .put("api_url", github.apiUrl())
        .put("server_url", github.apiUrl())
        .put("repository", github.repository())
        .put("token", github.token())
        .put("run_id", "4711")
        .put(
            "workflow_ref",
            github.repository() + "/.github/workflows/setpoint.yml@refs/heads/main");
    context.set("event", payload);
    spec.putObject("environment")
        .put("SETPOINT_GIT_URL", github.gitUrl())
        .put("GUARD_PAUSE", "0.05");
    return spec;
  }

  static synchronized Result run(ObjectNode spec) throws IOException {
    if (!left) {
      leaveProgram(Path.of(spec.path("temp").asText()));
      left = true;
    }
    Path file = Files.createTempFile("spec", ".json");
    JSON.writeValue(file.toFile(), spec);
    Done done =
        command(ROOT, List.of("node", SOURCES.resolve("run.mjs").toString(), file.toString()));
    Files.delete(file);
    if (done.code != 0) {
      throw new IOException(done.text);
    }
    return new Result(JSON.readTree(done.text));
  }

  /** How a command ended, and all that it printed. */
  record Done(int code, String text) {}

  static Done command(Path directory, List<String> words) throws IOException {
    Process process =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(words + " hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Done(process.exitValue(), text);
  }

  /**
   * Puts the program as it is being tested where the action looks for what an earlier run left: a
   * jar that only names the class path of these tests.
   */
  private static void leaveProgram(Path temp) throws IOException {
    Files.createDirectories(temp);
    Path told = Files.createTempFile(temp, "found", "");
    ProcessBuilder find = new ProcessBuilder("bash", ROOT.resolve("action/find.sh").toString());
    find.environment()
        .putAll(Map.of("RUNNER_TEMP", temp.toString(), "GITHUB_OUTPUT", told.toString()));
    find.environment().putAll(Map.of("RUNNER_OS", "Linux", "RUNNER_ARCH", "X64"));
    try {
      if (find.inheritIO().start().waitFor() != 0) {
        throw new IOException("action/find.sh failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    String directory =
        Files.readString(told)
            .lines()
            .filter(l -> l.startsWith("directory="))
            .findFirst()
            .orElseThrow()
            .substring("directory=".length());
    Files.delete(told);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    Path jar = Files.createDirectories(Path.of(directory)).resolve("setpoint.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }
}
