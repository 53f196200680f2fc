package dev.setpoint.demo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.demo.Shop;
import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.sandbox.rest.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan as it stands in git, with the statuses that the last finished pass wrote: what nobody
 * has looked at since is shown as such.
 */
final class PlanPart {
  private static final String BLOCK = "(?s)<!-- setpoint:status .*?<!-- /setpoint:status -->\\n*";

  private PlanPart() {}

  static ObjectNode of(Show show) {
    String text = show.shop().plan();
    Plan plan = parsed(text);
    Optional<PassRun> last = show.lastFinished();
    Optional<PlanView> view =
        last.flatMap(PassRun::plans).stream()
            .flatMap(List::stream)
            .filter(v -> v.plan().path().value().equals(Shop.PLAN))
            .findFirst();
    ObjectNode json =
        Json.object()
            .put("path", Shop.PLAN)
            .put("title", plan.title())
            .put("status", plan.lifecycle().word())
            .put("text", text)
            .put("tip", show.shop().tip().sha())
            .put("edited", view.isPresent() && isEdited(plan, view.get()))
            .put("done", view.map(v -> v.tally().done()).orElse(0))
            .put("skipped", view.map(v -> v.tally().skipped()).orElse(0))
            .put("finished", view.map(PlanView::isDone).orElse(false));
    ArrayNode problems = json.putArray("problems");
    plan.problems().forEach(p -> problems.add("line " + p.line() + ": " + p.message()));
    ArrayNode steps = json.putArray("steps");
    Map<StepId, StepView> known = new HashMap<>();
    view.ifPresent(v -> v.steps().forEach(s -> known.put(s.step().id(), s)));
    plan.steps().forEach(s -> step(steps.addObject(), s, Optional.ofNullable(known.get(s.id()))));
    return json;
  }

  static Plan parsed(String text) {
    PlanPath path = new PlanPath(Shop.PLAN);
    return Identity.identify(
        PlanParser.parse(path, "", text.getBytes(StandardCharsets.UTF_8), Settings.NONE),
        List.of(),
        Set.of(path));
  }

  /** The text without Setpoint's block: what people own. */
  static String withoutBlock(String text) {
    return text.replaceFirst(BLOCK, "");
  }

  // Whether anything that a person wrote differs from what the last pass read.
  private static boolean isEdited(Plan now, PlanView seen) {
    return now.lifecycle() != seen.plan().lifecycle()
        || !now.title().equals(seen.plan().title())
        || !prints(now).equals(prints(seen.plan()));
  }

  private static List<String> prints(Plan plan) {
    return plan.steps().stream()
        .map(s -> s.title() + s.fields() + s.text() + s.needsText() + s.skip())
        .toList();
  }

  private static void step(ObjectNode json, Step step, Optional<StepView> seen) {
    json.put("id", step.id().value())
        .put("title", step.title())
        .put("line", step.line())
        .put("kind", kind(step.kind()))
        .put("status", seen.map(s -> s.status().word()).orElse("new"))
        .put("sign", seen.map(s -> s.status().sign()).orElse("✳️"))
        .put("words", seen.map(s -> s.words().replace("`", "")).orElse("no pass has seen it yet"))
        .put("why", seen.map(StepView::why).orElse(""))
        .put("job", seen.flatMap(StepView::job).map(Object::toString).orElse(""));
    json.set("needs", Json.strings(step.needs().stream().map(StepId::value).toList()));
    json.set(
        "flags",
        Json.strings(seen.map(s -> s.flags().stream().map(Flag::word).toList()).orElse(List.of())));
    json.set("people", Json.strings(seen.map(StepView::people).orElse(List.of())));
  }

  private static String kind(Kind kind) {
    return kind instanceof Kind.Workflow w ? w.file() : "person";
  }
}
