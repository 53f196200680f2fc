package dev.setpoint.demo.web;

import dev.setpoint.job.ClaimKey;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Event;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Run;
import java.util.List;
import java.util.Optional;

/**
 * GitHub's runner, as far as the sandbox has none: takes a run up, and where its workflow has
 * Setpoint's guard does what {@code guard.sh} does first of all, the create-only note of which run
 * took the key. A run that comes second ends in failure there, as it must.
 */
final class StepRunner {
  private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private final Repo repo;

  StepRunner(Repo repo) {
    this.repo = repo;
  }

  void happened(Event event) {
    if (event instanceof Event.RunMoved moved
        && moved.action().equals("requested")
        && !moved.run().isPending()) {
      // Not in the request that made the run: GitHub takes it up some moments later, too.
      Thread unused = Thread.ofVirtual().name("runner").start(() -> takeUp(moved.run().id()));
    }
  }

  private void takeUp(long id) {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Optional<Run> found = repo.runs().find(id);
    if (found.isEmpty() || found.get().isCompleted()) {
      return;
    }
    Run run = repo.runs().start(id);
    if (isGuarded(run) && !takes(run)) {
      Run refused = repo.runs().complete(id, "failure");
      assert refused.isCompleted();
    }
  }

  private boolean isGuarded(Run run) {
    return repo.git()
        .text(run.sha(), run.workflow().path())
        .filter(text -> text.contains("uses:") && text.contains("/guard"))
        .isPresent();
  }

  private boolean takes(Run run) {
    String key = run.inputs().getOrDefault("setpoint", "").replaceFirst("/[^/]*$", "");
    if (key.isEmpty()) {
      return true;
    }
    String note = "started: " + key + "\n\nRun: " + run.id() + "\n";
    String commit =
        repo.git()
            .commitObject(EMPTY_TREE, List.of(), "github-actions[bot]", note, run.startedAt())
            .orElseThrow();
    return repo.git().createRef(ClaimKey.STARTED + key, commit) == GitStore.Outcome.DONE;
  }
}
