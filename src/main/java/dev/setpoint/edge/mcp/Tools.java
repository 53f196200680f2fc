package dev.setpoint.edge.mcp;

import dev.setpoint.edge.cli.Surroundings;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools, as an agent is told of them: few, and in few words. */
final class Tools {
  private static final String PLAN = "a plan's id or file";

  private final Answers answers;

  Tools(Surroundings around) {
    this.answers = new Answers(around);
  }

  /** What a tool does with its arguments; says an {@link IllegalArgumentException} aloud. */
  @FunctionalInterface
  interface Deed {
    String of(Arguments arguments) throws Exception;
  }

  List<SyncToolSpecification> all() {
    return List.of(
        reading(
            "list_plans",
            "All plans: id, status, how many steps are done, whom they wait for.",
            Map.of(),
            a -> answers.plans()),
        reading(
            "read_plan",
            "A plan's Markdown as it stands on the plan branch, status block included.",
            Map.of("plan", PLAN),
            a -> answers.text(a.must("plan"))),
        reading(
            "check_plan",
            "Problems of a plan's text, with line and hint; changes nothing.",
            Map.of("text", "the whole Markdown file"),
            a -> answers.check(a.must("text"))),
        reading(
            "preview",
            "What an edit of a plan would do once merged: jobs started, closed, held back.",
            Map.of("plan", PLAN, "text", "the whole new Markdown file"),
            a -> answers.preview(a.must("plan"), a.must("text"))),
        reading(
            "why",
            "Why a step is where it is, in a sentence.",
            Map.of("step", "<plan>/<step>"),
            a -> answers.command("why", a.must("step"))),
        reading(
            "history",
            "What happened to a plan, when and why; needs a clone as the working directory.",
            Map.of("plan", PLAN),
            a -> answers.command("history", a.must("plan"))),
        acting(
            "execute",
            "Start and stop the jobs that approved plans call for, on GitHub. Never writes a plan.",
            a -> answers.command("execute")),
        acting(
            "sync",
            "Write what happened into the plans' status blocks, in one commit. Never creates a"
                + " job.",
            a -> answers.command("sync")));
  }

  private static SyncToolSpecification reading(
      String name, String description, Map<String, String> arguments, Deed deed) {
    return tool(name, description, arguments, true, deed);
  }

  private static SyncToolSpecification acting(String name, String description, Deed deed) {
    return tool(name, description, Map.of(), false, deed);
  }

  private static SyncToolSpecification tool(
      String name, String description, Map<String, String> arguments, boolean reads, Deed deed) {
    Map<String, Object> properties = new LinkedHashMap<>();
    arguments.keySet().stream()
        .sorted()
        .forEach(a -> properties.put(a, Map.of("type", "string", "description", arguments.get(a))));
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            properties,
            "required",
            arguments.keySet().stream().sorted().toList());
    Tool tool =
        Tool.builder(name, schema)
            .description(description)
            .annotations(ToolAnnotations.builder().readOnlyHint(reads).build())
            .build();
    return new SyncToolSpecification(
        tool, (exchange, request) -> answer(deed, new Arguments(request.arguments())));
  }

  private static CallToolResult answer(Deed deed, Arguments arguments) {
    try {
      return told(deed.of(arguments), false);
    } catch (Answers.Failed | IllegalArgumentException e) {
      return told(String.valueOf(e.getMessage()), true);
    } catch (IOException e) {
      return told(String.valueOf(e.getMessage()), true);
    } catch (Exception e) {
      return told(e.getClass().getSimpleName() + ": " + e.getMessage(), true);
    }
  }

  private static CallToolResult told(String text, boolean failed) {
    return CallToolResult.builder().addTextContent(Answers.bounded(text)).isError(failed).build();
  }
}
