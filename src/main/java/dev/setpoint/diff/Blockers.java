package dev.setpoint.diff;

import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a step waits for, in words: those that block it, and where their own waiting begins. */
final class Blockers {
  private static final int MOST_NAMED = 3;
  private static final int MOST_COMPARED = 20;

  private final Case c;
  private final Roots roots;

  /**
   * Of one step.
   *
   * @param roots of the plan's waiting
   */
  Blockers(Case c, Roots roots) {
    this.c = c;
    this.roots = roots;
  }

  /** What follows "waiting for". */
  String words() {
    List<Step> named = c.blockers().size() > MOST_COMPARED ? c.blockers() : nearest();
    return together(named).orElseGet(() -> oneByOne(named));
  }

  /** A few that wait for the very same are told of in one. */
  private Optional<String> together(List<Step> named) {
    List<Case> waiting =
        named.stream().flatMap(s -> roots.of(s).stream()).filter(Roots::waitsForSteps).toList();
    if (named.size() < 2 || named.size() > MOST_NAMED || waiting.size() < named.size()) {
      return Optional.empty();
    }
    List<Case> begin = roots.of(waiting.getFirst());
    if (!waiting.stream().allMatch(w -> ids(roots.of(w)).equals(ids(begin)))) {
      return Optional.empty();
    }
    boolean near = waiting.stream().allMatch(w -> begin.stream().allMatch(r -> isNear(w, r)));
    return Optional.of(
        "%s, which %s wait%s for %s"
            .formatted(
                listed(named.stream().map(s -> "`" + s.id() + "`").toList()),
                named.size() == 2 ? "both" : "all",
                near ? "" : " in the end",
                told(begin)));
  }

  private static Set<StepId> ids(List<Case> cases) {
    return cases.stream().map(c -> c.step().id()).collect(Collectors.toSet());
  }

  private String oneByOne(List<Step> named) {
    String words =
        named.stream()
            .limit(MOST_NAMED)
            .map(s -> "`" + s.id() + "`" + roots.of(s).map(this::which).orElse(""))
            .collect(Collectors.joining(", and for "));
    int left = named.size() - MOST_NAMED;
    return left > 0 ? words + ", and for " + left + " more" : words;
  }

  // Who waits for one that waits for the other need not be told of the other.
  private List<Step> nearest() {
    return c.blockers().stream()
        .filter(s -> c.blockers().stream().noneMatch(o -> waitsFor(o, s)))
        .toList();
  }

  private boolean waitsFor(Step step, Step other) {
    return roots
        .of(step)
        .filter(Roots::waitsForSteps)
        .filter(s -> s.blockers().stream().anyMatch(b -> b.id().equals(other.id())))
        .isPresent();
  }

  private String which(Case blocker) {
    if (!Roots.waitsForSteps(blocker)) {
      return ", which " + state(blocker);
    }
    List<Case> begin = roots.of(blocker);
    String far = begin.stream().allMatch(r -> isNear(blocker, r)) ? "itself" : "in the end";
    return ", which %s waits for %s".formatted(far, told(begin));
  }

  private static boolean isNear(Case blocker, Case root) {
    return blocker.blockers().stream().anyMatch(s -> s.id().equals(root.step().id()));
  }

  private static String told(List<Case> roots) {
    if (roots.size() == 1) {
      return "`%s`, which %s".formatted(roots.getFirst().step().id(), state(roots.getFirst()));
    }
    List<String> named =
        roots.stream()
            .limit(MOST_NAMED)
            .map(r -> "`%s` (%s)".formatted(r.step().id(), state(r).replaceFirst("^is ", "")))
            .toList();
    return roots.size() > MOST_NAMED ? String.join(", ", named) + " and others" : listed(named);
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** What follows "which". */
  private static String state(Case c) {
    if (c.unremembered().isPresent()) {
      return "has lost its claim";
    }
    return switch (c.status()) {
      case WAITING -> "is " + c.awaited().map(Awaited.Pending::words).orElse("waiting");
      case READY -> "is ready" + c.held().map(h -> ", but " + Why.plainly(h)).orElse("");
      case RUNNING -> "is running" + Why.since(c);
      case NEEDS_PERSON -> "needs " + Words.names(Views.people(c)) + Why.since(c);
      case FAILED -> "failed" + Why.on(c);
      case CANCELLED -> "was cancelled" + Why.on(c);
      case DONE -> "is done";
      case SKIPPED -> "is skipped";
    };
  }
}
