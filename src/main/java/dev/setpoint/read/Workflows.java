package dev.setpoint.read;

import dev.setpoint.plan.PlanPath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads what the repository's workflows offer. A file that is no workflow offers nothing; it is
 * GitHub's to complain.
 */
public final class Workflows {
  private static final int MOST_BYTES = 512 * 1024;
  private static final LoadSettings YAML =
      LoadSettings.builder().setMaxAliasesForCollections(50).setCodePointLimit(MOST_BYTES).build();

  private Workflows() {}

  /** By file name. */
  public static Map<String, WorkflowFile> of(List<PlanFile> files) {
    Map<String, WorkflowFile> workflows = new HashMap<>();
    for (PlanFile file : files) {
      String name = name(file.path());
      workflows.put(name, parse(name, file));
    }
    return workflows;
  }

  private static String name(PlanPath path) {
    return path.value().substring(path.value().lastIndexOf('/') + 1);
  }

  private static WorkflowFile parse(String name, PlanFile file) {
    Object root = load(file.bytes());
    Map<?, ?> workflow = map(root);
    Optional<Map<String, Boolean>> inputs = inputs(workflow.get("on"));
    String runName = String.valueOf(workflow.get("run-name"));
    return new WorkflowFile(
        name,
        file.blob(),
        inputs,
        runName.contains("inputs." + WorkflowFile.KEY_INPUT),
        workflow.containsKey("concurrency"),
        Guarded.is(map(workflow.get("jobs"))));
  }

  private static Object load(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return Map.of();
    }
    try {
      Object loaded = new Load(YAML).loadFromString(new String(bytes, StandardCharsets.UTF_8));
      return loaded == null ? Map.of() : loaded;
    } catch (YamlEngineException | StackOverflowError | ClassCastException e) {
      return Map.of();
    }
  }

  // `on: workflow_dispatch`, `on: [push, workflow_dispatch]` and `on: {workflow_dispatch: {inputs:
  // …}}`
  private static Optional<Map<String, Boolean>> inputs(@Nullable Object on) {
    if ("workflow_dispatch".equals(on)
        || (on instanceof List<?> list && list.contains("workflow_dispatch"))) {
      return Optional.of(Map.of());
    }
    Map<?, ?> events = map(on);
    if (!events.containsKey("workflow_dispatch")) {
      return Optional.empty();
    }
    Map<String, Boolean> inputs = new LinkedHashMap<>();
    map(map(events.get("workflow_dispatch")).get("inputs"))
        .forEach(
            (key, value) -> {
              Map<?, ?> input = map(value);
              boolean required =
                  Boolean.TRUE.equals(input.get("required")) && input.get("default") == null;
              inputs.put(String.valueOf(key), required);
            });
    return Optional.of(inputs);
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
