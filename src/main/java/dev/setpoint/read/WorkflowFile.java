package dev.setpoint.read;

import java.util.Map;
import java.util.Optional;

/**
 * What a workflow of the repository offers to plans.
 *
 * @param file its name in {@code .github/workflows}
 * @param blob the id of its content
 * @param inputs of its {@code workflow_dispatch}, and whether each is required without a default;
 *     empty: it cannot be dispatched
 * @param namesKey its {@code run-name} shows the input {@code setpoint}, which makes its runs
 *     recognisable
 * @param concurrent it limits its runs ({@code concurrency:}): GitHub would cancel a second pending
 *     run
 * @param guarded its jobs all need one that uses Setpoint's guard: a second start of a key is
 *     refused there
 */
public record WorkflowFile(
    String file,
    String blob,
    Optional<Map<String, Boolean>> inputs,
    boolean namesKey,
    boolean concurrent,
    boolean guarded) {

  /** The input in which the key travels; declaring it is how a workflow takes part. */
  public static final String KEY_INPUT = "setpoint";

  public boolean takesPart() {
    return inputs.isPresent() && inputs.get().containsKey(KEY_INPUT);
  }
}
