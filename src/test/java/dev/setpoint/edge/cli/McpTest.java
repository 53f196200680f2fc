package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.sandbox.Sandbox;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server as a process of its own, asked over stdio by the official client. */
class McpTest {
  private static final String PLAN =
      "---\nstatus: approved\n---\n# House\n\n## Steps\n\n### Pack\n\n### Unpack\n";

  @Test
  void anAgentReadsPreviewsAndActs() throws Exception {
    try (Sandbox github = Sandbox.start();
        McpSyncClient agent = agent(github)) {
      github.as("alice").pushes("main", "plans/house.md", PLAN, "Plan the move");
      agent.initialize();
      List<McpSchema.Tool> tools = agent.listTools().tools();
      assertThat(tools.stream().map(McpSchema.Tool::name))
          .containsExactlyInAnyOrder(
              "list_plans",
              "read_plan",
              "check_plan",
              "preview",
              "why",
              "history",
              "execute",
              "sync");
      // Four characters a token is the usual estimate for English and JSON.
      assertThat(new ObjectMapper().writeValueAsString(tools).length() / 4).isLessThan(2_000);

      assertThat(ask(agent, "list_plans", Map.of())).contains("house · approved · 0 of 2 done");
      assertThat(ask(agent, "read_plan", Map.of("plan", "house"))).isEqualTo(PLAN);
      assertThat(
              ask(
                  agent,
                  "check_plan",
                  Map.of("text", PLAN.replace("### Pack\n", "### Pack\n\n- asign: @a\n"))))
          .contains("asign", "hint:");
      assertThat(ask(agent, "preview", Map.of("plan", "house", "text", PLAN + "\n### Rest\n")))
          .contains("adds `rest`");

      String tip = github.repo().git().log("main").getFirst().sha();
      assertThat(ask(agent, "execute", Map.of())).contains("opened #1 for house/pack");
      assertThat(github.repo().git().log("main").getFirst().sha())
          .as("execute writes no plan")
          .isEqualTo(tip);
      github.as("alice").closes(1);
      assertThat(ask(agent, "sync", Map.of())).contains("committed");
      assertThat(github.repo().git().text("main", "plans/house.md").orElseThrow())
          .as("sync writes what happened, and opens nothing")
          .contains("✅ done")
          .doesNotContain("#2");
      assertThat(ask(agent, "why", Map.of("step", "house/unpack"))).contains("ready");

      McpSchema.CallToolResult wrong = call(agent, "why", Map.of("step", "--help"));
      assertThat(wrong.isError()).isTrue();
      assertThat(call(agent, "read_plan", Map.of()).isError()).isTrue();
      assertThat(call(agent, "read_plan", Map.of("plan", "no")).content().toString())
          .contains("there is no plan `no`")
          .doesNotContain(github.token());
    }
  }

  @Test
  void whatIsNoMessageIsAnsweredAndTheRestGoesOn() throws Exception {
    try (Sandbox github = Sandbox.start()) {
      github.as("alice").pushes("main", "plans/house.md", PLAN, "Plan the move");
      ProcessBuilder start = new ProcessBuilder(command());
      start.environment().putAll(environment(github));
      Process server = start.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String input =
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
          garbage
          []
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"why","arguments":{"step":"house/unpack"}}}
          """;
      try (OutputStream to = server.getOutputStream()) {
        to.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(server.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(server.exitValue()).isZero();
      assertThat(said).contains("-32700", "-32600", "waiting for `pack`");
      assertThat(said.lines()).hasSize(4);
    }
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.setpoint.Main",
        "mcp");
  }

  private static Map<String, String> environment(Sandbox github) {
    return Map.of(
        "SETPOINT_GIT_URL", github.gitUrl(),
        "GITHUB_API_URL", github.apiUrl(),
        "SETPOINT_TOKEN", github.token());
  }

  private static McpSyncClient agent(Sandbox github) {
    ServerParameters server =
        ServerParameters.builder(command().getFirst())
            .args(command().subList(1, command().size()))
            .env(environment(github))
            .build();
    JsonSchemaValidator none =
        (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");
    return McpClient.sync(
            new StdioClientTransport(server, new JacksonMcpJsonMapper(new ObjectMapper())))
        .requestTimeout(Duration.ofMinutes(2))
        .initializationTimeout(Duration.ofMinutes(2))
        .jsonSchemaValidator(none)
        .build();
  }

  private static String ask(McpSyncClient agent, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = call(agent, tool, arguments);
    assertThat(result.isError()).as(result.content().toString()).isFalse();
    return ((McpSchema.TextContent) result.content().getFirst()).text();
  }

  private static McpSchema.CallToolResult call(
      McpSyncClient agent, String tool, Map<String, Object> arguments) {
    return agent.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
  }
}
