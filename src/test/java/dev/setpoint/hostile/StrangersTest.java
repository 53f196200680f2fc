package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What people write on GitHub and push under Setpoint's own refs moves no plan by itself. */
class StrangersTest {
  private static final Duration PAST_THE_GRACE = Duration.ofMinutes(30);

  @TestFactory
  List<DynamicTest> forgedMarkers() throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String author : List.of("mallory", "bob", Bot.LOGIN)) {
      for (String place : List.of("first line", "second line", "title", "quote", "fence")) {
        for (String key : List.of("own key", "another step's key")) {
          for (String nonce : List.of("its nonce", "a made-up nonce")) {
            boolean right =
                author.equals(Bot.LOGIN)
                    && place.equals("first line")
                    && key.equals("own key")
                    && nonce.equals("its nonce");
            if (!right) {
              answers.put("%s, %s, %s, %s".formatted(author, place, key, nonce), "");
            }
          }
        }
      }
    }
    try (Sandbox github = Sandbox.start()) {
      String nonce = claimedAndNotOpened(github);
      String path = path(github);
      Map<String, Integer> forged = new LinkedHashMap<>();
      for (String name : answers.keySet()) {
        String[] how = name.split(", ", -1);
        String marker =
            "<!-- setpoint:job %s nonce=%s text=0123456789abcdef hash=0123456789abcdef -->"
                .formatted(
                    how[2].equals("own key") ? path : path.replaceFirst("/[^/]+/", "/two-0/"),
                    how[3].equals("its nonce") ? nonce : "x".repeat(20));
        String body =
            switch (how[1]) {
              case "first line" -> marker + "\nDo it.\n<!-- /setpoint:job -->";
              case "second line" -> "Look:\n" + marker + "\nDo it.\n<!-- /setpoint:job -->";
              case "quote" -> "> " + marker + "\n> Do it.";
              case "fence" -> "```\n" + marker + "\n```";
              default -> "Do it.";
            };
        String title = how[1].equals("title") ? marker : "One";
        forged.put(name, github.as(how[0]).opens(title, body, "setpoint").number());
      }
      github.clock().advance(PAST_THE_GRACE);
      assertThat(Bot.pass(github).failure()).isEmpty();
      String plan = github.repo().git().text("main", "plans/p.md").orElseThrow();
      forged.forEach(
          (name, number) -> {
            Issue issue = github.repo().issues().get(number);
            boolean alone =
                issue.isOpen()
                    && github.repo().issues().comments().current(number).isEmpty()
                    && !plan.contains("[#" + number + "]");
            answers.put(name, alone ? "left alone; the step got an issue of its own" : plan);
          });
      assertThat(plan).contains("🟣 needs @alice");
    }
    answers.put(Bot.LOGIN + ", first line, own key, its nonce", boundByEvidence());
    return Table.of("forged-markers").tests(answers);
  }

  /** The one that counts: as if the answer to the creation had been lost. */
  private static String boundByEvidence() throws IOException {
    try (Sandbox github = Sandbox.start()) {
      String nonce = claimedAndNotOpened(github);
      String marker =
          "<!-- setpoint:job %s nonce=%s text=0123456789abcdef hash=0123456789abcdef -->"
              .formatted(path(github), nonce);
      String body = marker + "\nDo it.\n<!-- /setpoint:job -->";
      int number = github.as(Bot.LOGIN).opens("One", body, "setpoint").number();
      Bot.pass(github);
      String plan = github.repo().git().text("main", "plans/p.md").orElseThrow();
      return plan.contains("[#" + number + "]") ? "the step's issue" : plan;
    }
  }

  /** A pass dies between its claim and the creation. Answers the claim's nonce. */
  private static String claimedAndNotOpened(Sandbox github) throws IOException {
    String plan = Bot.plan("P", "### One\n\n- assign: @alice\n");
    github.as("alice").pushes("main", "plans/p.md", plan, "Plan");
    github.faults().add(Fault.on("POST", "/issues$", Fault.Mode.DROP_BEFORE));
    Bot.pass(github);
    github.faults().clear();
    String message =
        github.repo().git().log("refs/setpoint/claims/" + path(github)).getFirst().message();
    Matcher nonce = Pattern.compile("(?m)^Nonce: (\\S+)$").matcher(message);
    assertThat(nonce.find()).isTrue();
    return nonce.group(1);
  }

  private static String path(Sandbox github) {
    return github.repo().git().refs().keySet().stream()
        .filter(r -> r.startsWith("refs/setpoint/claims/"))
        .findFirst()
        .orElseThrow()
        .substring("refs/setpoint/claims/".length());
  }

  /** Who says what where a failed deploy waits for a word, and what comes of it. */
  private static final List<List<String>> COMMENTS =
      List.of(
          List.of("alice", "/retry"),
          List.of("bob", "  /retry  "),
          List.of("mallory", "/retry"),
          List.of("dave", "/retry"),
          List.of(Bot.LOGIN, "/retry"),
          List.of("alice", "please don't /retry this"),
          List.of("alice", "> /retry"),
          List.of("alice", "```\n/retry\n```"),
          List.of("alice", "    /retry"),
          List.of("alice", "<!-- /retry -->"),
          List.of("alice", "/retry\u200B"),
          List.of("alice", "/RETRY"),
          List.of("alice", "/retrying would be nice"),
          List.of("alice", "\u202E/retry"),
          List.of("alice", "/started https://evil.example/shop/app/actions/runs/1"),
          List.of("alice", "/started 99999999999999999999999999"),
          List.of("alice", "/started ../../../etc/passwd"),
          List.of("alice", "x".repeat(60_000) + "\n/retry now"));

  @TestFactory
  List<DynamicTest> outsidersComments() throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    try (Sandbox github = Sandbox.start()) {
      StringBuilder steps = new StringBuilder();
      for (int i = 0; i < COMMENTS.size(); i++) {
        steps.append("### S%02d\n\n- workflow: go.yml\n- needs: nothing\n\n".formatted(i));
      }
      github
          .as("alice")
          .pushes(
              "main",
              List.of(
                  GitStore.Change.write(
                      ".github/workflows/go.yml",
                      """
                      name: go
                      run-name: ${{ inputs.setpoint }}
                      on: { workflow_dispatch: { inputs: { setpoint: {} } } }
                      jobs: { go: { runs-on: ubuntu-latest, steps: [ { run: echo } ] } }
                      """),
                  GitStore.Change.write("plans/p.md", Bot.plan("P", steps.toString()))),
              "Plan");
      Bot.pass(github);
      github.repo().runs().all().forEach(r -> github.repo().runs().complete(r.id(), "failure"));
      Bot.pass(github);
      for (int i = 0; i < COMMENTS.size(); i++) {
        String title = "S%02d".formatted(i);
        Issue question =
            github.repo().issues().all().stream()
                .filter(q -> q.title().contains(title))
                .findFirst()
                .orElseThrow();
        github.as(COMMENTS.get(i).get(0)).comments(question.number(), COMMENTS.get(i).get(1));
      }
      github.clock().advance(Duration.ofSeconds(5));
      Pass pass = Bot.pass(github);
      assertThat(pass.failure()).isEmpty();
      Map<String, Long> attempts =
          github.repo().runs().all().stream()
              .collect(
                  Collectors.groupingBy(
                      (Run r) -> r.inputs().get("setpoint").split("/", -1)[1].substring(0, 3),
                      Collectors.counting()));
      for (int i = 0; i < COMMENTS.size(); i++) {
        String text = COMMENTS.get(i).get(1);
        String name =
            COMMENTS.get(i).get(0)
                + " writes "
                + Table.shown(text.length() > 100 ? "a lot before it" : text).lines().findFirst();
        long n = attempts.get("s%02d".formatted(i));
        answers.put(name.replace("Optional", ""), n == 1 ? "nothing" : "attempt " + n);
      }
    }
    return Table.of("outsiders-comments").tests(answers);
  }

  /** How somebody else changes an issue that Setpoint opened. */
  private interface Edit {
    void of(Sandbox github, Issue issue);
  }

  private static Map<String, Edit> edits() {
    Map<String, Edit> edits = new LinkedHashMap<>();
    edits.put("nothing", (g, i) -> {});
    edits.put("the body is emptied", (g, i) -> g.as("bob").rewrites(i.number(), ""));
    edits.put(
        "the marker is removed",
        (g, i) ->
            g.as("bob")
                .rewrites(i.number(), i.body().lines().skip(1).collect(Collectors.joining("\n"))));
    edits.put(
        "the end of the region is removed",
        (g, i) -> g.as("bob").rewrites(i.number(), i.body().replace("<!-- /setpoint:job -->", "")));
    edits.put(
        "another issue's marker is pasted",
        (g, i) ->
            g.as("mallory")
                .rewrites(i.number(), g.repo().issues().get(i.number() == 1 ? 2 : 1).body()));
    edits.put(
        "text is written into the region",
        (g, i) -> g.as("bob").rewrites(i.number(), i.body().replace("Do it.", "Do it twice.")));
    edits.put(
        "text is written below the region",
        (g, i) -> g.as("bob").rewrites(i.number(), i.body() + "\n\nMy own words."));
    edits.put(
        "a box is ticked",
        (g, i) -> g.as("bob").rewrites(i.number(), i.body().replace("- [ ] a box", "- [x] a box")));
    edits.put(
        "a second end is written",
        (g, i) -> g.as("bob").rewrites(i.number(), i.body() + "\n<!-- /setpoint:job -->\nMine."));
    edits.put(
        "the body is filled to the brim",
        (g, i) -> g.as("bob").rewrites(i.number(), i.body() + "\n" + "x".repeat(64_000)));
    edits.put("the title is changed", (g, i) -> g.as("bob").retitles(i.number(), "Something else"));
    edits.put("the label is taken off", (g, i) -> g.as("bob").labels(i.number()));
    edits.put("somebody else is assigned", (g, i) -> g.as("bob").assigns(i.number(), "carol"));
    edits.put("it is closed as not planned", (g, i) -> g.as("bob").closesAsNotPlanned(i.number()));
    edits.put("it is closed as a duplicate", (g, i) -> g.as("bob").closesAsDuplicate(i.number()));
    edits.put("it is deleted", (g, i) -> g.as("alice").deletesIssue(i.number()));
    edits.put("it is moved away", (g, i) -> g.as("alice").transfers(i.number(), "shop/other"));
    edits.put(
        "it is closed and opened again",
        (g, i) -> {
          g.as("bob").closes(i.number());
          g.as("bob").reopens(i.number());
        });
    return edits;
  }

  @TestFactory
  List<DynamicTest> editedIssues() throws IOException {
    Map<String, Edit> edits = edits();
    List<String> names = List.copyOf(edits.keySet());
    Map<String, String> answers = new LinkedHashMap<>();
    try (Sandbox github = Sandbox.start()) {
      StringBuilder steps = new StringBuilder();
      for (int i = 0; i < names.size(); i++) {
        steps.append("### S%02d\n\n- needs: nothing\n\nDo it.\n\n- [ ] a box\n\n".formatted(i));
      }
      github.as("alice").pushes("main", "plans/p.md", Bot.plan("P", steps.toString()), "Plan");
      Bot.pass(github);
      Map<String, Issue> issues =
          github.repo().issues().all().stream()
              .collect(Collectors.toMap(Issue::title, i -> i, (a, b) -> a, LinkedHashMap::new));
      github.clock().advance(Duration.ofSeconds(5));
      for (int i = 0; i < names.size(); i++) {
        edits.get(names.get(i)).of(github, issues.get("S%02d".formatted(i)));
      }
      Bot.pass(github);
      String plan = github.repo().git().text("main", "plans/p.md").orElseThrow();
      github.as("alice").pushes("main", "plans/p.md", plan.replace("Do it.", "Do it well."), "Say");
      github.clock().advance(Duration.ofSeconds(5));
      assertThat(Bot.pass(github).failure()).isEmpty();
      String after = github.repo().git().text("main", "plans/p.md").orElseThrow();
      for (int i = 0; i < names.size(); i++) {
        String title = "S%02d".formatted(i);
        answers.put(names.get(i), seen(github, issues.get(title), title, after));
      }
      assertThat(github.repo().issues().all().size()).isLessThanOrEqualTo(names.size());
    }
    return Table.of("edited-issues").tests(answers);
  }

  private static String seen(Sandbox github, Issue was, String title, String plan) {
    String row =
        plan.lines().filter(l -> l.startsWith("| [" + title + "]")).findFirst().orElse("no row");
    StringBuilder answer = new StringBuilder(row.split("\\|", -1)[2].strip()).append('\n');
    Optional<Issue> now = github.repo().issues().find(was.number()).filter(Issue::isHere);
    if (now.isPresent()) {
      String body = String.valueOf(now.get().body());
      answer.append(now.get().title().equals(title) ? "" : "title " + now.get().title() + "\n");
      answer.append(body.contains("Do it well.") ? "text follows the plan" : "text stays");
      answer.append(body.contains("[x] a box") ? ", tick kept" : "");
      answer.append(body.contains("My own words.") || body.contains("Mine.") ? ", words kept" : "");
      answer.append(body.contains("Do it twice.") ? ", edit kept" : "");
      answer.append(body.length() > 60_000 ? ", length kept" : "");
      answer.append('\n');
    }
    for (Comment comment : github.repo().issues().comments().current(was.number())) {
      answer.append("comment: ").append(comment.body().lines().findFirst().orElse("")).append('\n');
    }
    return answer.toString();
  }

  /** Refs that somebody with push access might make, by name: what they point at. */
  private static Map<String, String> refs(String right) {
    Map<String, String> refs = new LinkedHashMap<>();
    String base = "refs/setpoint/claims/p-0123456789abcdef/s-0123456789abcdef/1";
    refs.put("a message without anything|" + base, "hello");
    refs.put("an empty message|" + base, "");
    refs.put("a claim under another name|" + base, right);
    refs.put("too short a name|refs/setpoint/claims/p", right);
    refs.put("too long a name|" + base + "/2/3", right);
    refs.put("an attempt that is no number|" + base.replace("/1", "/one"), right);
    refs.put("a room of its own|refs/setpoint/other/x", "hello");
    refs.put("a receipt of nothing|refs/setpoint/receipts/p-0123456789abcdef", "hello");
    refs.put("a note of a guard without a run|" + base.replace("claims", "started"), "hello");
    refs.put("a note of a run below zero|" + base.replace("claims", "started"), "x\n\nRun: -5");
    refs.put("a blob for a commit|" + base, "BLOB");
    refs.put("a tree for a commit|" + base, "TREE");
    for (String line :
        List.of(
            "Attempt: 0",
            "Attempt: -1",
            "Attempt: 99999999999",
            "At: yesterday",
            "At: +999999999-12-31T23:59:59Z",
            "At: -999999999-01-01T00:00:00Z",
            "State: done",
            "State: ",
            "Nonce: ",
            "Timeout: PT-5H",
            "Timeout: PT2562047788015215H",
            "Timeout: soon",
            "Title: ")) {
      String key = line.substring(0, line.indexOf(':') + 1);
      refs.put("the own claim with " + line + "|OWN", replaced(right, key, line));
    }
    for (String job :
        List.of(
            "", "#", "#-5", "#99999999999", "run", "run -1", "run 99999999999999999999", "14")) {
      refs.put(
          "the own claim bound to `" + job + "`|OWN",
          replaced(
              right,
              "State:",
              "State: bound\nSince: 2026-01-01T00:00:00Z\nJob: %s\nJob-Url: x".formatted(job)));
    }
    refs.put("the own claim with two keys|OWN", right + "Plan: q\n");
    refs.put("the own claim with a megabyte|OWN", right + "By: " + "x".repeat(1_000_000) + "\n");
    return refs;
  }

  private static String replaced(String message, String key, String line) {
    return message
        .lines()
        .map(l -> l.startsWith(key) ? line : l)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @TestFactory
  List<DynamicTest> oddClaims() throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    try (Sandbox github = Sandbox.start()) {
      claimedAndNotOpened(github);
      String own = "refs/setpoint/claims/" + path(github);
      String right = github.repo().git().log(own).getFirst().message();
      Map<String, String> refs = refs(right);
      for (Map.Entry<String, String> odd : refs.entrySet()) {
        String[] name = odd.getKey().split("\\|", -1);
        github.reset();
        github
            .as("alice")
            .pushes(
                "main",
                List.of(
                    GitStore.Change.write(
                        "plans/p.md", Bot.plan("P", "### One\n\n- assign: @alice\n")),
                    GitStore.Change.write("plans/q.md", Bot.plan("Q", "### Two\n"))),
                "Plan");
        String ref = name[1].equals("OWN") ? own : name[1];
        String sha = object(github, odd.getValue());
        assertThat(github.repo().git().createRef(ref, sha)).isEqualTo(GitStore.Outcome.DONE);
        answers.put(name[0], afterPass(github, ref, sha));
      }
    }
    return Table.of("odd-claims").tests(answers);
  }

  private static String object(Sandbox github, String what) {
    GitStore git = github.repo().git();
    return switch (what) {
      case "BLOB" -> git.files("main", "").values().iterator().next();
      case "TREE" -> git.commitAt("main").orElseThrow().tree();
      default ->
          git.commitObject(
                  "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                  List.of(),
                  "mallory",
                  what,
                  github.clock().instant())
              .orElseThrow();
    };
  }

  private static String afterPass(Sandbox github, String ref, String sha) {
    List<String> answer = new ArrayList<>();
    try {
      Pass pass = Cost.within(ref, () -> Bot.pass(github));
      pass.failure().ifPresent(answer::add);
      Bot.told(pass).lines().filter(l -> l.contains("error:")).forEach(answer::add);
    } catch (Exception | AssertionError e) {
      answer.add(e.toString());
    }
    List<String> titles = github.repo().issues().all().stream().map(Issue::title).toList();
    answer.add("its own plan: " + (titles.contains("One") ? "goes on" : "waits"));
    answer.add("the other plan: " + (titles.contains("Two") ? "goes on" : "STOPPED"));
    boolean kept = sha.equals(github.repo().git().refs().get(ref));
    answer.add("the ref: " + (kept ? "left alone" : "written"));
    return String.join("\n", answer);
  }
}
