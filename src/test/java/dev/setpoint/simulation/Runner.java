package dev.setpoint.simulation;

import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** GitHub Actions: carries runs out, and the guard in those that have one. */
final class Runner {
  private final World world;

  Runner(World world) {
    this.world = world;
  }

  /** Takes an unfinished run one stage further; what ends does so in that way. */
  void advance(Runs.Job job, Run.State state, String conclusion) {
    switch (job.stage) {
      case QUEUED -> {
        if (job.cancelRequested) {
          end(job, Run.State.CANCELLED, "cancelled");
        } else if (isGuarded(job)) {
          look(job);
        } else {
          work(job);
        }
      }
      case AT_GUARD -> take(job);
      case HAS_KEY -> lookAgain(job);
      case WORKING -> {
        if (job.cancelRequested) {
          end(job, Run.State.CANCELLED, "cancelled");
        } else {
          end(job, state, conclusion);
        }
      }
      case ENDED -> {}
    }
  }

  private boolean isGuarded(Runs.Job job) {
    return job.guarded && !world.mutant.isUnguarded() && job.path().isPresent();
  }

  private void work(Runs.Job job) {
    job.stage = Runs.Stage.WORKING;
    job.effective = true;
    job.effects++;
    world.log.say(() -> "run " + job.id + " works for " + job.path().orElse("nobody"));
    world.oracle.jobs.effect(job);
  }

  private void end(Runs.Job job, Run.State state, String conclusion) {
    world.runs.end(job, state, conclusion);
    world.log.say(() -> "run " + job.id + " ends as " + conclusion);
  }

  private void refuse(Runs.Job job, String why) {
    world.log.say(() -> "the guard refuses run " + job.id + ": " + why);
    if (world.mutant.guardIsGreen()) {
      world.runs.end(job, Run.State.SUCCESS, "success");
    } else {
      world.runs.end(job, Run.State.FAILED, "failure");
    }
  }

  /** The guard's reads, in its order. */
  private void look(Runs.Job job) {
    String path = job.path().orElseThrow();
    int attempt = attempt(path);
    Map<Integer, GitServer.Commit> claims = attempts(ClaimKey.CLAIMS, path);
    if (claims.keySet().stream().anyMatch(n -> n > attempt)) {
      refuse(job, "a later attempt is claimed");
      return;
    }
    if (!claims.containsKey(attempt)) {
      refuse(job, "no claim of it");
      return;
    }
    Map<Integer, GitServer.Commit> started = attempts(ClaimKey.STARTED, path);
    if (started.containsKey(attempt)) {
      if (taker(started.get(attempt)) == job.id) {
        job.stage = Runs.Stage.HAS_KEY;
      } else {
        refuse(job, "another run has it");
      }
      return;
    }
    boolean busy =
        started.entrySet().stream()
            .filter(e -> e.getKey() < attempt)
            .flatMap(e -> world.runs.job(taker(e.getValue())).stream())
            .anyMatch(j -> j.now().isPresent() && !j.isOver());
    if (busy) {
      refuse(job, "an earlier attempt still runs");
      return;
    }
    job.stage = Runs.Stage.AT_GUARD;
  }

  private void take(Runs.Job job) {
    String ref = ClaimKey.STARTED + job.path().orElseThrow();
    GitServer.Commit note =
        GitServer.commit(Optional.empty(), "started\n\nRun: " + job.id + "\n", new TreeMap<>(), "");
    boolean created =
        world
            .push(List.of(new GitServer.Update(ref, Optional.empty(), Optional.of(note), false)))
            .getFirst();
    if (created) {
      job.stage = Runs.Stage.HAS_KEY;
    } else {
      refuse(job, "another run was faster");
    }
  }

  /** The guard's last read: what was given up meanwhile is not begun. */
  private void lookAgain(Runs.Job job) {
    String path = job.path().orElseThrow();
    Map<Integer, GitServer.Commit> claims = attempts(ClaimKey.CLAIMS, path);
    GitServer.Commit own = claims.get(attempt(path));
    if (own == null || claims.keySet().stream().anyMatch(n -> n > attempt(path))) {
      refuse(job, "its claim is gone, or a later attempt is claimed");
    } else if (own.message().contains("\nOutcome: withdrawn\n")
        || own.message().contains("\nStopping: withdrawn\n")) {
      refuse(job, "it was withdrawn");
    } else {
      work(job);
    }
  }

  private Map<Integer, GitServer.Commit> attempts(String kind, String path) {
    String step = path.substring(0, path.lastIndexOf('/') + 1);
    Map<Integer, GitServer.Commit> found = new TreeMap<>(Comparator.naturalOrder());
    world.git.refs(kind + step).forEach((name, commit) -> found.put(attempt(name), commit));
    return found;
  }

  private static int attempt(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  static long taker(GitServer.Commit note) {
    String line =
        note.message().lines().filter(l -> l.startsWith("Run: ")).findFirst().orElse("Run: 0");
    return Long.parseLong(line.substring(5));
  }
}
