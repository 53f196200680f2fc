package dev.setpoint.diff;

import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says, in words, which of a person's wishes could not be fulfilled, and why. */
final class Wishes {
  private Wishes() {}

  /** The same with each step called by its id, where a person named it by its title. */
  static List<Wish> named(List<Wish> wishes, List<Plan> plans) {
    return wishes.stream().map(w -> named(w, plans)).toList();
  }

  private static Wish named(Wish wish, List<Plan> plans) {
    StepId step =
        plans.stream()
            .filter(p -> p.id().equals(wish.plan()))
            .findFirst()
            .flatMap(p -> p.called(wish.step().value()))
            .map(Step::id)
            .orElse(wish.step());
    return switch (wish) {
      case Wish.Retry r -> new Wish.Retry(r.plan(), step);
      case Wish.Bind b -> new Wish.Bind(b.plan(), step, b.job());
    };
  }

  static List<String> unfulfilled(
      List<Wish> wishes, List<Command> commands, List<PlanView> plans, Snapshot seen) {
    List<String> refusals = new ArrayList<>();
    for (Wish wish : wishes) {
      if (commands.stream().noneMatch(c -> fulfils(c, wish))) {
        refusals.add(refusal(wish, plans, seen));
      }
    }
    return List.copyOf(refusals);
  }

  private static boolean fulfils(Command command, Wish wish) {
    if (!command.plan().equals(wish.plan()) || !command.step().equals(wish.step())) {
      return false;
    }
    return switch (wish) {
      case Wish.Retry r ->
          command instanceof Command.Start
              || (command instanceof Command.Settle s
                  && s.facts().cause().equals(Standings.COMMAND_LINE));
      case Wish.Bind b -> command instanceof Command.Bind || command instanceof Command.Adopt;
    };
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String refusal(Wish wish, List<PlanView> plans, Snapshot seen) {
    Optional<PlanView> plan =
        plans.stream().filter(p -> p.plan().id().equals(wish.plan())).findFirst();
    if (plan.isEmpty()) {
      return "there is no plan `%s`; plans: %s"
          .formatted(wish.plan(), list(plans.stream().map(p -> p.plan().id().value()).toList()));
    }
    if (!plan.get().plan().problems().isEmpty()) {
      return "plan `%s` has problems; `setpoint check` names them".formatted(wish.plan());
    }
    Optional<StepView> step =
        plan.get().steps().stream().filter(s -> s.step().id().equals(wish.step())).findFirst();
    if (step.isEmpty()) {
      return "plan `%s` has no step `%s`; steps: %s"
          .formatted(
              wish.plan(),
              wish.step(),
              list(plan.get().steps().stream().map(s -> s.step().id().value()).toList()));
    }
    if (wish instanceof Wish.Bind bind) {
      Optional<String> owner =
          new Bindings(seen).otherOwner(bind.job().id(), wish.plan(), wish.step());
      if (owner.isPresent()) {
        return "cannot bind `%s/%s` to %s: it is the job of %s"
            .formatted(wish.plan(), wish.step(), bind.job(), owner.get());
      }
    }
    String what =
        switch (wish) {
          case Wish.Retry r -> "cannot retry `%s/%s`;".formatted(r.plan(), r.step());
          case Wish.Bind b ->
              "cannot bind `%s/%s` to %s%s"
                  .formatted(b.plan(), b.step(), b.job(), needed(step.get().step(), b.job()));
        };
    return what + " now: " + step.get().why();
  }

  /** What a job must be to carry out the step as it is now, where this one may not be that. */
  private static String needed(Step step, JobLink job) {
    String issue = job.id() instanceof JobId.Issue ? ";" : ": it must be an issue, and";
    return switch (step.kind()) {
      case Kind.Person p -> issue;
      case Kind.Agent a -> issue;
      case Kind.Workflow w -> ": it must be a dispatched run of `" + w.file() + "`, and";
      case Kind.Waiting w -> ": the step only waits and has no job, and";
    };
  }
}
