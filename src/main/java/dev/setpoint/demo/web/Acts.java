package dev.setpoint.demo.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.demo.Shop;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.world.Person;
import dev.setpoint.sandbox.world.Run;
import java.time.Duration;
import java.util.Optional;

/** What a visitor can do. Each act goes through the sandbox as a person's would on GitHub. */
final class Acts {
  private final Show show;
  private final Pace pace;
  private final Editing editing;

  Acts(Show show, Pace pace) {
    this.show = show;
    this.pace = pace;
    this.editing = new Editing(show);
  }

  /**
   * Does it.
   *
   * @return what to answer: {@code ok}, and a {@code message} where there is something to say
   * @throws IllegalArgumentException in a sentence, when it cannot be done
   */
  ObjectNode act(String what, JsonNode ask) {
    return switch (what) {
      case "wake" -> done(() -> show.agents().wake("you clicked the agent"));
      case "five" -> five();
      case "two" -> two();
      case "next" -> done(pace::next);
      case "pace" -> pace(text(ask, "value"));
      case "wakes" -> done(() -> show.wakes(ask.path("value").asBoolean()));
      case "crash" -> crash(text(ask, "value"));
      case "lags" -> lags(ask.path("value").asBoolean());
      case "later" -> later();
      case "status" -> status(text(ask, "value"));
      case "save" -> save(ask);
      case "issue" -> issue(ask.path("number").asInt(), text(ask, "value"));
      case "run" -> run(ask.path("id").asLong(), text(ask, "value"));
      case "forget" -> forget(text(ask, "ref"));
      default -> throw new IllegalArgumentException("nobody can do “" + what + "” here");
    };
  }

  private ObjectNode five() {
    show.tell("you", "Five events at once: one pass runs, one waits, three are absorbed.");
    for (int i = 1; i <= 5; i++) {
      show.agents().wake("event " + i + " of 5");
    }
    return ok();
  }

  private ObjectNode two() {
    show.tell(
        "you",
        "Two agents at once, which know nothing of each other: claims keep them from doing anything"
            + " twice.");
    show.agents().both("two agents at once");
    return ok();
  }

  private ObjectNode pace(String value) {
    switch (value) {
      case "step" -> pace.stepByStep();
      case "full" -> pace.every(0);
      default -> pace.every(450);
    }
    show.changed();
    return ok();
  }

  private ObjectNode crash(String value) {
    if (value.isEmpty()) {
      show.agents().arm(Optional.empty());
      return ok();
    }
    Crash crash =
        Crash.named(value)
            .orElseThrow(() -> new IllegalArgumentException("there is no such place to crash"));
    show.agents().arm(Optional.of(crash));
    show.tell("you", "The next pass will be killed " + crash.where() + ".");
    return ok();
  }

  private ObjectNode lags(boolean does) {
    show.lags(does);
    show.tell(
        "you",
        does
            ? "GitHub's lists are answered as they were a minute ago; reads by number are current."
            : "GitHub's lists are current again.");
    return ok();
  }

  private ObjectNode later() {
    show.shop().github().clock().advance(Duration.ofMinutes(20));
    show.tell("you", "20 minutes pass: the grace in which a claim without a record is left alone.");
    show.agents().wake("20 minutes later");
    return ok();
  }

  private ObjectNode status(String word) {
    if (!word.matches("draft|approved|paused|cancelled")) {
      throw new IllegalArgumentException("a plan is draft, approved, paused or cancelled");
    }
    return saved(editing.status(word), "You set the plan's status to `" + word + "`.");
  }

  private ObjectNode save(JsonNode ask) {
    return saved(
        editing.save(text(ask, "text"), text(ask, "base"), "Edit the plan"),
        "You edited the plan.");
  }

  private ObjectNode saved(Editing.Saved saved, String words) {
    return switch (saved) {
      case Editing.Saved.Done done -> {
        show.tell("you", words);
        yield ok().put("commit", done.commit());
      }
      case Editing.Saved.Nothing nothing -> ok().put("message", "Nothing was changed.");
      case Editing.Saved.Conflict conflict ->
          Json.object()
              .put("ok", false)
              .put(
                  "message",
                  "Somebody changed the same lines since you began. Your text is kept here; look at"
                      + " the plan as it is now, and save again.");
    };
  }

  private ObjectNode issue(int number, String value) {
    Person you = show.shop().github().as(Shop.YOU);
    if (show.shop().github().repo().issues().find(number).isEmpty()) {
      throw new IllegalArgumentException("there is no issue #" + number);
    }
    switch (value) {
      case "close" -> note(you.closes(number));
      case "not-planned" -> note(you.closesAsNotPlanned(number));
      case "reopen" -> note(you.reopens(number));
      case "delete" -> you.deletesIssue(number);
      default -> throw new IllegalArgumentException("an issue cannot be told to “" + value + "”");
    }
    show.tell(
        "you",
        switch (value) {
          case "close" -> "You closed #" + number + " as completed.";
          case "not-planned" -> "You closed #" + number + " as not planned.";
          case "reopen" -> "You reopened #" + number + ".";
          default ->
              "You deleted #" + number + ": evidence is gone, and nothing is started in its place.";
        });
    return ok();
  }

  private ObjectNode run(long id, String value) {
    if (show.shop().github().repo().runs().find(id).isEmpty()) {
      throw new IllegalArgumentException("there is no run " + id);
    }
    String said;
    switch (value) {
      case "success", "failure" -> {
        Run ended = show.shop().github().repo().runs().complete(id, value);
        said = "Run " + ended.id() + " ended in " + value + ".";
      }
      case "rerun" -> {
        Run again = show.shop().github().as(Shop.YOU).reruns(id);
        said = "You ran " + again.id() + " again on GitHub.";
      }
      case "delete" -> {
        show.shop().github().as(Shop.YOU).deletesRun(id);
        said = "You deleted run " + id + ": evidence is gone, and nothing is started in its place.";
        show.agents().wake("run deleted");
      }
      default -> throw new IllegalArgumentException("a run cannot be told to “" + value + "”");
    }
    show.tell("you", said);
    return ok();
  }

  private ObjectNode forget(String ref) {
    if (!ref.startsWith("refs/setpoint/claims/")) {
      throw new IllegalArgumentException("only claims can be deleted here");
    }
    var gone = show.shop().github().repo().git().deleteRef(ref);
    show.tell(
        "you",
        "You deleted the claim of "
            + Words.key(ref)
            + " ("
            + gone.name().toLowerCase(java.util.Locale.ROOT)
            + ").");
    show.agents().wake("claim deleted");
    return ok();
  }

  /** What is wrong with a text, and what saving it would do. */
  Editing editing() {
    return editing;
  }

  private static void note(Object ignored) {
    // What a person did is seen in the world; its answer is for programs.
  }

  private static ObjectNode done(Runnable act) {
    act.run();
    return ok();
  }

  private static ObjectNode ok() {
    return Json.object().put("ok", true);
  }

  private static String text(JsonNode ask, String field) {
    String value = Json.text(ask, field);
    return value == null ? "" : value;
  }
}
