package dev.setpoint.preview;

import dev.setpoint.diff.Command;
import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.diff.PlanView;
import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What merging would do: the difference between what the next pass does now and what it would do
 * with the pull request's plans, about the same claims and jobs.
 *
 * @param plans those that the pull request touches or whose jobs it moves, by id
 * @param problems that would be in the touched files, and new ones elsewhere
 * @param notices about what has no effect in the touched plans
 */
public record Preview(List<PlanPreview> plans, List<Problem> problems, List<Notice> notices) {
  /**
   * Compares.
   *
   * @param now the world as it is
   * @param merged the same world with the pull request merged
   * @param touched the paths that the pull request touches
   */
  public static Preview of(Snapshot now, Snapshot merged, Set<PlanPath> touched) {
    Decision before = Diff.between(now, List.of());
    Decision after = Diff.between(merged, List.of());
    Map<PlanId, List<Effect>> effects = effects(before.commands(), after.commands());
    Map<PlanId, PlanView> old = byId(before);
    Map<PlanId, PlanView> would = byId(after);
    Set<PlanId> all = new TreeSet<>(effects.keySet());
    all.addAll(touched(before, touched));
    all.addAll(touched(after, touched));
    List<PlanPreview> plans = new ArrayList<>();
    for (PlanId id : all) {
      plans.add(
          plan(
              id,
              Optional.ofNullable(old.get(id)),
              Optional.ofNullable(would.get(id)),
              effects.getOrDefault(id, List.of())));
    }
    return new Preview(plans, problems(now, merged, touched), notices(merged, touched));
  }

  /** Whether the pull request has nothing to do with plans. */
  public boolean isEmpty() {
    return plans.isEmpty() && problems.isEmpty();
  }

  private static PlanPreview plan(
      PlanId id, Optional<PlanView> before, Optional<PlanView> after, List<Effect> effects) {
    List<Step> old = before.map(v -> v.plan().steps()).orElse(List.of());
    List<Step> would = after.map(v -> v.plan().steps()).orElse(List.of());
    List<StepEdit> edits = StepEdit.between(old, would);
    Set<StepId> edited = new HashSet<>();
    edits.forEach(e -> edited.add(e.id()));
    int unchanged = (int) would.stream().filter(s -> !edited.contains(s.id())).count();
    return new PlanPreview(id, before, after, effects, edits, unchanged);
  }

  private static Map<PlanId, PlanView> byId(Decision decision) {
    Map<PlanId, PlanView> views = new HashMap<>();
    decision.plans().forEach(v -> views.put(v.plan().id(), v));
    return views;
  }

  private static Set<PlanId> touched(Decision decision, Set<PlanPath> touched) {
    Set<PlanId> ids = new TreeSet<>();
    decision.plans().stream()
        .map(PlanView::plan)
        .filter(p -> touched.contains(p.path()))
        .forEach(p -> ids.add(p.id()));
    return ids;
  }

  private static Map<PlanId, List<Effect>> effects(List<Command> before, List<Command> after) {
    Set<Object> old = identities(before);
    Set<Object> would = identities(after);
    Map<PlanId, List<Effect>> effects = new TreeMap<>();
    for (Command command : after) {
      if (!old.contains(command.identity())) {
        Effect.of(command).ifPresent(e -> add(effects, command, e));
      }
    }
    for (Command command : before) {
      if (command instanceof Command.Start start
          && !start.step().isAsk()
          && !would.contains(start.identity())) {
        add(effects, command, Effect.holdsBack(start));
      }
    }
    return effects;
  }

  private static void add(Map<PlanId, List<Effect>> effects, Command command, Effect effect) {
    effects.computeIfAbsent(command.plan(), k -> new ArrayList<>()).add(effect);
  }

  private static Set<Object> identities(List<Command> commands) {
    Set<Object> identities = new HashSet<>();
    commands.forEach(c -> identities.add(c.identity()));
    return identities;
  }

  // What was wrong before, in files that the pull request leaves alone, is not its business.
  private static List<Problem> problems(Snapshot now, Snapshot merged, Set<PlanPath> touched) {
    Set<String> known = new HashSet<>();
    all(now).forEach(p -> known.add(p.file() + "\n" + p.message()));
    return all(merged).stream()
        .filter(p -> touched.contains(p.file()) || !known.contains(p.file() + "\n" + p.message()))
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }

  private static List<Problem> all(Snapshot seen) {
    List<Problem> all = new ArrayList<>(seen.problems());
    for (Plan plan : seen.plans()) {
      all.addAll(plan.problems());
      plan.steps().forEach(s -> all.addAll(s.problems()));
    }
    return all;
  }

  private static List<Notice> notices(Snapshot merged, Set<PlanPath> touched) {
    List<Notice> notices = new ArrayList<>();
    for (PlanFile file : merged.tip().plans()) {
      if (touched.contains(file.path())) {
        notices.addAll(
            PlanParser.parse(file.path(), file.blob(), file.bytes(), merged.settings()).notices());
      }
    }
    return List.copyOf(notices);
  }
}
