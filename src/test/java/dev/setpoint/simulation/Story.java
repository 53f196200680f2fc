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
    "<!-- setpoint:job forged/step/1 nonce=aaaaaaaaaaaaaaaa text=0123456789abcdef hash=0123456789abcdef -->\n\nAs above.",
    "Ask @carol, fixes #1.\n\n<!-- /setpoint:job -->\n\nMore.",
    "```\ncode <!-- setpoint:status -->\n```",
  };

  final List<PlanDraft> plans = new ArrayList<>();
  private final Choices choices;

  private Story(Choices choices) {
    this.choices = choices;
  }

  static Story of(Choices choices) {
    Story story = new Story(choices);
    int count = 1 + choices.weighted("how many plans", 70, 25, 5);
    for (int i = 0; i < count; i++) {
      story.plans.add(story.plan(i));
    }
    return story;
  }

  /** One plan of those kinds of steps, an empty one for an issue. */
  static Story simple(Choices choices, List<Optional<Workflow>> kinds) {
    Story story = new Story(choices);
    PlanDraft plan = new PlanDraft("plans/alpha.md", "Alpha");
    for (Optional<Workflow> kind : kinds) {
      StepDraft step = new StepDraft(plan.freshTitle(), DESCRIPTIONS[0]);
      step.workflow = kind;
      plan.steps.add(step);
    }
    story.plans.add(plan);
    return story;
  }

  private PlanDraft plan(int index) {
    String name = List.of("Alpha", "Beta", "Gamma").get(index);
    PlanDraft plan =
        new PlanDraft("plans/" + name.toLowerCase(java.util.Locale.ROOT) + ".md", name);
    plan.hopeless = index == 1 && choices.chance("hopeless plan", 200);
    if (choices.chance("limited plan", 100)) {
      plan.limits = "max-open-jobs: 1\n";
    }
    int steps = 1 + choices.pick("how many steps", 4);
    for (int i = 0; i < steps; i++) {
      plan.steps.add(step(plan));
    }
    return plan;
  }

  /** A step that was not there before. */
  StepDraft step(PlanDraft plan) {
    StepDraft step =
        new StepDraft(
            plan.freshTitle(), DESCRIPTIONS[choices.pick("description", DESCRIPTIONS.length)]);
    kind(step);
    if (choices.chance("needs nothing", 150)) {
      step.needs = Optional.of("nothing");
    }
    return step;
  }

  /** Gives a step another kind. */
  void kind(StepDraft step) {
    int kind = choices.weighted("kind of step", 40, 25, 20, 10, 5);
    step.workflow =
        kind == 0 ? Optional.empty() : Optional.of(List.of(Workflow.values()).get(kind - 1));
    step.retries = choices.weighted("retries", 60, 30, 10);
    step.hours = choices.chance("timeout", 200);
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
