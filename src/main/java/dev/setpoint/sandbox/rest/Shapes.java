package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Account;
import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.IssueEvent;
import dev.setpoint.sandbox.world.Label;
import dev.setpoint.sandbox.world.Pull;
import dev.setpoint.sandbox.world.Reaction;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Standing;
import dev.setpoint.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts, issues, comments and labels as GitHub writes them in JSON. */
final class Shapes {
  private static final List<String> REACTIONS =
      List.of("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes");

  private final World world;
  private final Urls urls;

  Shapes(World world, Urls urls) {
    this.world = world;
    this.urls = urls;
  }

  RepoShapes repos() {
    return new RepoShapes(world, urls, this);
  }

  RunShapes runs() {
    return new RunShapes(urls, this);
  }

  PullShapes pulls() {
    return new PullShapes(world, urls, this);
  }

  /** A commit as a push event tells of it. */
  ObjectNode pushed(Repo repo, GitStore.Commit commit) {
    ObjectNode json =
        Json.object()
            .put("id", commit.sha())
            .put("tree_id", commit.tree())
            .put("distinct", true)
            .put("message", commit.message())
            .put("timestamp", time(commit.at()))
            .put("url", urls.web(repo) + "/commit/" + commit.sha());
    json.putObject("author").put("name", commit.author()).put("email", commit.email());
    json.putObject("committer").put("name", commit.author()).put("email", commit.email());
    for (String list : List.of("added", "removed", "modified")) {
      json.putArray(list);
    }
    return json;
  }

  static String time(Instant time) {
    return World.shown(time).toString();
  }

  static @Nullable String timeOrNull(@Nullable Instant time) {
    return time == null ? null : time(time);
  }

  static String nodeId(String kind, long id) {
    byte[] bytes = (kind + id).getBytes(StandardCharsets.UTF_8);
    return kind + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  ObjectNode account(String login) {
    Account account = world.accounts().of(login);
    String url = urls.api() + "/users/" + account.login().replace("[", "%5B").replace("]", "%5D");
    boolean app = account.type() == Account.Type.BOT;
    String slug = account.login().replace("[bot]", "");
    return Json.object()
        .put("login", account.login())
        .put("id", account.id())
        .put("node_id", nodeId("U", account.id()))
        .put("avatar_url", urls.web() + "/avatars/u/" + account.id())
        .put("gravatar_id", "")
        .put("url", url)
        .put("html_url", urls.web() + (app ? "/apps/" + slug : "/" + account.login()))
        .put("followers_url", url + "/followers")
        .put("following_url", url + "/following{/other_user}")
        .put("gists_url", url + "/gists{/gist_id}")
        .put("starred_url", url + "/starred{/owner}{/repo}")
        .put("subscriptions_url", url + "/subscriptions")
        .put("organizations_url", url + "/orgs")
        .put("repos_url", url + "/repos")
        .put("events_url", url + "/events{/privacy}")
        .put("received_events_url", url + "/received_events")
        .put("type", account.type().word())
        .put("user_view_type", "public")
        .put("site_admin", false);
  }

  ObjectNode label(Repo repo, Label label) {
    return Json.object()
        .put("id", label.id())
        .put("node_id", nodeId("LA", label.id()))
        .put("url", urls.api(repo) + "/labels/" + encoded(label.name()))
        .put("name", label.name())
        .put("color", label.color())
        .put("default", false)
        .put("description", label.description());
  }

  ObjectNode issue(Repo repo, Issue issue) {
    String url = urls.api(repo) + "/issues/" + issue.number();
    String kind = issue.pull() == null ? "issues" : "pull";
    ObjectNode json =
        Json.object()
            .put("id", issue.id())
            .put("node_id", nodeId("I", issue.id()))
            .put("url", url)
            .put("repository_url", urls.api(repo))
            .put("labels_url", url + "/labels{/name}")
            .put("comments_url", url + "/comments")
            .put("events_url", url + "/events")
            .put("timeline_url", url + "/timeline")
            .put("html_url", urls.web(repo) + "/" + kind + "/" + issue.number())
            .put("number", issue.number())
            .put("title", issue.title())
            .put("body", issue.body())
            .put("state", issue.isOpen() ? "open" : "closed")
            .put("state_reason", issue.stateReason())
            .put("locked", false)
            .put("comments", repo.issues().comments().count(issue.number()))
            .put("created_at", time(issue.createdAt()))
            .put("updated_at", time(issue.updatedAt()))
            .put("author_association", association(repo, issue.author()));
    json.putNull("active_lock_reason");
    json.putNull("milestone");
    json.putNull("performed_via_github_app");
    json.set("user", account(issue.author()));
    json.set("labels", Json.array(issue.labels(), name -> labelOf(repo, name)));
    json.set("assignees", Json.array(issue.assignees(), this::account));
    json.set(
        "assignee", issue.assignees().isEmpty() ? null : account(issue.assignees().getFirst()));
    json.set("reactions", reactions(url, List.of()));
    if (issue.standing() instanceof Standing.Closed closed) {
      json.put("closed_at", time(closed.at())).set("closed_by", account(closed.by()));
    } else {
      json.putNull("closed_at").putNull("closed_by");
    }
    Pull pull = issue.pull();
    if (pull == null) {
      json.set("sub_issues_summary", counts("total", "completed", "percent_completed"));
      json.set(
          "issue_dependencies_summary",
          counts("blocked_by", "blocking", "total_blocked_by", "total_blocking"));
    } else {
      json.put("draft", pull.draft());
      String html = urls.web(repo) + "/pull/" + issue.number();
      json.putObject("pull_request")
          .put("url", urls.api(repo) + "/pulls/" + issue.number())
          .put("html_url", html)
          .put("diff_url", html + ".diff")
          .put("patch_url", html + ".patch")
          .put("merged_at", timeOrNull(pull.mergedAt()));
    }
    return json;
  }

  ObjectNode comment(Repo repo, Comment comment) {
    String url = urls.api(repo) + "/issues/comments/" + comment.id();
    boolean onPull = repo.issues().get(comment.issue()).pull() != null;
    ObjectNode json =
        Json.object()
            .put("id", comment.id())
            .put("node_id", nodeId("IC", comment.id()))
            .put("url", url)
            .put(
                "html_url",
                urls.web(repo)
                    + (onPull ? "/pull/" : "/issues/")
                    + comment.issue()
                    + "#issuecomment-"
                    + comment.id())
            .put("issue_url", urls.api(repo) + "/issues/" + comment.issue())
            .put("body", comment.body())
            .put("created_at", time(comment.createdAt()))
            .put("updated_at", time(comment.updatedAt()))
            .put("author_association", association(repo, comment.author()));
    json.putNull("performed_via_github_app");
    json.set("user", account(comment.author()));
    json.set("reactions", reactions(url, repo.issues().comments().reactionsTo(comment.id())));
    return json;
  }

  ObjectNode reaction(Reaction reaction) {
    ObjectNode json =
        Json.object()
            .put("id", reaction.id())
            .put("node_id", nodeId("REA", reaction.id()))
            .put("content", reaction.content())
            .put("created_at", time(reaction.createdAt()));
    json.set("user", account(reaction.author()));
    return json;
  }

  ObjectNode event(Repo repo, IssueEvent event) {
    ObjectNode json =
        Json.object()
            .put("id", event.id())
            .put("node_id", nodeId("IE", event.id()))
            .put("url", urls.api(repo) + "/issues/events/" + event.id())
            .put("event", event.kind())
            .put("created_at", time(event.at()));
    json.putNull("commit_id");
    json.putNull("commit_url");
    json.putNull("performed_via_github_app");
    json.set("actor", account(event.actor()));
    String subject = event.subject() == null ? "" : event.subject();
    switch (event.kind()) {
      case "closed", "reopened" -> json.put("state_reason", event.reason());
      case "labeled", "unlabeled" ->
          json.putObject("label").put("name", subject).put("color", "ededed");
      case "assigned", "unassigned" -> {
        json.set("assignee", account(subject));
        json.set("assigner", account(event.actor()));
      }
      case "renamed" ->
          json.putObject("rename")
              .put("from", subject)
              .put("to", repo.issues().get(event.issue()).title());
      default -> {}
    }
    return json;
  }

  String association(Repo repo, String login) {
    Role role = repo.roleOf(login);
    if (login.equalsIgnoreCase(repo.owner()) || role == Role.ADMIN) {
      return "OWNER";
    }
    return repo.collaborator(login).isPresent() ? "COLLABORATOR" : "NONE";
  }

  private ObjectNode labelOf(Repo repo, String name) {
    return repo.labels()
        .named(name)
        .map(label -> label(repo, label))
        .orElseGet(() -> label(repo, new Label(0, name, "ededed", null)));
  }

  private static ObjectNode reactions(String url, List<Reaction> reactions) {
    ObjectNode json =
        Json.object().put("url", url + "/reactions").put("total_count", reactions.size());
    for (String content : REACTIONS) {
      json.put(content, reactions.stream().filter(r -> r.content().equals(content)).count());
    }
    return json;
  }

  private static ObjectNode counts(String... names) {
    ObjectNode json = Json.object();
    for (String name : names) {
      json.put(name, 0);
    }
    return json;
  }

  static String encoded(String part) {
    return java.net.URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
