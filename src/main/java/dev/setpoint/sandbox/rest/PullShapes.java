package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.git.GitDiff;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Pull;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.World;
import java.util.List;

/** Pull requests as GitHub writes them in JSON. */
final class PullShapes {
  private final World world;
  private final Urls urls;
  private final Shapes shapes;

  PullShapes(World world, Urls urls, Shapes shapes) {
    this.world = world;
    this.urls = urls;
    this.shapes = shapes;
  }

  /** As in a list. */
  ObjectNode simple(Repo repo, Issue issue) {
    Pull pull = pull(issue);
    String url = urls.api(repo) + "/pulls/" + issue.number();
    String html = urls.web(repo) + "/pull/" + issue.number();
    String issueUrl = urls.api(repo) + "/issues/" + issue.number();
    String statuses = urls.api(repo) + "/statuses/" + pull.headSha();
    ObjectNode asIssue = shapes.issue(repo, issue);
    ObjectNode json =
        Json.object()
            .put("url", url)
            .put("id", issue.id())
            .put("node_id", Shapes.nodeId("PR", issue.id()))
            .put("html_url", html)
            .put("diff_url", html + ".diff")
            .put("patch_url", html + ".patch")
            .put("issue_url", issueUrl)
            .put("commits_url", url + "/commits")
            .put("review_comments_url", url + "/comments")
            .put("review_comment_url", urls.api(repo) + "/pulls/comments{/number}")
            .put("comments_url", issueUrl + "/comments")
            .put("statuses_url", statuses)
            .put("number", issue.number());
    for (String same :
        List.of(
            "state",
            "locked",
            "title",
            "user",
            "body",
            "labels",
            "milestone",
            "active_lock_reason",
            "created_at",
            "updated_at",
            "closed_at",
            "assignee",
            "assignees",
            "author_association")) {
      json.set(same, asIssue.get(same));
    }
    json.put("merged_at", Shapes.timeOrNull(pull.mergedAt()))
        .put("merge_commit_sha", pull.mergeSha())
        .put("draft", pull.draft())
        .putNull("auto_merge");
    json.putArray("requested_reviewers");
    json.putArray("requested_teams");
    json.set("head", end(pull.headRepository(), pull.headBranch(), pull.headSha()));
    String baseSha = repo.git().resolve("refs/heads/" + pull.baseBranch()).orElse(pull.headSha());
    json.set("base", end(repo.fullName(), pull.baseBranch(), baseSha));
    ObjectNode links = json.putObject("_links");
    links.putObject("self").put("href", url);
    links.putObject("html").put("href", html);
    links.putObject("issue").put("href", issueUrl);
    links.putObject("comments").put("href", issueUrl + "/comments");
    links.putObject("review_comments").put("href", url + "/comments");
    links.putObject("review_comment").put("href", urls.api(repo) + "/pulls/comments{/number}");
    links.putObject("commits").put("href", url + "/commits");
    links.putObject("statuses").put("href", statuses);
    return json;
  }

  /** As read by number: with what merging it would bring. */
  ObjectNode whole(Repo repo, Issue issue) {
    Pull pull = pull(issue);
    List<GitDiff.Entry> files = files(repo, issue);
    boolean merged = pull.mergedAt() != null;
    ObjectNode json = simple(repo, issue);
    json.put("merged", merged)
        .put("mergeable_state", merged ? "unknown" : "clean")
        .put("comments", repo.issues().comments().count(issue.number()))
        .put("review_comments", 0)
        .put("maintainer_can_modify", false)
        .put("commits", 1)
        .put("additions", files.stream().mapToInt(GitDiff.Entry::additions).sum())
        .put("deletions", files.stream().mapToInt(GitDiff.Entry::deletions).sum())
        .put("changed_files", files.size());
    json.put("mergeable", merged ? null : Boolean.TRUE);
    json.set("merged_by", pull.mergedBy() == null ? null : shapes.account(pull.mergedBy()));
    return json;
  }

  /** What the pull request changes, against where it left its base. */
  static List<GitDiff.Entry> files(Repo repo, Issue issue) {
    Pull pull = pull(issue);
    return GitDiff.since(repo.git(), "refs/heads/" + pull.baseBranch(), pull.headSha());
  }

  ObjectNode file(Repo repo, Issue issue, GitDiff.Entry entry) {
    String head = pull(issue).headSha();
    String path = entry.path().replace(" ", "%20");
    ObjectNode json =
        Json.object()
            .put("sha", entry.blob())
            .put("filename", entry.path())
            .put("status", entry.status())
            .put("additions", entry.additions())
            .put("deletions", entry.deletions())
            .put("changes", entry.additions() + entry.deletions())
            .put("blob_url", urls.web(repo) + "/blob/" + head + "/" + path)
            .put("raw_url", urls.web(repo) + "/raw/" + head + "/" + path)
            .put("contents_url", urls.api(repo) + "/contents/" + path + "?ref=" + head)
            .put("patch", entry.patch());
    if (entry.status().equals("renamed")) {
      json.put("previous_filename", entry.before());
    }
    return json;
  }

  private ObjectNode end(String fullName, String branch, String sha) {
    String owner = fullName.substring(0, fullName.indexOf('/'));
    ObjectNode json =
        Json.object().put("label", owner + ":" + branch).put("ref", branch).put("sha", sha);
    json.set("user", shapes.account(owner));
    world
        .repository(fullName)
        .ifPresentOrElse(
            repo -> json.set("repo", shapes.repos().full(repo, new Caller(null))),
            () -> json.putNull("repo"));
    return json;
  }

  private static Pull pull(Issue issue) {
    return java.util.Objects.requireNonNull(issue.pull(), "not a pull request");
  }
}
