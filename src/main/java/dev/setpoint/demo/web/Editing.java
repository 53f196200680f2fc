package dev.setpoint.demo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.Wiring;
import dev.setpoint.demo.Shop;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.preview.Preview;
import dev.setpoint.preview.PreviewText;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plan under a visitor's hands: what is wrong with it, what saving would do, and saving it. */
final class Editing {
  private static final int MOST_BYTES = 256 * 1024;

  private final Show show;

  Editing(Show show) {
    this.show = show;
  }

  /** Problems with their lines, and what the next pass would do with this text. */
  ObjectNode check(String text) throws IOException {
    require(text);
    Preview preview = preview(text);
    ObjectNode json = Json.object();
    ArrayNode problems = json.putArray("problems");
    preview.problems().stream()
        .filter(p -> p.file().value().equals(Shop.PLAN))
        .forEach(
            p ->
                problems
                    .addObject()
                    .put("line", p.line())
                    .put("column", p.column())
                    .put("message", p.message())
                    .put("hint", p.hint().orElse("")));
    ArrayNode notices = json.putArray("notices");
    preview
        .notices()
        .forEach(
            n ->
                notices
                    .addObject()
                    .put("line", n.line())
                    .put("column", n.column())
                    .put("message", n.message())
                    .put("hint", n.hint().orElse("")));
    json.set("preview", Json.strings(lines(preview)));
    return json;
  }

  // The page's own look at the world: with a token of its own, so that no pass is charged for it.
  private Preview preview(String text) throws IOException {
    try (Wiring wiring = Wiring.open(show.shop().place())) {
      Snapshot now = wiring.look().seen();
      PlanPath path = new PlanPath(Shop.PLAN);
      List<PlanFile> plans =
          now.tip().plans().stream()
              .map(
                  f ->
                      f.path().equals(path)
                          ? new PlanFile(path, "", text.getBytes(StandardCharsets.UTF_8))
                          : f)
              .toList();
      return Preview.of(now, Snapshots.supposing(now, now.tip().withPlans(plans)), Set.of(path));
    }
  }

  // The same words as on a pull request, without what is for GitHub's page alone.
  private static List<String> lines(Preview preview) {
    return PreviewText.of(preview, "", "0".repeat(40))
        .replaceFirst("(?s)<details>.*", "")
        .replaceFirst("(?s)<sub>.*", "")
        .replaceFirst("(?s)❌ .*", "")
        .replace("This pull request", "This edit")
        .replace("Merging this", "Saving this")
        .replace(" (below)", "")
        .lines()
        .filter(l -> !l.isBlank() && !l.startsWith("<!--"))
        .toList();
  }

  /** What became of saving. */
  sealed interface Saved {
    record Done(String commit) implements Saved {}

    record Nothing() implements Saved {}

    /** Somebody else changed the same lines meanwhile. */
    record Conflict() implements Saved {}
  }

  /**
   * Commits the text, as a push or, where others have pushed since, as a merge of it.
   *
   * @param base the commit whose plan the text was made from
   */
  Saved save(String text, String base, String message) {
    require(text);
    GitStore git = show.shop().github().repo().git();
    Optional<String> before = git.text(base, Shop.PLAN);
    if (before.isEmpty() || before.get().equals(text)) {
      return new Saved.Nothing();
    }
    String tip = show.shop().tip().sha();
    List<GitStore.Change> change = List.of(GitStore.Change.write(Shop.PLAN, text));
    if (base.equals(tip) || git.text(tip, Shop.PLAN).equals(before)) {
      return new Saved.Done(show.shop().github().as(Shop.YOU).pushes(Shop.MAIN, change, message));
    }
    Instant now = show.shop().github().clock().instant();
    String mine = git.commitOnto(base, change, Shop.YOU, message, now);
    return git.mergedText(Shop.MAIN, mine, Shop.PLAN)
        .<Saved>map(
            merged ->
                new Saved.Done(
                    show.shop()
                        .github()
                        .as(Shop.YOU)
                        .pushes(Shop.MAIN, Shop.PLAN, merged, message)))
        .orElseGet(Saved.Conflict::new);
  }

  /** Sets the front matter's status. */
  Saved status(String word) {
    String text = show.shop().plan();
    String changed = text.replaceFirst("(?m)^status: .*$", "status: " + word);
    return save(changed, show.shop().tip().sha(), "Set the plan's status to " + word);
  }

  private static void require(String text) {
    if (text.length() > MOST_BYTES) {
      throw new IllegalArgumentException("the plan is larger than 256 KiB");
    }
  }
}
