package dev.setpoint.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The workflow runs of a repository: how they begin, wait for one another, and end. */
public final class Runs {
  private static final String BOT = "github-actions[bot]";

  private final World world;
  private final Repo repo;
  private final Shelf<Long, Run> runs = new Shelf<>();
  private final Map<Long, Integer> lastNumbers = new HashMap<>();
  private long lastId = 9800;
  private boolean slowToCancel;
  private @Nullable AutoRuns auto;

  Runs(World world, Repo repo) {
    this.world = world;
    this.repo = repo;
  }

  public Optional<Run> find(long id) {
    return world.alone(
        () -> {
          tick();
          return Optional.ofNullable(runs.get(id));
        });
  }

  public Run get(long id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no run " + id));
  }

  /** Every run that was not deleted, oldest first. */
  public List<Run> all() {
    return world.alone(
        () -> {
          tick();
          return runs.all();
        });
  }

  /** What a list request sees: the lag applies. Oldest first. */
  public List<Run> listed() {
    return world.alone(
        () -> {
          tick();
          return runs.asOf(world.seenByLists());
        });
  }

  /** From now on runs finish by themselves. */
  public void finishThemselves(AutoRuns how) {
    world.alone(() -> auto = how);
  }

  /** Whether a cancelled run that is in progress stays so until it is completed or forced. */
  public void slowToCancel(boolean is) {
    world.alone(() -> slowToCancel = is);
  }

  /** A new run that somebody started by hand or over the API. */
  public Run dispatch(
      WorkflowFile workflow,
      String ref,
      String branch,
      String sha,
      String actor,
      Map<String, String> inputs) {
    return world.alone(
        () -> {
          world.tell(new Event.WorkflowDispatched(repo, actor, workflow, ref, inputs));
          return begin(workflow, "workflow_dispatch", branch, sha, actor, inputs, null);
        });
  }

  /**
   * A new run of a workflow.
   *
   * @param event what started it: workflow_dispatch, push, pull_request …
   * @param title its display title, or null to make it from the workflow's {@code run-name}
   */
  public Run begin(
      WorkflowFile workflow,
      String event,
      String branch,
      String sha,
      String actor,
      Map<String, String> inputs,
      @Nullable String title) {
    return world.alone(
        () -> {
          Instant now = world.now();
          long id = ++lastId;
          int number = lastNumbers.merge(workflow.id(), 1, Integer::sum);
          String login = world.accounts().of(actor).login();
          Map<String, String> names = names(workflow, event, branch, sha, login, inputs);
          names.put("github.run_id", Long.toString(id));
          names.put("github.run_number", Integer.toString(number));
          String runName = workflow.runName();
          String shown =
              title != null
                  ? title
                  : runName == null ? workflow.name() : Expression.fill(runName, names);
          String group = workflow.group() == null ? null : Expression.fill(workflow.group(), names);
          Run run =
              new Run(
                  id,
                  number,
                  1,
                  workflow,
                  event,
                  branch,
                  sha,
                  shown.isBlank() ? workflow.name() : shown,
                  login,
                  login,
                  Map.copyOf(inputs),
                  "queued",
                  null,
                  now,
                  now,
                  now,
                  group,
                  false);
          return tell("requested", login, admit(run));
        });
  }

  public Run start(long id) {
    return set(id, "in_progress", null);
  }

  /** Ends the run with a conclusion: success, failure, cancelled, timed_out … */
  public Run complete(long id, String conclusion) {
    return set(id, "completed", conclusion);
  }

  /** Puts the run into any state, also one that GitHub does not have. */
  public Run set(long id, String status, @Nullable String conclusion) {
    return world.alone(
        () -> {
          Run run = change(id, r -> r.moved(status, conclusion, world.now()));
          if (run.isCompleted()) {
            tell("completed", run.actor(), run);
            promote(run);
          } else {
            tell("in_progress", run.actor(), run);
          }
          return run;
        });
  }

  /** Asks for the run's end; false when it has ended already. */
  public boolean cancel(long id, boolean force) {
    return world.alone(
        () -> {
          Run run = get(id);
          if (run.isCompleted()) {
            return false;
          }
          if (slowToCancel && !force && run.status().equals("in_progress")) {
            change(id, r -> r.askedToEnd(world.now()));
          } else {
            complete(id, "cancelled");
          }
          return true;
        });
  }

  /** Runs it again: same id, one more attempt. Only an ended run can be; else empty. */
  public Optional<Run> rerun(long id, String actor) {
    return world.alone(
        () -> {
          Run run = get(id);
          if (!run.isCompleted()) {
            return Optional.empty();
          }
          String login = world.accounts().of(actor).login();
          return Optional.of(tell("requested", login, admit(run.again(login, world.now()))));
        });
  }

  public void delete(long id) {
    world.alone(
        () -> {
          runs.remove(world.now(), id);
          return id;
        });
  }

  /** Lets time do its work: runs that finish by themselves move on. */
  public void tick() {
    world.alone(
        () -> {
          AutoRuns how = auto;
          if (how != null) {
            for (Run run : runs.all()) {
              advance(run, how);
            }
          }
          return true;
        });
  }

  private void advance(Run run, AutoRuns how) {
    Instant now = world.now();
    Duration half = how.delay().dividedBy(2);
    if (run.status().equals("queued") && !now.isBefore(run.startedAt().plus(half))) {
      run = start(run.id());
    }
    if (run.status().equals("in_progress") && !now.isBefore(run.startedAt().plus(how.delay()))) {
      complete(run.id(), how.nextConclusion(run));
    }
  }

  /** GitHub's rule: of a group one run goes, one waits, and a newer one ends the waiting one. */
  private Run admit(Run run) {
    String group = run.group();
    if (group == null) {
      return keep(run);
    }
    for (Run other : inGroup(group)) {
      if (other.id() != run.id() && other.isPending()) {
        set(other.id(), "completed", "cancelled");
      }
    }
    Optional<Run> holder = holder(group, run.id());
    if (holder.isPresent() && run.workflow().cancelsInProgress()) {
      complete(holder.get().id(), "cancelled");
      return keep(run);
    }
    return keep(holder.isPresent() ? run.moved("pending", null, world.now()) : run);
  }

  private void promote(Run ended) {
    String group = ended.group();
    if (group != null && holder(group, -1).isEmpty()) {
      inGroup(group).stream()
          .filter(Run::isPending)
          .findFirst()
          .ifPresent(next -> change(next.id(), r -> r.moved("queued", null, world.now())));
    }
  }

  private Optional<Run> holder(String group, long except) {
    return inGroup(group).stream()
        .filter(r -> r.id() != except && !r.isCompleted() && !r.isPending())
        .findFirst();
  }

  private List<Run> inGroup(String group) {
    return runs.all().stream().filter(r -> group.equalsIgnoreCase(r.group())).toList();
  }

  private Run change(long id, UnaryOperator<Run> to) {
    Run before = runs.get(id);
    if (before == null) {
      throw new IllegalArgumentException("no run " + id);
    }
    return keep(to.apply(before));
  }

  private Run keep(Run run) {
    runs.put(world.now(), run.id(), run);
    return run;
  }

  private Run tell(String action, String sender, Run run) {
    world.tell(new Event.RunMoved(repo, sender.isEmpty() ? BOT : sender, action, run));
    return run;
  }

  private Map<String, String> names(
      WorkflowFile workflow,
      String event,
      String branch,
      String sha,
      String actor,
      Map<String, String> inputs) {
    Map<String, String> names = new HashMap<>();
    names.put("github.workflow", workflow.name());
    names.put("github.event_name", event);
    names.put("github.ref", "refs/heads/" + branch);
    names.put("github.ref_name", branch);
    names.put("github.head_ref", "");
    names.put("github.sha", sha);
    names.put("github.actor", actor);
    names.put("github.repository", repo.fullName());
    inputs.forEach(
        (name, value) -> {
          names.put("inputs." + Account.key(name), value);
          names.put("github.event.inputs." + Account.key(name), value);
        });
    return names;
  }
}
