package dev.setpoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server for agents, asked over stdio by the official TypeScript SDK. */
@Timeout(300)
class McpIT {
  private static final Path MODULES = Path.of("target/mcp/node_modules").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAN =
      """
      ---
      status: approved
      ---

      # House

      ## Steps

      ### Pack

      - assign: @alice

      ### Unpack
      """;

  @TempDir Path directory;

  @Test
  void everyToolAnswersAnAgent() throws Exception {
    require();
    try (Sandbox github = Sandbox.start()) {
      github.as("alice").pushes("main", "plans/house.md", PLAN, "Plan the move");
      clone(github);
      try (Agent agent = new Agent(github, directory)) {
        assertThat(agent.next().at("/server/name").asText()).isEqualTo("setpoint");
        Set<String> tools = tools(agent);
        Set<String> called = new TreeSet<>();

        assertThat(said(agent, called, "list_plans", Map.of()))
            .contains("house · approved · 0 of 2");
        assertThat(said(agent, called, "read_plan", Map.of("plan", "house"))).isEqualTo(PLAN);
        assertThat(
                said(agent, called, "check_plan", Map.of("text", PLAN.replace("assign", "asign"))))
            .contains("unknown field `asign`")
            .contains("hint: did you mean `assign`?");
        assertThat(
                said(
                    agent,
                    called,
                    "preview",
                    Map.of("plan", "house", "text", PLAN + "\n### Rest\n")))
            .contains("adds `rest`");

        String tip = tip(github);
        assertThat(said(agent, called, "execute", Map.of())).contains("opened #1 for house/pack");
        assertThat(tip(github)).as("execute never writes a plan").isEqualTo(tip);
        github.as("alice").closes(1);
        assertThat(said(agent, called, "sync", Map.of())).contains("committed ");
        assertThat(tip(github)).isNotEqualTo(tip);
        assertThat(github.repo().issues().all()).as("sync never creates a job").hasSize(1);
        assertThat(github.repo().git().text("main", "plans/house.md").orElseThrow())
            .contains("✅ done");

        assertThat(said(agent, called, "why", Map.of("step", "house/unpack"))).contains("Unpack: ");
        pull();
        assertThat(said(agent, called, "history", Map.of("plan", "house")))
            .contains("#1 was closed as completed");
        assertThat(called).isEqualTo(tools);

        errors(agent, github);
        JsonNode end = agent.end();
        assertThat(end.path("strays")).as("what is no protocol on stdout").isEmpty();
        assertThat(end.path("stderr").asText()).doesNotContain(github.token());
      }
    }
  }

  // Four characters a token is the usual estimate for English and JSON.
  private static Set<String> tools(Agent agent) throws IOException {
    JsonNode tools = agent.ask("tools", Map.of()).path("tools");
    assertThat(tools.toString().length() / 4).isLessThan(2_000);
    Set<String> names = new TreeSet<>();
    for (JsonNode tool : tools) {
      names.add(tool.path("name").asText());
      assertThat(tool.path("description").asText()).hasSizeBetween(10, 200);
      assertThat(tool.at("/annotations/readOnlyHint").asBoolean())
          .isEqualTo(!Set.of("execute", "sync").contains(tool.path("name").asText()));
    }
    return names;
  }

  private static void errors(Agent agent, Sandbox github) throws IOException {
    assertThat(failed(agent, "read_plan", Map.of()))
        .isEqualTo("`plan` is missing: give it as a text");
    assertThat(failed(agent, "read_plan", Map.of("plan", 7)))
        .isEqualTo("`plan` is missing: give it as a text");
    assertThat(failed(agent, "read_plan", Map.of("plan", "nothing")))
        .isEqualTo("there is no plan `nothing`: list_plans names them");
    assertThat(failed(agent, "why", Map.of("step", "house")))
        .isEqualTo("a step is named <plan>/<step>, for example system-upgrade/qa");
    assertThat(failed(agent, "why", Map.of("step", "--json")))
        .contains("must not begin with a dash");
    assertThat(failed(agent, "history", Map.of("plan", "nothing"))).contains("never held a plan");
    assertThat(agent.ask("no_such_tool", Map.of()).toString()).contains("Unknown tool");
    github.close();
    assertThat(failed(agent, "list_plans", Map.of()))
        .contains("cannot ")
        .doesNotContain(github.token())
        .doesNotContain("Exception");
  }

  private static String said(
      Agent agent, Set<String> called, String tool, Map<String, Object> arguments)
      throws IOException {
    called.add(tool);
    JsonNode answer = agent.ask(tool, arguments);
    assertThat(answer.path("isError").asBoolean()).as(answer.toString()).isFalse();
    return answer.at("/content/0/text").asText();
  }

  private static String failed(Agent agent, String tool, Map<String, Object> arguments)
      throws IOException {
    JsonNode answer = agent.ask(tool, arguments);
    assertThat(answer.path("isError").asBoolean()).as(answer.toString()).isTrue();
    return answer.at("/content/0/text").asText();
  }

  private static String tip(Sandbox github) {
    return github.repo().git().log("main").getFirst().sha();
  }

  private void clone(Sandbox github) throws Exception {
    Git.cloneRepository().setURI(github.gitUrl()).setDirectory(directory.toFile()).call().close();
  }

  private void pull() throws Exception {
    try (Git git = Git.open(directory.toFile())) {
      git.pull().call();
    }
  }

  private static void require() {
    boolean here = Files.isDirectory(MODULES.resolve("@modelcontextprotocol/sdk"));
    if (!here) {
      System.err.println(
          "SKIPPED: `mcp` was not tested with the TypeScript SDK, for it is not here. `.ci/mcp`"
              + " brings it.");
    }
    Assumptions.assumeTrue(here, "no TypeScript SDK here: run .ci/mcp");
  }

  /** The client in a process of its own, which starts the server in another. */
  private static final class Agent implements AutoCloseable {
    private final Process client;
    private final OutputStream questions;
    private final BufferedReader answers;

    Agent(Sandbox github, Path directory) throws IOException {
      List<String> command = new ArrayList<>(List.of("node", "src/test/mcp/client.mjs"));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-XX:TieredStopAtLevel=1",
              "-jar",
              Program.FULL_JAR.toAbsolutePath().toString(),
              "mcp"));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(k -> k.startsWith("GITHUB_") || k.startsWith("SETPOINT_"));
      environment.put("SETPOINT_GIT_URL", github.gitUrl());
      environment.put("GITHUB_API_URL", github.apiUrl());
      environment.put("SETPOINT_TOKEN", github.token());
      environment.put("MCP_MODULES", MODULES.toString());
      environment.put("MCP_DIRECTORY", directory.toString());
      client = builder.start();
      questions = client.getOutputStream();
      answers =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    }

    JsonNode ask(String tool, Map<String, Object> arguments) throws IOException {
      String line = JSON.writeValueAsString(Map.of("tool", tool, "arguments", arguments)) + "\n";
      questions.write(line.getBytes(StandardCharsets.UTF_8));
      questions.flush();
      return next();
    }

    JsonNode next() throws IOException {
      String line = answers.readLine();
      assertThat(line).as("an answer").isNotNull();
      return JSON.readTree(line);
    }

    /** Says goodbye; the server must end by itself, and everything with it. */
    JsonNode end() throws IOException, InterruptedException {
      questions.close();
      JsonNode last = next();
      assertThat(client.waitFor(60, TimeUnit.SECONDS)).as("it ended by itself").isTrue();
      assertThat(client.exitValue()).isZero();
      return last;
    }

    @Override
    public void close() {
      client.descendants().forEach(ProcessHandle::destroyForcibly);
      client.destroyForcibly();
    }
  }
}
