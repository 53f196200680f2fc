package dev.setpoint.preview;

import dev.setpoint.diff.PlanView;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.PlanId;
import java.util.List;
import java.util.Optional;

/**
 * What merging does to one plan.
 *
 * @param before the plan as it is; empty for a new one
 * @param after the plan as it would be; empty for one that goes
 * @param effects what is done at once
 * @param steps the edited steps
 * @param unchanged how many steps stay exactly as they are
 */
record PlanPreview(
    PlanId id,
    Optional<PlanView> before,
    Optional<PlanView> after,
    List<Effect> effects,
    List<StepEdit> steps,
    int unchanged) {

  String title() {
    return after.or(() -> before).map(v -> v.plan().title()).orElse(id.value());
  }

  Optional<Lifecycle> lifecycle() {
    return after.map(v -> v.plan().lifecycle());
  }

  /** The word before and the word after, where the edit changes the plan's {@code status:}. */
  Optional<String> lifecycleEdit() {
    Optional<Lifecycle> was = before.map(v -> v.plan().lifecycle());
    return was.isPresent() && lifecycle().isPresent() && !was.equals(lifecycle())
        ? Optional.of("`%s` → `%s`".formatted(was.get().word(), lifecycle().get().word()))
        : Optional.empty();
  }

  boolean hasProblems() {
    return after.filter(v -> !v.plan().problems().isEmpty()).isPresent();
  }

  List<Effect> effects(Effect.Kind kind) {
    return effects.stream().filter(e -> e.kind() == kind).toList();
  }

  List<StepEdit> steps(StepEdit.Kind kind) {
    return steps.stream().filter(s -> s.is(kind)).toList();
  }
}
