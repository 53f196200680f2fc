package dev.setpoint.simulation;

import dev.setpoint.job.ClaimKey;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.StepId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** People who edit plans while they run. */
final class Writers {
  private final World world;
  private final Choices choices;
  private final Story story;
  private int proses;
  private int others;

  Writers(World world, Choices choices, Story story) {
    this.world = world;
    this.choices = choices;
    this.story = story;
  }

  /** One edit of one plan. */
  void edit() {
    PlanDraft plan = story.plans.get(choices.pick("which plan", story.plans.size()));
    if (plan.gone) {
      return;
    }
    world.tally.humanEdits++;
    String old = plan.path;
    boolean keepsBlock = true;
    String what;
    switch (choices.weighted(
        "edit", 6, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2, 1, 1, 2, 1, 1, 1, 1, 3, 2, 2, 2, 1, 2, 2, 1)) {
      case 0 -> {
        plan.prose = "Prose number " + ++proses + ".";
        what = "prose";
      }
      case 1 -> {
        plan.any(choices).ifPresent(s -> s.description = story.description());
        what = "a description";
      }
      case 2 -> {
        int at = choices.pick("where", plan.steps.size() + 1);
        plan.steps.add(at, story.step(plan));
        what = "a new step at " + at;
      }
      case 3 -> {
        plan.any(choices).ifPresent(s -> s.titles.add(plan.freshTitle()));
        what = "a rename";
      }
      case 4 -> {
        plan.any(choices).filter(s -> plan.steps.size() > 1).ifPresent(plan.steps::remove);
        what = "a step less";
      }
      case 5 -> {
        if (plan.steps.size() > 1) {
          Collections.swap(plan.steps, 0, 1 + choices.pick("where", plan.steps.size() - 1));
        }
        what = "another order";
      }
      case 6 -> {
        plan.any(choices).ifPresent(s -> story.kind(s, plan));
        what = "another kind";
      }
      case 7 -> {
        plan.any(choices)
            .ifPresent(
                s -> s.skip = s.skip.isPresent() ? Optional.empty() : Optional.of("not needed"));
        what = "a skip";
      }
      case 8 -> {
        plan.any(choices)
            .ifPresent(
                s -> {
                  if (s.needs.isPresent()) {
                    s.needs = Optional.empty();
                  } else {
                    story.needs(s, plan);
                  }
                });
        what = "needs";
      }
      case 9 -> {
        plan.status = plan.status.equals("approved") ? "paused" : "approved";
        what = plan.status;
      }
      case 10 -> {
        plan.status = plan.status.equals("approved") ? "draft" : "approved";
        what = plan.status;
      }
      case 11 -> {
        plan.status = plan.status.equals("approved") ? "cancelled" : "approved";
        what = plan.status;
      }
      case 12 -> {
        plan.poison = plan.poison.isEmpty() ? "what: is this\n" : "";
        what = plan.poison.isEmpty() ? "mended" : "broken";
      }
      case 13 -> {
        keepsBlock = false;
        plan.id = Optional.empty();
        world.oracle.text.forget();
        what = "the block is deleted";
      }
      case 15 -> {
        copy(plan);
        return;
      }
      case 16 -> {
        replace(plan);
        return;
      }
      case 17 -> {
        delete(plan);
        return;
      }
      case 18 -> {
        plan.any(choices)
            .ifPresent(
                s -> {
                  if (s.when.isPresent()) {
                    s.when = Optional.empty();
                  } else {
                    story.when(s, plan);
                  }
                });
        what = "a condition";
      }
      case 19 -> {
        plan.any(choices).ifPresent(s -> s.optional = !s.optional);
        what = "optional or not";
      }
      case 20 -> {
        plan.any(choices).ifPresent(s -> s.parallel = !s.parallel);
        what = "parallel or not";
      }
      case 21 -> {
        plan.any(choices)
            .ifPresent(
                s ->
                    s.group =
                        s.group.isPresent()
                            ? Optional.empty()
                            : Optional.of("Group " + plan.fresh()));
        what = "groups";
      }
      case 22 -> {
        plan.any(choices)
            .ifPresent(
                s -> {
                  s.due = !s.due;
                  s.remind |= s.due;
                });
        what = "due";
      }
      case 23 -> {
        plan.version++;
        what = "v: " + plan.version;
      }
      case 24 -> {
        plan.goes = !plan.goes;
        what = "go: " + plan.goes;
      }
      case 25 -> {
        exchange(plan);
        return;
      }
      default -> {
        keepsItsId(plan);
        plan.path =
            plan.path.startsWith("plans/moved/")
                ? plan.path.replace("plans/moved/", "plans/")
                : plan.path.replace("plans/", "plans/moved/");
        what = "moved to " + plan.path;
      }
    }
    write(plan, old, keepsBlock, what);
  }

  private void keepsItsId(PlanDraft plan) {
    GitServer.Blob there = world.git.tip().tree().get(plan.path);
    Optional<PlanId> carried = there == null ? Optional.empty() : carried(plan.path, there);
    PlanId own = PlanId.of(new PlanPath(plan.path));
    String path = new ClaimKey(own, new StepId("any"), 1).path();
    String claims = ClaimKey.CLAIMS + path.substring(0, path.indexOf('/') + 1);
    if (carried.filter(own::equals).isPresent() && !world.git.refs(claims).isEmpty()) {
      plan.id = carried;
    }
  }

  private static Optional<PlanId> carried(String path, GitServer.Blob file) {
    return PlanParser.parse(new PlanPath(path), file.id(), file.bytes(), Settings.NONE)
        .block()
        .plan();
  }

  /** Copies a plan with its block, as people do who need another one like it. */
  private void copy(PlanDraft plan) {
    if (story.plans.size() < 5) {
      PlanDraft copy = plan.copy("plans/copy-" + ++others + ".md");
      GitServer.Blob there = world.git.tip().tree().get(plan.path);
      String block = there == null ? "" : TextOracle.block(there.text());
      world.log.say(() -> "somebody copies " + plan.path + " to " + copy.path);
      story.plans.add(copy);
      world.commit("copy", Map.of(copy.path, Optional.of(GitServer.Blob.of(copy.text(block)))));
    }
  }

  /** Puts a plan away, and a new one of other steps where it was. */
  private void replace(PlanDraft plan) {
    if (story.plans.size() < 5) {
      String old = plan.path;
      PlanDraft fresh = new PlanDraft(old, "New " + ++others);
      fresh.rank = 10 + others;
      fresh.steps.add(story.step(fresh));
      keepsItsId(plan);
      plan.path = "plans/away-" + others + ".md";
      GitServer.Blob there = world.git.tip().tree().get(old);
      String block = there == null ? "" : TextOracle.block(there.text());
      world.log.say(() -> "somebody moves " + old + " to " + plan.path + " and writes it anew");
      story.plans.add(fresh);
      world.commit(
          "replace",
          Map.of(
              plan.path,
              Optional.of(GitServer.Blob.of(plan.text(block))),
              old,
              Optional.of(GitServer.Blob.of(fresh.text("")))));
    }
  }

  /** Lets two plans exchange their files' names, as people do who number them. */
  private void exchange(PlanDraft plan) {
    PlanDraft other = story.plans.get(choices.pick("with which plan", story.plans.size()));
    GitServer.Blob here = world.git.tip().tree().get(plan.path);
    GitServer.Blob there = world.git.tip().tree().get(other.path);
    // Without its block a started plan cannot be told from another, nor from a copy that has none
    // of its own yet.
    if (other == plan
        || other.gone
        || here == null
        || there == null
        || carried(plan.path, here).isEmpty()
        || carried(other.path, there).isEmpty()
        || carried(plan.path, here).equals(carried(other.path, there))) {
      return;
    }
    world.log.say(() -> "somebody exchanges " + plan.path + " and " + other.path);
    keepsItsId(plan);
    keepsItsId(other);
    String old = plan.path;
    plan.path = other.path;
    other.path = old;
    world.commit(
        "exchange",
        Map.of(
            plan.path,
            Optional.of(GitServer.Blob.of(plan.text(TextOracle.block(here.text())))),
            other.path,
            Optional.of(GitServer.Blob.of(other.text(TextOracle.block(there.text()))))));
  }

  /** Writes a plan down as it is in mind now. */
  void write(PlanDraft plan, String old, boolean keepsBlock, String what) {
    GitServer.Blob there = world.git.tip().tree().get(old);
    String block = there == null || !keepsBlock ? "" : TextOracle.block(there.text());
    Map<String, Optional<GitServer.Blob>> files = new HashMap<>();
    if (!old.equals(plan.path)) {
      files.put(old, Optional.empty());
    }
    files.put(plan.path, Optional.of(GitServer.Blob.of(plan.text(block))));
    world.log.say(() -> "somebody edits " + plan.path + ": " + what);
    world.commit(what, files);
  }

  /** Takes a plan away. */
  void delete(PlanDraft plan) {
    plan.gone = true;
    world.log.say(() -> "somebody deletes " + plan.path);
    world.commit("delete", Map.of(plan.path, Optional.empty()));
  }
}
