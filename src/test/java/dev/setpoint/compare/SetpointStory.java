package dev.setpoint.compare;

import dev.setpoint.Place;
import dev.setpoint.Places;
import dev.setpoint.Wiring;
import dev.setpoint.execute.Hands;
import dev.setpoint.report.Deed;
import dev.setpoint.report.Report;
import dev.setpoint.report.Sentences;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A plan in a sandbox, driven by real passes: our side of a comparison with other engines. */
public final class SetpointStory implements AutoCloseable {
  public static final String PLAN = "plans/system-upgrade.md";

  private final Sandbox github = Sandbox.start();
  private final List<String> deeds = new ArrayList<>();
  private Report last = Report.ofFailure("no pass yet", dev.setpoint.report.Requests.NONE);

  /**
   * @param plan the plan's text
   * @param workflows names of dispatchable workflows that take part
   */
  public SetpointStory(String plan, String... workflows) {
    List<GitStore.Change> files = new ArrayList<>();
    files.add(GitStore.Change.write(PLAN, plan));
    for (String workflow : workflows) {
      files.add(GitStore.Change.write(".github/workflows/" + workflow, workflow(workflow)));
    }
    String sha = github.as("alice").pushes("main", files, "Plan the system upgrade");
    assert !sha.isEmpty();
  }

  private static String workflow(String name) {
    return """
    name: %s
    run-name: %s ${{ inputs.setpoint }}
    on:
      workflow_dispatch:
        inputs:
          setpoint: { required: false, type: string }
    jobs:
      work:
        runs-on: ubuntu-latest
        steps:
          - run: echo work
    """
        .formatted(name, name);
  }

  public Place place() {
    return Places.of(github);
  }

  /** One whole pass in a wiring of its own, as a fresh process would make it. */
  public Report pass() throws IOException {
    try (Wiring wiring = Wiring.open(place())) {
      last = Report.of(wiring.reconciler().reconcile(List.of()), wiring.requests());
      last.deeds().stream().map(Sentences::of).forEach(deeds::add);
      return last;
    }
  }

  /** What a killed pass meets. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A pass that is killed when its next creation has reached GitHub and before it has the answer.
   */
  public void killedPass() throws IOException {
    try (Wiring wiring = Wiring.open(place())) {
      boolean[] dead = {false};
      Wiring.Lens deadly =
          new Wiring.Lens() {
            @Override
            public <P> P over(Class<P> port, P real) {
              return port.cast(
                  Proxy.newProxyInstance(
                      port.getClassLoader(),
                      new Class<?>[] {port},
                      (proxy, method, args) -> {
                        if (dead[0]) {
                          throw new Killed();
                        }
                        Object answer;
                        try {
                          answer = method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                          throw e.getCause();
                        }
                        if (answer instanceof Hands.Created) {
                          dead[0] = true;
                          throw new Killed();
                        }
                        return answer;
                      }));
            }
          };
      try {
        Object impossible = wiring.reconciler(deadly).reconcile(List.of());
        throw new IllegalStateException("the pass outlived its death: " + impossible);
      } catch (Killed e) {
        deeds.add("the pass is killed: the job is created, and nothing says so");
      }
    }
  }

  /** The open issue of that title is closed as completed. */
  public void closes(String title) {
    Issue issue =
        github.repo().issues().all().stream()
            .filter(i -> i.isOpen() && i.title().equals(title))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no issue `" + title + "` is open"));
    Issue closed = github.as("alice").closes(issue.number());
    assert !closed.isOpen();
  }

  /** The newest open run of that workflow ends. */
  public void ends(String workflow, String conclusion) {
    Run run =
        github.repo().runs().all().stream()
            .filter(r -> r.workflow().path().endsWith("/" + workflow) && !r.isCompleted())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no run of " + workflow + " is open"));
    Run ended = github.repo().runs().complete(run.id(), conclusion);
    assert ended.isCompleted();
  }

  public void edits(String from, String to, String message) {
    String before = plan();
    if (!before.contains(from)) {
      throw new IllegalStateException("the plan has no `" + from + "`");
    }
    String sha = github.as("bob").pushes("main", PLAN, before.replace(from, to), message);
    assert !sha.isEmpty();
  }

  public String plan() {
    return github.repo().git().text("main", PLAN).orElseThrow();
  }

  /** What really exists outside, in order: each issue and each run, as they were made. */
  public List<String> outside() {
    List<String> all = new ArrayList<>();
    github.repo().issues().all().forEach(i -> all.add("issue #" + i.number() + " " + i.title()));
    github.repo().runs().all().stream()
        .sorted(java.util.Comparator.comparingLong(Run::id))
        .forEach(
            r ->
                all.add(
                    "run of "
                        + r.workflow().path().replaceFirst(".*/", "")
                        + (r.conclusion() == null ? "" : " (" + r.conclusion() + ")")));
    return all;
  }

  /** What the passes did since the last call, in sentences. */
  public List<String> deeds() {
    List<String> told = List.copyOf(deeds);
    deeds.clear();
    return told;
  }

  /** The plan branch's log, oldest first. */
  public List<GitStore.Commit> log() {
    return github.repo().git().log("main").reversed();
  }

  /** The last pass. */
  public Report last() {
    return last;
  }

  /** Whether every step of every plan is done. */
  public boolean isDone() {
    return !last.plans().isEmpty() && last.plans().stream().allMatch(p -> p.isDone());
  }

  /** How often a command of that kind was carried out in the last pass. */
  public long count(Deed.Kind kind) {
    return last.deeds().stream().filter(d -> d.kind() == kind).count();
  }

  @Override
  public void close() {
    github.close();
  }
}
