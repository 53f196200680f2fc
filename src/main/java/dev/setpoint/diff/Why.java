package dev.setpoint.diff;

import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.StepStatus;
import java.util.List;
import java.util.Set;

/**
 * What a colleague would say when asked why a step is where it is: plain text, no sign, no final
 * stop. Copied text in it is not escaped.
 */
final class Why {
  private static final String ORPHANED = "; should that pass have died, another one finds out";

  private final Case c;
  private final Roots roots;
  private final String people;
  private final String since;

  private Why(Case c, List<String> people, Roots roots) {
    this.c = c;
    this.roots = roots;
    this.people = Words.names(people);
    this.since = since(c);
  }

  /**
   * The sentence.
   *
   * @param due when it was, or is, to be done: a clause, or nothing
   * @param flags what deserves a look besides
   * @param roots of the plan's waiting
   */
  static String of(Case c, List<String> people, String due, Set<Flag> flags, Roots roots) {
    Why why = new Why(c, people, roots);
    return c.unremembered().isPresent()
        ? why.unremembered()
        : why.status() + due + why.besides(flags);
  }

  private String unremembered() {
    return "the plan shows its job, but Setpoint's memory of it, the claim, is gone; " + remedy();
  }

  /** What a person may say about a step whose job is lost. */
  private String remedy() {
    String name = c.plan().id() + "/" + c.step().id();
    return "`setpoint bind %s URL` names its job, `setpoint retry %s` starts it anew"
        .formatted(name, name);
  }

  private String status() {
    return switch (c.status()) {
      case WAITING ->
          c.awaited()
              .map(Awaited.Pending::words)
              .orElseGet(() -> "waiting for " + new Blockers(c, roots).words());
      case READY -> ready();
      case RUNNING -> c.awaited().map(Awaited.Pending::words).orElseGet(this::running);
      case NEEDS_PERSON -> needsPerson();
      case DONE -> "done" + since;
      case FAILED -> failed();
      case CANCELLED -> cancelled();
      case SKIPPED -> "skipped: " + Words.reason(c).orElse("");
    };
  }

  private String ready() {
    if (c.held().isPresent()) {
      return "ready, but " + plainly(c.held().get());
    }
    for (Command command : c.todo().commands()) {
      if (command instanceof Command.Settle settle) {
        boolean skipped = settle.end().outcome() == Outcome.SKIPPED;
        return settle.end().words()
            + (skipped ? ": the next pass skips it" : ": the next pass goes on");
      }
    }
    return c.start().isPresent() ? "ready: the next pass starts it" : "ready";
  }

  // In a table cell it is called a problem; a sentence says which one it is.
  static String plainly(String held) {
    return held.startsWith("a problem: ") ? held.substring("a problem: ".length()) : held;
  }

  private String running() {
    return switch (c.standing().orElse(null)) {
      case Standing.Starting s ->
          (s.claim().facts().workflow().isEmpty()
                  ? "a pass is opening its issue"
                  : "a pass is starting it")
              + Words.again(c)
              + ORPHANED;
      case Standing.Stopping s -> "being ended: " + s.stopping().why();
      case Standing.Puzzling p when p.vanished() -> gone(p);
      case Standing.Going g when g.unheard().isPresent() ->
          "%s failed before the guard noted it; whether another run of this attempt came first shows within 20 minutes"
              .formatted(g.job());
      case null, default ->
          "running"
              + since
              + Words.again(c)
              + (c.step().kind() instanceof Kind.Agent a ? ", with " + a.name() : "");
    };
  }

  private String gone(Standing.Puzzling p) {
    return "%s is gone: %s; nothing takes its place by itself: %s"
        .formatted(p.job(), p.reason(), remedy());
  }

  private String needsPerson() {
    String needs = "needs " + people;
    return switch (c.standing().orElse(null)) {
      case Standing.Parked p ->
          needs
              + " to say whether it was started: "
              + p.parked().why()
              + question("; the place to answer is ");
      case Standing.Stopping s -> "its issue is being closed: " + s.stopping().why();
      case Standing.Puzzling p when p.vanished() -> gone(p);
      case Standing.Puzzling p -> "%s to look at %s: %s".formatted(needs, p.job(), p.reason());
      case Standing.Going g
          when c.step().kind() instanceof Kind.Agent a && Briefs.isAgents(c.step(), g.claim()) ->
          Briefs.why(a, g.claim(), needs + since);
      case null, default -> needs + since;
    };
  }

  private String question(String before) {
    return c.question().flatMap(q -> q.phase().knownJob()).map(j -> before + j).orElse("");
  }

  private String failed() {
    return switch (c.standing().orElse(null)) {
      case Standing.Refused r ->
          "GitHub refused to start it: %s; %s"
              .formatted(
                  r.refusal().reason(),
                  c.start().isPresent()
                      ? "the next pass tries again"
                      : Attempts.isThePlansFault(r)
                          ? "it is tried again once the step is edited"
                          : "a later pass tries again");
      case Standing.Ended e ->
          "failed" + on(c) + Words.attempt(c) + ended(e.end().words()) + afterwards(e);
      case null, default -> "failed" + on(c);
    };
  }

  // A run's conclusion in GitHub's own word, or Setpoint's words.
  private static String ended(String words) {
    return switch (words) {
      case "failure" -> "";
      case "timed_out" -> ": it took longer than GitHub allows";
      case "startup_failure" -> ": GitHub could not start the workflow";
      default -> words.isBlank() ? "" : ": " + words;
    };
  }

  private String afterwards(Standing.Ended e) {
    if (c.start().isPresent()) {
      return "; the next pass tries again";
    }
    if (Case.retriesLeft(c.step(), e.claim())) {
      String but =
          c.held()
              .map(h -> ", but " + plainly(h))
              .orElse(
                  c.blockers().isEmpty() ? "" : " after `" + c.blockers().getFirst().id() + "`");
      return "; it is to be tried again" + but;
    }
    String asks = question("; ");
    if (!asks.isEmpty()) {
      return asks + " asks what to do";
    }
    return c.todo().starts().isEmpty() ? "" : "; the next pass asks what to do";
  }

  private String cancelled() {
    if (c.awaited().isPresent()) {
      return c.awaited().get().words();
    }
    if (!(c.standing().orElse(null) instanceof Standing.Ended ended)) {
      return "cancelled with the plan";
    }
    boolean issue = ended.claim().facts().workflow().isEmpty();
    return issue
        ? "cancelled%s (%s); reopen it, skip it or retry it to go on"
            .formatted(on(c), ended.end().words())
        : ended.end().words().startsWith("cancelled by ")
            ? "%s%s; re-run it on GitHub, skip it or retry it to go on"
                .formatted(ended.end().words(), on(c))
            : "cancelled on GitHub%s; re-run it there, skip it or retry it to go on"
                .formatted(on(c));
  }

  /** What a sign beside the status means. */
  private String besides(Set<Flag> flags) {
    StringBuilder more = new StringBuilder();
    boolean over = c.status() == StepStatus.DONE || c.status() == StepStatus.SKIPPED;
    if (flags.contains(Flag.CHANGED)) {
      more.append(
          over
              ? "; edited since, which changes nothing any more"
              : "; edited since, but this attempt goes on as it was started");
    }
    if (flags.contains(Flag.UNDERMINED)) {
      more.append("; a step that it needs was taken up again");
    }
    if (flags.contains(Flag.DROPPED)
        && c.standing().orElse(null) instanceof Standing.Going g
        && g.claim().phase() instanceof Phase.Bound b) {
      more.append("; ").append(b.note());
    }
    if (flags.contains(Flag.PROBLEM) && c.status() == StepStatus.WAITING) {
      more.append("; it has a problem: ").append(c.step().problems().getFirst().message());
    }
    if (flags.contains(Flag.ATTENTION) && c.plan().lifecycle() == Lifecycle.DRAFT && !over) {
      more.append("; the plan is a draft again, so nothing new starts");
    }
    return more.toString();
  }

  static String since(Case c) {
    return Views.since(c).map(i -> " since " + Words.day(i)).orElse("");
  }

  static String on(Case c) {
    return Views.since(c).map(i -> " on " + Words.day(i)).orElse("");
  }
}
