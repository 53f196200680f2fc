package dev.setpoint.history;

import dev.setpoint.history.Event.Transition;
import dev.setpoint.job.Claim;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transitions that commits show, made exact by what claims recorded: when a job began and
 * ended, how it ended, what asked for it; and those that came and went between two commits.
 */
final class ExactTransitions {
  private final List<Transition> moves;

  private ExactTransitions(List<Transition> moves) {
    this.moves = moves;
  }

  /**
   * Makes them exact, oldest first.
   *
   * @param attempts every recorded state of each attempt of the plan, oldest first
   */
  static List<Transition> of(List<List<Claim>> attempts, List<Transition> moves) {
    ExactTransitions refined = new ExactTransitions(new ArrayList<>(moves));
    attempts.stream()
        .filter(states -> !states.isEmpty() && !states.getFirst().key().step().isAsk())
        .sorted(Comparator.comparing(states -> states.getFirst().key()))
        .forEach(refined::attempt);
    return refined.chained();
  }

  private void attempt(List<Claim> states) {
    Optional<JobLink> job =
        states.reversed().stream().flatMap(c -> c.phase().knownJob().stream()).findFirst();
    if (job.isEmpty()) {
      return;
    }
    Optional<Phase.Bound> bound = phases(states, Phase.Bound.class);
    Optional<Phase.Settled> end = phases(states, Phase.Settled.class);
    int begun = bound.map(b -> start(states, b, job.get())).orElse(-1);
    end.ifPresent(e -> end(states.getLast(), e, job.get(), begun));
  }

  private static <P extends Phase> Optional<P> phases(Collection<Claim> states, Class<P> which) {
    return states.stream().map(Claim::phase).filter(which::isInstance).map(which::cast).findFirst();
  }

  private int start(List<Claim> states, Phase.Bound bound, JobLink job) {
    Claim claim = states.getFirst();
    for (int i = 0; i < moves.size(); i++) {
      Transition move = moves.get(i);
      if (isActive(move.after()) && isOf(move, claim, job) && !move.exact()) {
        Cause cause =
            claim
                .facts()
                .asked()
                .filter(w -> claim.key().attempt() > 1)
                .map(w -> Cause.of(Cause.Kind.RETRY, w))
                .orElse(move.cause());
        Instant at = bound.since().isBefore(move.at()) ? bound.since() : move.at();
        moves.set(i, move.exactly(at, cause));
        return i;
      }
    }
    return -1;
  }

  private void end(Claim claim, Phase.Settled end, JobLink job, int begun) {
    Optional<StepStatus> status = status(end.outcome());
    if (status.isEmpty()) {
      return;
    }
    String words = end.words().isBlank() ? end.outcome().word() : end.words();
    Cause cause =
        Cause.of(Cause.Kind.JOB, job + (words.startsWith("closed") ? " was " : " ended: ") + words);
    for (int i = 0; i < moves.size(); i++) {
      Transition move = moves.get(i);
      if (move.after() == status.get() && isOf(move, claim, job) && !move.exact()) {
        Instant at = end.at().isBefore(move.at()) ? end.at() : move.at();
        moves.set(i, move.exactly(at, claim.isFolded() ? move.cause() : cause));
        return;
      }
    }
    if (begun >= 0 && begun < moves.size()) {
      // It ended, and another attempt began, before anything was written into the plan.
      Transition start = moves.get(begun);
      moves.add(
          begun + 1,
          new Transition(
              end.at().isBefore(start.at()) ? start.at() : end.at(),
              start.revision(),
              start.step(),
              start.title(),
              Optional.of(start.after()),
              Duration.ZERO,
              status.get(),
              status.get().word(),
              Optional.of(job.url()),
              true,
              cause));
    }
  }

  /** Oldest first, each one beginning with what the one before ended with. */
  private List<Transition> chained() {
    moves.sort(Comparator.comparing(Transition::at));
    Map<StepId, Transition> last = new HashMap<>();
    List<Transition> chained = new ArrayList<>();
    for (Transition move : moves) {
      Transition before = last.put(move.step(), move);
      chained.add(before == null ? move : move.following(before));
    }
    return List.copyOf(chained);
  }

  private static boolean isOf(Transition move, Claim claim, JobLink job) {
    return move.step().equals(claim.key().step())
        && move.job().flatMap(JobLink::at).filter(j -> j.id().equals(job.id())).isPresent();
  }

  private static boolean isActive(StepStatus status) {
    return status == StepStatus.RUNNING || status == StepStatus.NEEDS_PERSON;
  }

  private static Optional<StepStatus> status(Outcome outcome) {
    return switch (outcome) {
      case DONE -> Optional.of(StepStatus.DONE);
      case FAILED -> Optional.of(StepStatus.FAILED);
      case CANCELLED -> Optional.of(StepStatus.CANCELLED);
      case SKIPPED -> Optional.of(StepStatus.SKIPPED);
      case WITHDRAWN -> Optional.empty();
    };
  }
}
