package dev.setpoint.simulation;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.ClaimText;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Ref;
import dev.setpoint.job.Run;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happens while passes come and go: runs go on, time passes, people work, help and hinder. */
final class Crowd {
  private final World world;
  private final Choices choices;
  private final Writers writers;
  private final int[] weights;

  Crowd(World world, Choices choices, Story story) {
    this.world = world;
    this.choices = choices;
    this.writers = new Writers(world, choices, story);
    // Each story has deeds that never happen in it, and so others more often.
    this.weights =
        Arrays.stream(Deed.values())
            .mapToInt(d -> choices.chance("no " + d, d.rare) ? 0 : d.weight)
            .toArray();
    weights[0] = Math.max(1, weights[0]);
  }

  /** All that can happen; how often, and in how many stories of a thousand not at all. */
  private enum Deed {
    RUNS_GO_ON(30, 0),
    JOB_IS_COMPLETED(20, 0),
    TIME_PASSES(15, 0),
    WIRE_ARRIVES(6, 0),
    PLAN_IS_EDITED(10, 300),
    NOT_PLANNED(3, 500),
    REOPENED(3, 500),
    RUN_AGAIN(3, 500),
    RUN_CANCELLED(3, 500),
    JOB_IS_REMOVED(2, 700),
    COMMENT(4, 500),
    STRANGER(4, 500),
    CLAIM_IS_DELETED(1, 850),
    BRANCH_RULES(1, 850),
    PERMISSIONS(1, 850),
    GUARD_IS_EDITED(1, 800),
    ISSUE_IS_EDITED(2, 600),
    OUTSIDE(6, 300);

    final int weight;
    final int rare;

    Deed(int weight, int rare) {
      this.weight = weight;
      this.rare = rare;
    }
  }

  /** One thing happens, or nothing where there is nothing to do it to. */
  void happen() {
    Deed deed = List.of(Deed.values()).get(choices.weighted("deed", weights));
    switch (deed) {
      case RUNS_GO_ON -> runsGoOn();
      case JOB_IS_COMPLETED -> close(Issue.State.COMPLETED);
      case TIME_PASSES -> timePasses();
      case WIRE_ARRIVES -> {
        if (world.anythingOnTheWire()) {
          world.arrive(choices.pick("which arrives", world.onTheWire()));
        }
      }
      case PLAN_IS_EDITED -> writers.edit();
      case NOT_PLANNED ->
          close(
              List.of(Issue.State.NOT_PLANNED, Issue.State.DUPLICATE, Issue.State.UNKNOWN)
                  .get(choices.weighted("why closed", 6, 2, 1)));
      case REOPENED ->
          ours(false)
              .ifPresent(
                  t -> {
                    say("somebody reopens #" + t.number);
                    world.issues.reopen(t.number);
                  });
      case RUN_AGAIN ->
          run(true)
              .ifPresent(
                  j -> {
                    say("somebody runs " + j.id + " again");
                    world.runs.again(j);
                  });
      case RUN_CANCELLED ->
          run(false)
              .ifPresent(
                  j -> {
                    say("somebody cancels run " + j.id);
                    j.cancelRequested = true;
                  });
      case JOB_IS_REMOVED -> remove();
      case COMMENT -> comment(true);
      case STRANGER -> stranger();
      case CLAIM_IS_DELETED -> deleteClaim();
      case BRANCH_RULES -> {
        world.branchProtected = choices.chance("protected", 500);
        world.pushForbidden = world.branchProtected && choices.chance("forbidden", 500);
        say("branch rules: protected " + world.branchProtected + ", closed " + world.pushForbidden);
      }
      case PERMISSIONS -> {
        world.writers.put("bob", choices.chance("bob may write", 500));
        say("permissions change");
      }
      case GUARD_IS_EDITED -> editGuard();
      case ISSUE_IS_EDITED -> editIssue();
      case OUTSIDE -> outside();
    }
  }

  private void say(String what) {
    world.log.say(() -> what);
  }

  private void runsGoOn() {
    List<Runs.Job> going = world.runs.all().stream().filter(j -> !j.isOver()).toList();
    if (!going.isEmpty()) {
      Runs.Job job = going.get(choices.pick("which run", going.size()));
      int end = choices.weighted("how it ends", 60, 25, 5, 5, 5);
      Run.State state =
          List.of(
                  Run.State.SUCCESS,
                  Run.State.FAILED,
                  Run.State.FAILED,
                  Run.State.CANCELLED,
                  Run.State.ATTENTION)
              .get(end);
      String conclusion =
          List.of("success", "failure", "timed_out", "cancelled", "action_required").get(end);
      world.runner.advance(job, state, conclusion);
    }
  }

  private void timePasses() {
    long minutes =
        List.of(1L, 5L, 10L, 21L, 130L, 1500L)
            .get(choices.weighted("how long", 30, 20, 20, 20, 7, 3));
    say(minutes + " minutes pass");
    world.advance(world.longest(Duration.ofMinutes(minutes)));
  }

  private void outside() {
    int which = choices.pick("what happens outside", Outsiders.WORDS.size());
    int how = choices.weighted("how it happens", 70, 15, 15);
    say("outside: " + Outsiders.WORDS.get(which) + List.of("", " not", " never").get(how));
    switch (how) {
      case 0 -> world.outsiders.happens(which, world.clock.now());
      case 1 -> world.outsiders.undone(which);
      default -> world.outsiders.impossible(which);
    }
  }

  private Optional<Issues.Ticket> ours(boolean open) {
    List<Issues.Ticket> all =
        world.issues.all().stream()
            .filter(t -> t.now().filter(i -> i.author().equals(World.BOT)).isPresent())
            .filter(t -> t.isOpen() == open)
            .toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(choices.pick("which issue", all.size())));
  }

  private Optional<Runs.Job> run(boolean over) {
    List<Runs.Job> all =
        world.runs.all().stream().filter(j -> j.isOver() == over && j.now().isPresent()).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(choices.pick("which run", all.size())));
  }

  private void close(Issue.State how) {
    ours(true)
        .ifPresent(
            t -> {
              say("somebody closes #" + t.number + " as " + how);
              world.issues.close(t.number, how, "alice");
            });
  }

  private void remove() {
    if (choices.chance("remove a run", 400)) {
      run(true)
          .ifPresent(
              j -> {
                say("somebody deletes run " + j.id);
                world.runs.remove(j);
              });
    } else {
      ours(choices.chance("remove an open one", 500))
          .ifPresent(
              t -> {
                say("somebody deletes or transfers #" + t.number);
                world.oracle.jobs.hide(t.number);
                world.issues.remove(t.number, "gone");
              });
    }
  }

  // Under an issue that is closed as well: people write before they look.
  private void comment(boolean allowed) {
    ours(!choices.chance("under a closed one", 150))
        .ifPresent(
            t -> {
              String who =
                  allowed ? (choices.chance("bob comments", 300) ? "bob" : "alice") : "mallory";
              String text = order(who);
              say(who + " comments on #" + t.number + ": " + text);
              world.issues.comment(t.number, who, text);
            });
  }

  private String order(String who) {
    List<Runs.Job> runs = world.runs.all();
    return switch (choices.weighted("what is asked", 40, runs.isEmpty() ? 0 : 40, 15, 5)) {
      case 0 -> "/retry";
      case 1 -> {
        Runs.Job run = runs.get(choices.pick("which run", runs.size()));
        if (world.writers.getOrDefault(who, false)) {
          world.oracle.jobs.name(new JobId.Run(run.id));
        }
        yield "/started " + World.WEB + "/actions/runs/" + run.id;
      }
      case 2 -> "/cancel";
      default -> "/why";
    };
  }

  private void stranger() {
    switch (choices.pick("what a stranger does", 4)) {
      case 0 -> forge();
      case 1 -> comment(false);
      case 2 -> {
        List<Claim> claims = claims();
        if (!claims.isEmpty()) {
          Claim claim = claims.get(choices.pick("which claim", claims.size()));
          String title = "Work for " + claim.key().path() + "/" + claim.newestNonce();
          say("a stranger's pull request is titled " + title);
          Runs.Job run = world.runs.other(Workflow.NAMED, title, "mallory");
          run.stage = Runs.Stage.WORKING;
        }
      }
      default -> {
        say("somebody starts a workflow by hand");
        Workflow workflow =
            List.of(Workflow.values())
                .get(choices.pick("which workflow", Workflow.values().length));
        world.runs.dispatch(workflow, false, "", "alice");
      }
    }
  }

  // Everything that a marker holds is public.
  private void forge() {
    List<Claim> all = claims();
    List<Claim> open = all.stream().filter(c -> c.phase() instanceof Phase.Claimed).toList();
    // An attempt that nobody has seen the job of is what a forgery is for.
    List<Claim> claims = open.isEmpty() ? all : open;
    if (!claims.isEmpty()) {
      Claim claim = claims.get(choices.pick("which claim", claims.size()));
      say("a stranger forges an issue of " + claim.key());
      String body =
          Marker.wrap(claim.key().path(), claim.newestNonce(), "0123456789abcdef", "Trust me.");
      Issues.Ticket ticket =
          world.issues.open("mallory", "Forged", body, Set.of(World.LABEL), List.of());
      if (choices.chance("forged and closed", 500)) {
        world.issues.close(ticket.number, Issue.State.COMPLETED, "mallory");
      }
    }
  }

  private List<Claim> claims() {
    return world.git.refs(ClaimKey.CLAIMS).entrySet().stream()
        .flatMap(
            e ->
                ClaimText.parse(new Ref(e.getKey(), e.getValue().id(), e.getValue().message()))
                    .stream())
        .filter(c -> c.phase() instanceof Phase.Claimed || c.key().attempt() < 3)
        .toList();
  }

  private void deleteClaim() {
    List<Claim> claims = claims();
    if (!claims.isEmpty()) {
      Claim claim = claims.get(choices.pick("which claim", claims.size()));
      say("somebody deletes the claim of " + claim.key());
      world.oracle.jobs.forget(claim.key().path());
      world.push(
          List.of(
              new GitServer.Update(claim.key().ref(), claim.commit(), Optional.empty(), false)));
    }
  }

  // Once a workflow: which version a dispatch runs is decided when it arrives, so that a guard that
  // is taken out and put back within minutes protects nothing, and nobody can tell; nor is one
  // taken
  // out under a dispatch that is still on its way.
  private void editGuard() {
    Workflow workflow = choices.chance("the named one", 500) ? Workflow.NAMED : Workflow.GUARDED;
    boolean with = !workflow.guarded;
    if (with == workflow.isGuardedIn(world.git.tip()) || (!with && world.anythingOnTheWire())) {
      return;
    }
    String what = (with ? "guards " : "unguards ") + workflow.file;
    say("somebody " + what);
    world.commit(
        what, Map.of(workflow.path(), Optional.of(GitServer.Blob.of(workflow.yaml(with)))));
  }

  private void editIssue() {
    ours(true)
        .ifPresent(
            t -> {
              Issue issue = t.now().orElseThrow();
              String body =
                  switch (choices.pick("how an issue is edited", 3)) {
                    case 0 -> issue.body().replace("- [ ]", "- [x]");
                    case 1 -> issue.body().replace("Do it", "Do it now");
                    default -> "Somebody wrote something else here.";
                  };
              if (!body.contains("<!-- setpoint:job")) {
                world.oracle.jobs.hide(t.number);
              }
              say("somebody edits #" + t.number);
              world.issues.edit(t.number, issue.title(), body);
            });
  }

  Writers writers() {
    return writers;
  }
}
