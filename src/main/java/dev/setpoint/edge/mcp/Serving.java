package dev.setpoint.edge.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.edge.cli.Surroundings;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** One server over one pair of streams. Its stdout carries the protocol and nothing else. */
final class Serving {
  private final McpSyncServer server;

  private Serving(McpSyncServer server) {
    this.server = server;
  }

  /** Starts to answer. */
  static Serving over(InputStream in, OutputStream out, Surroundings around) {
    McpSyncServer server =
        McpServer.sync(
                new StdioServerTransportProvider(
                    new JacksonMcpJsonMapper(new ObjectMapper()), in, out, Wire.LONGEST))
            .serverInfo("setpoint", "1")
            .instructions(
                "Plans are Markdown files that people own. Read before you act; to change a plan,"
                    + " open a pull request.")
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
            .jsonSchemaValidator(new Unchecked())
            .validateToolInputs(false)
            .tools(new Tools(around).all())
            .build();
    return new Serving(server);
  }

  /** Ends what is under way and answers no more. */
  void close() {
    server.closeGracefully();
  }

  /** Each tool looks at its arguments itself, and says in a sentence what is wrong with them. */
  private static final class Unchecked implements JsonSchemaValidator {
    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object content) {
      return ValidationResponse.asValid("");
    }
  }
}
