package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Handed;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.WorkflowFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a coding agent is told, and how its issue is given to it. */
final class Briefs {
  private static final Pattern HIDDEN = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
  private static final Pattern BOX = Pattern.compile("(?m)^\\s*[-*+] \\[[ xX]\\] .*$");

  private static final String NOTHING = "nothing";

  /** GitHub takes some 65,000 characters for all inputs together. */
  private static final int LONGEST_INPUT = 20_000;

  private final Snapshot seen;

  Briefs(Snapshot seen) {
    this.seen = seen;
  }

  /** The text without what a reader of the page would not see. */
  static String visible(String markdown) {
    return HIDDEN.matcher(markdown).replaceAll("").replaceAll("(?:\\R[ \t]*){3,}", "\n\n").strip();
  }

  /** What an agent may touch, what comes before and after, and how it reports. */
  static String rules(Plan plan, Step step) {
    boolean told = !visible(step.description()).isBlank();
    return """
    ### For the agent

    - Do %s and nothing else of the plan. Leave everything under `plans/` and `.github/` alone%s.
    %s- It is accepted when %s and the checks of the repository pass.
    - Report by a pull request that says in its description that it closes this issue; merging it is what completes the step. If it cannot be done, say why in a comment here, and leave the issue open.
    """
        .formatted(
            told ? "this step" : "what the title of this issue says",
            told ? ", unless the text above asks for it" : "",
            neighbours(plan, step),
            told ? acceptance(step) : "that is done")
        .strip();
  }

  /** A line, or nothing where the step stands alone. */
  private static String neighbours(Plan plan, Step step) {
    boolean first = step.needs().isEmpty();
    boolean last = after(plan, step).equals(NOTHING);
    if (first && last) {
      return "";
    }
    return "- %s%s%s. Do not do their work.\n"
        .formatted(
            first ? "" : "Before it: " + before(plan, step),
            first || last ? "" : ". ",
            last ? "" : "After it: " + after(plan, step));
  }

  private static String acceptance(Step step) {
    return boxes(step).isEmpty() ? "what it says above holds" : "every box above holds";
  }

  private static String before(Plan plan, Step step) {
    return titles(step.needs().stream().map(plan::step).flatMap(Optional::stream).toList());
  }

  private static String after(Plan plan, Step step) {
    return titles(plan.steps().stream().filter(s -> s.needs().contains(step.id())).toList());
  }

  private static String titles(List<Step> steps) {
    return steps.isEmpty()
        ? NOTHING
        : steps.stream().map(s -> Links.text(s.title())).collect(Collectors.joining(", "));
  }

  private static String boxes(Step step) {
    return BOX.matcher(visible(step.description()))
        .results()
        .map(r -> r.group().strip())
        .collect(Collectors.joining("\n"));
  }

  /** Whether the attempt was started for an agent: an edit of the fields counts on retry. */
  static boolean isAgents(Step step, Claim claim) {
    return step.kind() instanceof Kind.Agent && claim.facts().fields().equals(step.fields());
  }

  /** Whether the agent has the issue: Setpoint gave it, or a person did. */
  static boolean isHanded(Step step, Standing.Going going) {
    boolean given =
        going.claim().phase() instanceof Phase.Bound b
            && b.handed().filter(h -> h.result() == Handed.Result.TO).isPresent();
    return given || isAssigned(step, going);
  }

  private static boolean isAssigned(Step step, Standing.Going going) {
    return step.kind() instanceof Kind.Agent agent
        && !agent.login().isEmpty()
        && going.issue().stream()
            .flatMap(i -> i.assignees().stream())
            .anyMatch(agent.login()::equalsIgnoreCase);
  }

  /**
   * Why an agent's step waits; plain text.
   *
   * @param needs whose turn it is, where it is a person's
   */
  static String why(Kind.Agent agent, Claim claim, String needs) {
    Optional<Handed> handed =
        claim.phase() instanceof Phase.Bound b ? b.handed() : Optional.empty();
    return handed
        .map(
            h ->
                h.equals(Handed.REOPENED)
                    ? needs
                        + ": the issue was opened again; give it to %s by hand if it is to go on"
                            .formatted(agent.name())
                    : h.result() == Handed.Result.UNCLEAR
                        ? needs
                            + ": nobody can tell whether `%s` was started; look, and start it by hand if not"
                                .formatted(agent.name())
                        : needs
                            + ": GitHub did not give it to %s: %s"
                                .formatted(agent.name(), h.words()))
        .orElse(
            agent.workflow().isEmpty()
                ? needs
                    + ": somebody has to give the issue to %s, which takes an `agent-token` that Setpoint lacks"
                        .formatted(agent.name())
                : "its issue is open: the next pass gives it to " + agent.name());
  }

  /** Gives the issue to the agent, if that is left to do and can be done. */
  Todo handOver(Plan plan, Step step, Standing.Going going) {
    if (!(step.kind() instanceof Kind.Agent agent)
        || !isAgents(step, going.claim())
        || going.issue().filter(i -> i.state() == Issue.State.OPEN).isEmpty()
        || plan.lifecycle() != Lifecycle.APPROVED
        || !(going.claim().phase() instanceof Phase.Bound bound)
        || bound.handed().isPresent()
        || isAssigned(step, going)) {
      return Todo.NOTHING;
    }
    int issue = going.issue().get().number();
    WorkflowFile file = seen.workflows().get(agent.workflow());
    boolean able = agent.workflow().isEmpty() ? seen.agentToken() : file != null;
    return able
        ? Todo.doing(
            new Command.HandOver(
                going.claim(),
                issue,
                agent,
                Optional.ofNullable(file).map(f -> run(plan, step, agent, f, issue))))
        : Todo.NOTHING;
  }

  private Command.Draft.RunDraft run(
      Plan plan, Step step, Kind.Agent agent, WorkflowFile file, int issue) {
    Map<String, String> offered = new LinkedHashMap<>(agent.inputs());
    offered.put("issue", Integer.toString(issue));
    offered.put("title", Escape.line(step.title()));
    offered.put("text", shortened(visible(step.description())));
    offered.put("acceptance", shortened(boxes(step)));
    offered.put("before", before(plan, step));
    offered.put("after", after(plan, step));
    // GitHub refuses what the workflow does not declare.
    offered.keySet().retainAll(file.inputs().map(Map::keySet).orElse(java.util.Set.of()));
    return new Command.Draft.RunDraft(
        file.file(), seen.tip().defaultBranch(), offered, false, file.blob());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_INPUT
        ? text
        : text.substring(0, LONGEST_INPUT) + "\n\n(the rest stands in the issue)";
  }
}
