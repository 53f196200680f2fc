package dev.setpoint.simulation;

import dev.setpoint.job.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** GitHub's workflow runs, each with all its former states. */
final class Runs {
  /** How far a run has come. */
  enum Stage {
    QUEUED,
    /** The guard has looked and will take the key. */
    AT_GUARD,
    /** The guard has taken the key and reads the claims once more. */
    HAS_KEY,
    WORKING,
    ENDED
  }

  /** A run beyond what the API shows of it. */
  static final class Job {
    final long id;
    final Workflow workflow;
    final String input;
    final History<Run> states = new History<>();
    Stage stage = Stage.QUEUED;
    boolean cancelRequested;
    boolean effective;
    boolean everSucceeded;
    boolean everRunAgain;
    int effects;

    /** Whether its workflow carried the guard when it was dispatched. */
    boolean guarded;

    private final Set<Run.State> ends = EnumSet.noneOf(Run.State.class);

    Job(long id, Workflow workflow, String input) {
      this.id = id;
      this.workflow = workflow;
      this.input = input;
    }

    Optional<Run> now() {
      return states.now();
    }

    boolean everEnded(Run.State state) {
      return ends.contains(state);
    }

    boolean isOver() {
      return stage == Stage.ENDED;
    }

    /**
     * The attempt its input names: {@code <plan>/<step>/<attempt>}, without the nonce; empty when
     * started by hand or for an agent.
     */
    Optional<String> path() {
      int end = input.lastIndexOf('/');
      return end < 0 || input.startsWith(HubLine.AGENTS)
          ? Optional.empty()
          : Optional.of(input.substring(0, end));
    }

    String nonce() {
      return input.substring(input.lastIndexOf('/') + 1);
    }
  }

  private final Clockwork clock;
  private final Map<Long, Job> jobs = new TreeMap<>();

  Runs(Clockwork clock) {
    this.clock = clock;
  }

  Job dispatch(Workflow workflow, boolean guarded, String input, String actor) {
    Job job = add(workflow, "workflow_dispatch", workflow.title(input), input, actor);
    job.guarded = guarded;
    return job;
  }

  /** A run that something else started, under a title of a stranger's choice. */
  Job other(Workflow workflow, String title, String actor) {
    return add(workflow, "pull_request", title, "", actor);
  }

  private Job add(Workflow workflow, String event, String title, String input, String actor) {
    Job job = new Job(9000 + jobs.size() + 1L, workflow, input);
    jobs.put(job.id, job);
    Instant now = clock.now();
    Run run =
        new Run(
            job.id,
            1,
            event,
            workflow.path(),
            title,
            actor,
            Run.State.UNFINISHED,
            "",
            now,
            now,
            now,
            World.WEB + "/actions/runs/" + job.id);
    job.states.put(clock.change(), Optional.of(run));
    return job;
  }

  List<Job> all() {
    return List.copyOf(jobs.values());
  }

  Optional<Job> job(long id) {
    return Optional.ofNullable(jobs.get(id));
  }

  List<Run> at(long moment) {
    List<Run> seen = new ArrayList<>();
    jobs.values().forEach(j -> j.states.at(moment).ifPresent(seen::add));
    return seen;
  }

  void end(Job job, Run.State state, String conclusion) {
    job.stage = Stage.ENDED;
    job.ends.add(state);
    job.everSucceeded |= state == Run.State.SUCCESS;
    show(job, job.now().map(r -> with(r, r.attempt(), state, conclusion, r.startedAt())));
  }

  /** A person runs it again: the same id, the next attempt. */
  void again(Job job) {
    if (job.isOver() && job.now().isPresent()) {
      job.stage = Stage.QUEUED;
      job.cancelRequested = false;
      job.effective = false;
      job.everRunAgain = true;
      show(
          job, job.now().map(r -> with(r, r.attempt() + 1, Run.State.UNFINISHED, "", clock.now())));
    }
  }

  void remove(Job job) {
    if (job.isOver() && job.now().isPresent()) {
      show(job, Optional.empty());
    }
  }

  private void show(Job job, Optional<Run> state) {
    job.states.put(clock.change(), state);
  }

  private Run with(Run r, int attempt, Run.State state, String conclusion, Instant started) {
    return new Run(
        r.id(),
        attempt,
        r.event(),
        r.path(),
        r.displayTitle(),
        r.actor(),
        state,
        conclusion,
        r.createdAt(),
        started,
        clock.now(),
        r.url());
  }
}
