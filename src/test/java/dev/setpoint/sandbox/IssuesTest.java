package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.world.Issue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What GitHub does with issues, labels and comments, and the sandbox with it. */
class IssuesTest {
  private static final String AT = "/repos/shop/app/issues";

  private final Sandbox sandbox = Sandbox.start();
  private final Client bot = new Client(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void aLabelIsFoundWhateverItsCaseAndMadeWhenItIsMissing() {
    bot.post("/repos/shop/app/labels", "{\"name\":\"Setpoint\",\"color\":\"ABCDEF\"}");
    bot.post(AT, "{\"title\":\"a\",\"labels\":[\"SETPOINT\",\"brand-new\"]}");
    JsonNode labels = bot.get(AT + "/1").json().path("labels");
    assertThat(labels.findValuesAsText("name")).containsExactly("Setpoint", "brand-new");
    assertThat(numbers(AT + "?labels=setPOINT,Brand-New")).containsExactly(1);
    assertThat(numbers(AT + "?labels=setpoint,other")).isEmpty();
    Client.Answer twice = bot.post("/repos/shop/app/labels", "{\"name\":\"SETpoint\"}");
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.json().path("errors").path(0).path("code").asText())
        .isEqualTo("already_exists");
  }

  @Test
  void anUnknownAssigneeRefusesTheIssueWithItsName() {
    Client.Answer answer = bot.post(AT, "{\"title\":\"a\",\"assignees\":[\"alice\",\"eve\"]}");
    assertThat(answer.status()).isEqualTo(422);
    JsonNode error = answer.json().path("errors").path(0);
    assertThat(error.path("field").asText()).isEqualTo("assignees");
    assertThat(error.path("value").asText()).isEqualTo("eve");
    assertThat(sandbox.repo().issues().all()).isEmpty();
  }

  @Test
  void whoMayNotPushLosesLabelsAndAssigneesWithoutAWord() {
    sandbox.world().add(dev.setpoint.sandbox.world.Token.ofUser("daves", "dave"));
    Client dave = new Client(sandbox.apiUrl(), "daves");
    Client.Answer answer =
        dave.post(AT, "{\"title\":\"a\",\"labels\":[\"x\"],\"assignees\":[\"alice\"]}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(sandbox.repo().issues().get(1).labels()).isEmpty();
    assertThat(sandbox.repo().issues().get(1).assignees()).isEmpty();
  }

  @Test
  void anIssueKeepsWhyItWasClosedAndThatItWasReopened() {
    sandbox.as("alice").opens("a", "text");
    bot.patch(AT + "/1", "{\"state\":\"closed\",\"state_reason\":\"not_planned\"}");
    assertThat(bot.get(AT + "/1").json().path("state_reason").asText()).isEqualTo("not_planned");
    assertThat(bot.get(AT + "/1").json().path("closed_by").path("login").asText())
        .isEqualTo("setpoint-bot");
    bot.patch(AT + "/1", "{\"state\":\"open\"}");
    assertThat(bot.get(AT + "/1").json().path("state_reason").asText()).isEqualTo("reopened");
    sandbox.as("bob").closesAsDuplicate(1);
    JsonNode events = bot.get(AT + "/1/timeline").json();
    assertThat(events.findValuesAsText("event")).containsExactly("closed", "reopened", "closed");
    assertThat(events.path(2).path("actor").path("login").asText()).isEqualTo("bob");
    assertThat(events.path(2).path("state_reason").asText()).isEqualTo("duplicate");
    assertThat(
            bot.patch(AT + "/1", "{\"state_reason\":\"exploded\",\"state\":\"closed\"}").status())
        .isEqualTo(422);
  }

  @Test
  void aRefusedChangeChangesNothing() {
    sandbox.as("alice").opens("a", "text");
    Client.Answer answer = bot.patch(AT + "/1", "{\"title\":\"b\",\"assignees\":[\"eve\"]}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(sandbox.repo().issues().get(1).title()).isEqualTo("a");
  }

  @Test
  void aDeletedIssueIsGoneAndATransferredOneSaysWhereTo() {
    sandbox.as("alice").opens("a", "text");
    sandbox.as("alice").opens("b", "text");
    sandbox.as("alice").deletesIssue(1);
    sandbox.as("alice").transfers(2, "shop/other");
    assertThat(bot.get(AT + "/1").status()).isEqualTo(410);
    Client.Answer moved = bot.get(AT + "/2");
    assertThat(moved.status()).isEqualTo(301);
    String there = moved.header("Location").orElseThrow();
    assertThat(bot.get(there).json().path("title").asText()).isEqualTo("b");
    assertThat(numbers(AT + "?state=all")).isEmpty();
  }

  @Test
  void pullRequestsAppearAmongTheIssues() {
    sandbox.as("bob").pushes("idea", "a.md", "x", "An idea");
    sandbox.as("bob").opensPullRequest("idea", "main", "An idea", "text");
    JsonNode list = bot.get(AT).json();
    assertThat(list.path(0).path("pull_request").path("url").asText()).endsWith("/pulls/1");
    JsonNode files = bot.get("/repos/shop/app/pulls/1/files").json();
    assertThat(files.path(0).path("filename").asText()).isEqualTo("a.md");
    assertThat(files.path(0).path("patch").asText()).contains("+x");
    String head = sandbox.as("bob").pushes("idea", "b.md", "y", "More");
    assertThat(bot.get("/repos/shop/app/pulls/1").json().path("head").path("sha").asText())
        .isEqualTo(head);
    String merged = sandbox.as("alice").merges(1);
    assertThat(sandbox.repo().git().resolve("refs/heads/main")).contains(merged);
    assertThat(bot.get("/repos/shop/app/pulls/1").json().path("merged").asBoolean()).isTrue();
    assertThat(sandbox.repo().git().text("main", "b.md")).contains("y");
  }

  @Test
  void aForksPullRequestHasItsHeadElsewhere() {
    var changes = java.util.List.of(dev.setpoint.sandbox.git.GitStore.Change.write("x.md", "x"));
    sandbox.as("mallory").opensPullRequestFromFork(changes, "main", "Please", "");
    JsonNode pull = bot.get("/repos/shop/app/pulls/1").json();
    assertThat(pull.path("head").path("label").asText()).isEqualTo("mallory:patch-1");
    assertThat(pull.path("head").path("repo").path("fork").asBoolean()).isTrue();
    assertThat(pull.path("base").path("repo").path("fork").asBoolean()).isFalse();
    assertThat(pull.path("changed_files").asInt()).isEqualTo(1);
    assertThat(sandbox.repo().git().refs()).containsKey("refs/pull/1/head");
    assertThat(sandbox.repo().git().refs()).doesNotContainKey("refs/heads/patch-1");
  }

  @Test
  void pagesFollowOneAnotherByTheirLinks() {
    for (int i = 1; i <= 65; i++) {
      sandbox.as("alice").opens("issue " + i, "");
    }
    List<Integer> seen = new ArrayList<>();
    String next = AT + "?state=all&direction=asc";
    int pages = 0;
    while (!next.isEmpty()) {
      Client.Answer page = bot.get(next);
      page.json().forEach(issue -> seen.add(issue.path("number").asInt()));
      next = link(page, "next");
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).hasSize(65).isSorted().doesNotHaveDuplicates();
    assertThat(bot.get(AT + "?per_page=1000").json()).hasSize(65);
    for (int i = 66; i <= 110; i++) {
      sandbox.as("alice").opens("issue " + i, "");
    }
    Client.Answer most = bot.get(AT + "?per_page=1000");
    assertThat(most.json()).hasSize(100);
    assertThat(link(most, "last")).endsWith("per_page=1000&page=2");
    assertThat(bot.get(link(most, "last")).header("Link").orElse("")).doesNotContain("next");
  }

  @Test
  void aListCanBeFilteredAsGitHubFilters() {
    Issue first = sandbox.as("alice").opens("a", "");
    sandbox.clock().advance(java.time.Duration.ofMinutes(10));
    String between =
        sandbox.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    sandbox.as("bob").opens("b", "");
    sandbox.as("bob").assigns(2, "carol");
    sandbox.as("alice").closes(first.number());
    assertThat(numbers(AT)).containsExactly(2);
    assertThat(numbers(AT + "?state=closed")).containsExactly(1);
    assertThat(numbers(AT + "?state=all&creator=BOB")).containsExactly(2);
    assertThat(numbers(AT + "?state=all&assignee=carol")).containsExactly(2);
    assertThat(numbers(AT + "?state=all&assignee=none")).containsExactly(1);
    assertThat(numbers(AT + "?state=all&since=" + between)).containsExactly(2, 1);
    sandbox.clock().advance(java.time.Duration.ofMinutes(10));
    sandbox.as("dave").comments(1, "still here");
    assertThat(numbers(AT + "?state=all&sort=updated")).containsExactly(1, 2);
    assertThat(bot.get(AT + "/1").json().path("comments").asInt()).isEqualTo(1);
  }

  @Test
  void aTitleOrBodyThatIsTooLongIsRefused() {
    assertThat(bot.post(AT, "{\"title\":\"" + "x".repeat(257) + "\"}").status()).isEqualTo(422);
    String long65 = "{\"title\":\"a\",\"body\":\"" + "x".repeat(65_537) + "\"}";
    assertThat(bot.post(AT, long65).status()).isEqualTo(422);
    assertThat(bot.post(AT, "{}").status()).isEqualTo(422);
    assertThat(bot.post(AT, "{not json").status()).isEqualTo(400);
    assertThat(sandbox.repo().issues().all()).isEmpty();
  }

  private List<Integer> numbers(String path) {
    List<Integer> numbers = new ArrayList<>();
    bot.get(path).json().forEach(issue -> numbers.add(issue.path("number").asInt()));
    return numbers;
  }

  static String link(Client.Answer answer, String relation) {
    for (String part : answer.header("Link").orElse("").split(", ", -1)) {
      if (part.endsWith("rel=\"" + relation + "\"")) {
        return part.substring(1, part.indexOf('>'));
      }
    }
    return "";
  }
}
