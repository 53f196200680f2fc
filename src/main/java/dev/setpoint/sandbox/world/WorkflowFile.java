package dev.setpoint.sandbox.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A workflow as its file in the repository describes it.
 *
 * @param path such as {@code .github/workflows/deploy.yml}
 * @param dispatchable whether {@code workflow_dispatch} is among its triggers
 * @param runName the unevaluated {@code run-name}, or null
 * @param group the unevaluated concurrency group, or null
 */
public record WorkflowFile(
    long id,
    String path,
    String name,
    boolean dispatchable,
    Map<String, Input> inputs,
    @Nullable String runName,
    @Nullable String group,
    boolean cancelsInProgress,
    List<String> jobs) {

  /** A declared input of {@code workflow_dispatch}. */
  public record Input(
      String type, boolean required, @Nullable String byDefault, List<String> options) {}

  public String file() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Reads a workflow file; one that is no YAML mapping has no triggers and its path as name. */
  public static WorkflowFile parse(long id, String path, String text) {
    Map<?, ?> top = mapping(text);
    Object on = top.containsKey("on") ? top.get("on") : top.get(true);
    boolean dispatchable =
        "workflow_dispatch".equals(on)
            || (on instanceof List<?> l && l.contains("workflow_dispatch"))
            || (on instanceof Map<?, ?> m && m.containsKey("workflow_dispatch"));
    Map<?, ?> dispatch = at(on, "workflow_dispatch");
    Map<String, Input> inputs = new LinkedHashMap<>();
    at(dispatch, "inputs").forEach((name, spec) -> inputs.put(text(name), input(spec)));
    Object concurrency = top.get("concurrency");
    Map<?, ?> block = concurrency instanceof Map<?, ?> m ? m : Map.of();
    Object group = concurrency instanceof String ? concurrency : block.get("group");
    List<String> jobs = new ArrayList<>();
    at(top, "jobs").keySet().forEach(job -> jobs.add(text(job)));
    return new WorkflowFile(
        id,
        path,
        top.get("name") == null ? path : text(top.get("name")),
        dispatchable,
        Map.copyOf(inputs),
        top.get("run-name") == null ? null : text(top.get("run-name")),
        group == null ? null : text(group),
        Boolean.TRUE.equals(block.get("cancel-in-progress")),
        jobs.isEmpty() ? List.of("run") : List.copyOf(jobs));
  }

  private static Input input(@Nullable Object spec) {
    Map<?, ?> of = spec instanceof Map<?, ?> m ? m : Map.of();
    List<String> options = new ArrayList<>();
    if (of.get("options") instanceof List<?> list) {
      list.forEach(option -> options.add(text(option)));
    }
    return new Input(
        of.get("type") == null ? "string" : text(of.get("type")),
        Boolean.TRUE.equals(of.get("required")),
        of.get("default") == null ? null : text(of.get("default")),
        List.copyOf(options));
  }

  private static Map<?, ?> mapping(String text) {
    try {
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      return new Load(settings).loadFromString(text) instanceof Map<?, ?> m ? m : Map.of();
    } catch (YamlEngineException e) {
      return Map.of(); // GitHub lists such a file under its path and refuses to run it
    }
  }

  private static Map<?, ?> at(@Nullable Object map, String key) {
    return map instanceof Map<?, ?> m && m.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  private static String text(@Nullable Object scalar) {
    return String.valueOf(scalar);
  }
}
