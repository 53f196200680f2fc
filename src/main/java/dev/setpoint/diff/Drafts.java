package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Fingerprint;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Markdown;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.WorkflowFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jobs as they are to be created: the words of an issue, the inputs of a run. */
final class Drafts {
  /**
   * In bytes; GitHub refuses bodies above some 60,000, and the rest of the region needs room too.
   */
  private static final int LONGEST_DESCRIPTION = 50_000;

  private final Snapshot seen;

  Drafts(Snapshot seen) {
    this.seen = seen;
  }

  /** The command that carries out a step's start. */
  Command.Start start(Case c, Intent intent) {
    return new Command.Start(
        new ClaimKey(c.plan().id(), c.step().id(), intent.attempt()),
        intent.previous(),
        facts(c.plan(), c.step(), intent.cause()),
        of(c.plan(), c.step()));
  }

  /** The workflow file that carries a step out; empty for an issue. */
  static String workflow(Step step) {
    return step.kind() instanceof Kind.Workflow w ? w.file() : "";
  }

  /** The draft of a step's own job. */
  private Command.Draft of(Plan plan, Step step) {
    return switch (step.kind()) {
      case Kind.Person person ->
          issue(plan, step, person.assignees().isEmpty() ? plan.owners() : person.assignees());
      case Kind.Agent agent -> issue(plan, step, List.of());
      case Kind.Workflow workflow -> {
        WorkflowFile file = seen.workflows().get(workflow.file());
        yield new Command.Draft.RunDraft(
            workflow.file(),
            seen.tip().defaultBranch(),
            workflow.inputs(),
            file != null && file.guarded(),
            file == null ? "" : file.blob());
      }
      case Kind.Waiting waiting ->
          throw new IllegalStateException("nothing is started for " + step.id());
    };
  }

  private Command.Draft issue(Plan plan, Step step, List<String> assignees) {
    return new Command.Draft.IssueDraft(
        Escape.line(step.title()),
        region(plan, step),
        text(step),
        labels(plan),
        newLabels(plan),
        assignees);
  }

  /** What the claim of this step's next attempt will remember. */
  Claim.Facts facts(Plan plan, Step step, String cause) {
    return new Claim.Facts(
        step.terms().written(),
        plan.blob(),
        step.fields(),
        step.text(),
        step.needsText(),
        workflow(step),
        isGuarded(step),
        step.kind() instanceof Kind.Workflow w ? w.timeout() : Optional.empty(),
        cause);
  }

  private boolean isGuarded(Step step) {
    WorkflowFile file = seen.workflows().get(workflow(step));
    return file != null && file.guarded();
  }

  /** The question to a person about an attempt that Setpoint cannot carry further. */
  Command.Draft.IssueDraft ask(Plan plan, Step step, String title, String question) {
    String region = question + "\n\n" + footer(plan, step, "asks about");
    return new Command.Draft.IssueDraft(
        Escape.line(title),
        region,
        Fingerprint.of(title, question),
        labels(plan),
        List.of(),
        plan.owners());
  }

  /**
   * The print of what an issue is written from: title and description, nothing that moves by
   * itself.
   */
  static String text(Step step) {
    return Fingerprint.of(step.title(), step.text());
  }

  /** Setpoint's region of a step's issue. */
  String region(Plan plan, Step step) {
    String full = file(plan).map(f -> new String(f.bytes(), StandardCharsets.UTF_8)).orElse("");
    String base = seen.webUrl() + "/blob/" + seen.tip().branch() + "/";
    String written = Markdown.absolute(step.description(), full, plan.path(), base);
    boolean agent = step.kind() instanceof Kind.Agent;
    String description = Escape.markdown(agent ? Briefs.visible(written) : written);
    byte[] bytes = description.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_DESCRIPTION) {
      // A character cut in half at the end becomes a replacement character, which goes too.
      description =
          new String(bytes, 0, LONGEST_DESCRIPTION, StandardCharsets.UTF_8)
                  .replaceAll("\uFFFD+$", "")
              + "\n\n… (the rest stands in the plan)";
    }
    return (description.isBlank() ? "" : description + "\n\n")
        + (agent ? Briefs.rules(plan, step) + "\n\n" : "")
        + footer(plan, step, "is");
  }

  private String footer(Plan plan, Step step, String verb) {
    String link =
        "%s/blob/%s/%s#%s"
            .formatted(
                seen.webUrl(), seen.tip().commit(), Links.path(plan.path().value()), step.anchor());
    StringBuilder text =
        new StringBuilder(
            "---\n\nThis issue %s the step [%s](%s) of **%s**."
                .formatted(verb, Links.text(step.title()), link, Links.text(plan.title())));
    List<Step> before = step.needs().stream().map(plan::step).flatMap(Optional::stream).toList();
    List<Step> after = plan.steps().stream().filter(s -> s.needs().contains(step.id())).toList();
    if (!before.isEmpty()) {
      text.append(" It waited for ").append(titles(before)).append('.');
    }
    if (!after.isEmpty()) {
      text.append(" It unblocks ").append(titles(after)).append('.');
    }
    if (verb.equals("is")) {
      text.append(
          "\n\n"
              + "Close it as completed when the step is done. Closing it as not planned "
              + (step.terms().optional() ? "skips the step." : "stops the plan here."));
    }
    return text.toString();
  }

  private static String titles(List<Step> steps) {
    return steps.stream().map(s -> Links.text(s.title())).collect(Collectors.joining(", "));
  }

  private List<String> newLabels(Plan plan) {
    return seen.ledger().of(plan.id()).isEmpty() ? labels(plan) : List.of();
  }

  private List<String> labels(Plan plan) {
    return Stream.concat(Stream.of(seen.settings().label()), plan.labels().stream())
        .distinct()
        .toList();
  }

  private Optional<PlanFile> file(Plan plan) {
    return seen.tip().plans().stream().filter(f -> f.path().equals(plan.path())).findFirst();
  }
}
