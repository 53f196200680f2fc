package dev.setpoint.diff;

import dev.setpoint.job.Issue;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns decided cases into what people and programs are shown. */
final class Views {
  private Views() {}

  static PlanView of(Plan plan, boolean live, List<Case> cases, Instant now) {
    Roots roots = new Roots(cases);
    List<StepView> steps = new ArrayList<>(cases.size());
    for (Case c : cases) {
      steps.add(view(c, roots, now));
    }
    return new PlanView(plan, live, List.copyOf(steps));
  }

  private static StepView view(Case c, Roots roots, Instant now) {
    List<String> people = people(c);
    StepStatus status = c.status();
    String due = due(c, now);
    Set<Flag> flags = flags(c, now);
    return new StepView(
        c.step(),
        status,
        Words.inBlock(c, people) + due,
        Told.whenRead(() -> Why.of(c, people, due, flags, roots)),
        flags,
        job(c),
        since(c),
        status == StepStatus.NEEDS_PERSON || status == StepStatus.FAILED ? people : List.of());
  }

  private static Optional<JobLink> job(Case c) {
    if (c.unremembered().isPresent()) {
      // Without it the next pass would take the step for one that was never started.
      return c.unremembered().get().job().flatMap(JobLink::at);
    }
    return c.standing()
        .flatMap(Standing::shownJob)
        .or(
            () ->
                c.standing().isPresent()
                    ? c.question().flatMap(q -> q.phase().knownJob())
                    : Optional.empty());
  }

  /** When the status began: from what GitHub recorded, never from this pass's clock. */
  static Optional<Instant> since(Case c) {
    return c.standing()
        .flatMap(
            s ->
                switch (s) {
                  case Standing.Going g -> Optional.of(g.since());
                  case Standing.Ended e -> Optional.of(e.end().at());
                  case Standing.Starting x -> Optional.of(x.claim().at());
                  case Standing.Refused x -> Optional.of(x.claim().at());
                  case Standing.Parked x -> Optional.of(x.claim().at());
                  case Standing.Stopping x -> Optional.of(x.claim().at());
                  case Standing.Puzzling p ->
                      p.claim().phase() instanceof Phase.Bound b
                          ? Optional.of(b.since())
                          : Optional.of(p.claim().at());
                });
  }

  /** Whose turn it is: who GitHub says is assigned, else who the plan names, else its owners. */
  static List<String> people(Case c) {
    return people(c.plan(), c.step(), c.standing().orElse(null));
  }

  static List<String> people(Plan plan, Step step, @Nullable Standing standing) {
    List<String> planned =
        step.kind() instanceof Kind.Person p && !p.assignees().isEmpty()
            ? p.assignees()
            : plan.owners();
    if (standing instanceof Standing.Going g) {
      List<String> assigned = g.issue().map(Issue::assignees).orElse(List.of());
      return assigned.isEmpty() ? planned : assigned;
    }
    return planned;
  }

  /** Until when it is to be done, as the end of a sentence about a person's turn. */
  private static String due(Case c, Instant now) {
    return due(c)
        .map(d -> (now.isBefore(d) ? ", due " : ", overdue since ") + Words.day(d))
        .orElse("");
  }

  private static Optional<Instant> due(Case c) {
    return c.standing().orElse(null) instanceof Standing.Going going
            && c.step().terms().due().isPresent()
            && c.status() == StepStatus.NEEDS_PERSON
        ? Reminders.due(c.step(), going)
        : Optional.empty();
  }

  private static Set<Flag> flags(Case c, Instant now) {
    EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    if (due(c).filter(d -> !now.isBefore(d)).isPresent()) {
      flags.add(Flag.OVERDUE);
    }
    if (c.unremembered().isPresent()) {
      flags.add(Flag.VANISHED);
    }
    if (c.standing().isEmpty()) {
      if (!c.step().problems().isEmpty()) {
        flags.add(Flag.PROBLEM);
      }
      return flags;
    }
    Standing standing = c.standing().get();
    if (c.plan().lifecycle() == Lifecycle.DRAFT) {
      flags.add(Flag.ATTENTION);
    }
    if (changed(c, standing)) {
      flags.add(Flag.CHANGED);
    }
    switch (standing) {
      case Standing.Refused r -> flags.add(Flag.ATTENTION);
      case Standing.Puzzling p -> flags.add(p.vanished() ? Flag.VANISHED : Flag.ATTENTION);
      case Standing.Going g -> {
        if (!c.blockers().isEmpty() && g.claim().facts().needs().equals(c.step().needsText())) {
          flags.add(Flag.UNDERMINED);
        }
        if (Briefs.isAgents(c.step(), g.claim()) && !Briefs.isHanded(c.step(), g)) {
          flags.add(Flag.ATTENTION);
        }
        if (g.claim().phase() instanceof Phase.Bound b && !b.note().isEmpty()) {
          flags.add(Flag.DROPPED);
        }
      }
      case Standing.Starting s -> {}
      case Standing.Parked p -> {}
      case Standing.Stopping s -> {}
      case Standing.Ended e -> {}
    }
    return flags;
  }

  // What is over and not done follows the plan; what runs or is done keeps what it was started
  // with, and says so.
  private static boolean changed(Case c, Standing standing) {
    boolean fields = !standing.claim().facts().fields().equals(c.step().fields());
    boolean needs = !standing.claim().facts().needs().equals(c.step().needsText());
    return switch (c.status()) {
      case RUNNING -> fields || needs;
      case NEEDS_PERSON -> fields || needs;
      case DONE -> fields;
      case WAITING -> false;
      case READY -> false;
      case FAILED -> false;
      case CANCELLED -> false;
      case SKIPPED -> c.standing().isPresent() && fields;
    };
  }
}
