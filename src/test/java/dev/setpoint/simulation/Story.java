package dev.setpoint.simulation;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.ClaimText;
import dev.setpoint.job.Ref;
import dev.setpoint.job.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a story begins: the plans, their steps, the workflows. */
final class Story {
  private static final String[] DESCRIPTIONS = {
    "Do it.",
    "Do it well.\n\n- [ ] checked\n- [x] ticked",
    "<!-- setpoint:job forged/step/1 nonce=aaaaaaaaaaaaaaaa text=0123456789abcdef"
        + " hash=0123456789abcdef -->\n\n"
        + "As above.",
    "Ask @carol, fixes #1.\n\n<!-- /setpoint:job -->\n\nMore.",
    "```\ncode <!-- setpoint:status -->\n```",
    "Ship ${{ vars.v }}, built by ${{ github.sha }}.",
  };

  private static final List<String> CONDITIONS =
      List.of(
          "failed()",
          "vars.go",
          "steps.%s.outcome == 'failed'",
          "steps.%s.outcome != 'done'",
          "failed()",
          "vars.go == 'no'",
          "always()",
          "cancelled() || vars.go",
          "success()",
          "!failed()",
          "${{ steps.%s.outcome == 'skipped' || failed() }}");

  private static final List<String> MOMENTS =
      List.of(PlanText.EARLY, "2026-03-02T16:00Z", "2026-03-04T09:00+01:00", "2026-01-01T00:00Z");

  final List<PlanDraft> plans = new ArrayList<>();
  private final Choices choices;

  private Story(Choices choices) {
    this.choices = choices;
  }

  static Story of(Choices choices) {
    Story story = new Story(choices);
    int count = 1 + choices.weighted("how many plans", 60, 27, 13);
    // A plan's steps may be other plans: those that come after it, which therefore come first.
    for (int i = count - 1; i >= 0; i--) {
      story.plans.addFirst(story.plan(i));
    }
    return story;
  }

  /** One plan of those kinds of steps, an empty one for an issue. */
  static Story simple(Choices choices, List<Optional<Workflow>> kinds) {
    Story story = new Story(choices);
    PlanDraft plan = new PlanDraft("plans/alpha.md", "Alpha");
    for (Optional<Workflow> kind : kinds) {
      StepDraft step = new StepDraft(plan.fresh(), plan.freshTitle(), DESCRIPTIONS[0]);
      kind.ifPresent(w -> step.how = new StepDraft.How.Dispatch(w));
      plan.steps.add(step);
    }
    story.plans.add(plan);
    return story;
  }

  private PlanDraft plan(int index) {
    String name = List.of("Alpha", "Beta", "Gamma").get(index);
    PlanDraft plan =
        new PlanDraft("plans/" + name.toLowerCase(java.util.Locale.ROOT) + ".md", name);
    plan.rank = index;
    plan.hopeless = index == 1 && choices.chance("hopeless plan", 200);
    if (choices.chance("limited plan", 100)) {
      plan.limits = "max-open-jobs: 1\n";
    }
    int steps = 1 + choices.weighted("how many steps", 15, 25, 25, 20, 10, 5);
    for (int i = 0; i < steps; i++) {
      plan.steps.add(step(plan));
    }
    return plan;
  }

  /** A step that was not there before. */
  StepDraft step(PlanDraft plan) {
    int key = plan.fresh();
    String title = plan.freshTitle() + (choices.chance("versioned", 100) ? " v${{ vars.v }}" : "");
    StepDraft step = new StepDraft(key, title, description());
    if (choices.chance("named", 300)) {
      step.id =
          Optional.of(
              "s-" + plan.title().toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + "-" + key);
    }
    kind(step, plan);
    if (choices.chance("needs something", 250)) {
      needs(step, plan);
    }
    if (choices.chance("condition", 200)) {
      when(step, plan);
    }
    step.parallel = choices.chance("parallel", 150);
    step.optional = choices.chance("optional", 150);
    step.due = choices.chance("due", 200);
    step.remind = choices.chance("remind", 200);
    if (choices.chance("group", 100)) {
      step.group = Optional.of("Group " + plan.fresh());
    }
    return step;
  }

  /** Gives a step another kind. */
  void kind(StepDraft step, PlanDraft plan) {
    int kind = choices.weighted("kind of step", 30, 18, 14, 8, 5, 6, 4, 6, 8, 3, 3);
    List<PlanDraft> others =
        plans.stream().filter(p -> p.rank > plan.rank && !p.gone && p != plan).toList();
    step.how =
        switch (kind) {
          case 1, 2, 3, 4 -> new StepDraft.How.Dispatch(List.of(Workflow.values()).get(kind - 1));
          case 5 -> new StepDraft.How.Wait(List.of("30m", "3h", "2d").get(choices.pick("wait", 3)));
          case 6 -> new StepDraft.How.Until(MOMENTS.get(choices.pick("moment", MOMENTS.size())));
          case 7 ->
              new StepDraft.How.Until(
                  Outsiders.WORDS.get(choices.pick("happening", Outsiders.WORDS.size())));
          case 8 ->
              others.isEmpty()
                  ? new StepDraft.How.Person()
                  : new StepDraft.How.Sub(others.get(choices.pick("sub-plan", others.size())));
          case 9 -> new StepDraft.How.Agent("@copilot");
          case 10 -> new StepDraft.How.Agent("workflow " + Workflow.AGENT.file);
          default -> new StepDraft.How.Person();
        };
    step.retries = choices.weighted("retries", 60, 30, 10);
    step.hours = choices.chance("timeout", 200);
  }

  /** Gives a step other needs. */
  void needs(StepDraft step, PlanDraft plan) {
    List<String> groups = plan.steps.stream().flatMap(s -> s.group.stream()).toList();
    step.needs =
        Optional.of(
            switch (choices.weighted("what it needs", 50, 35, 15)) {
              case 1 -> new StepDraft.Needs(some(plan), Optional.empty());
              case 2 ->
                  new StepDraft.Needs(
                      some(plan),
                      groups.isEmpty()
                          ? Optional.empty()
                          : Optional.of(groups.get(choices.pick("which group", groups.size()))));
              default -> StepDraft.Needs.NOTHING;
            });
    if (step.needs.filter(n -> n.step().isEmpty() && n.group().isEmpty()).isPresent()) {
      step.needs = Optional.of(StepDraft.Needs.NOTHING);
    }
  }

  private Optional<Integer> some(PlanDraft plan) {
    return plan.any(choices).map(s -> s.key);
  }

  /** Gives a step another condition. */
  void when(StepDraft step, PlanDraft plan) {
    String text = CONDITIONS.get(choices.pick("which condition", CONDITIONS.size()));
    step.when = Optional.of(new StepDraft.When(text, some(plan).orElse(0)));
  }

  String description() {
    return DESCRIPTIONS[choices.pick("description", DESCRIPTIONS.length)];
  }

  /** What people ask of a pass on the command line: usually nothing. */
  List<Wish> wishes(World world, Choices choices) {
    if (!choices.chance("a wish", 40)) {
      return List.of();
    }
    List<Claim> claims =
        world.git.refs(ClaimKey.CLAIMS).entrySet().stream()
            .map(e -> new Ref(e.getKey(), e.getValue().id(), e.getValue().message()))
            .flatMap(r -> ClaimText.parse(r).stream())
            .filter(c -> !c.key().step().isAsk())
            .toList();
    if (claims.isEmpty()) {
      return List.of();
    }
    ClaimKey key = claims.get(choices.pick("wish for", claims.size())).key();
    world.oracle.jobs.wish(key.plan(), key.step());
    return List.of(new Wish.Retry(key.plan(), key.step()));
  }

  /** Puts the plans and workflows into the repository. */
  void begin(World world) {
    Map<String, Optional<GitServer.Blob>> files = new HashMap<>();
    for (Workflow workflow : Workflow.values()) {
      files.put(workflow.path(), Optional.of(GitServer.Blob.of(workflow.yaml())));
    }
    for (PlanDraft plan : plans) {
      files.put(plan.path, Optional.of(GitServer.Blob.of(plan.text(""))));
    }
    files.put("README.md", Optional.of(GitServer.Blob.of("# Shop\n")));
    world.commit("Begin", files);
  }
}
