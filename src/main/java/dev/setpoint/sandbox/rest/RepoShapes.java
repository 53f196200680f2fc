package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.World;

/** Repositories and branches as GitHub writes them in JSON. */
final class RepoShapes {
  /** What every repository links to below its own URL, as {@code name=path}. */
  private static final String[] LINKS = {
    "archive_url=/{archive_format}{/ref}",
    "assignees_url=/assignees{/user}",
    "blobs_url=/git/blobs{/sha}",
    "branches_url=/branches{/branch}",
    "collaborators_url=/collaborators{/collaborator}",
    "comments_url=/comments{/number}",
    "commits_url=/commits{/sha}",
    "compare_url=/compare/{base}...{head}",
    "contents_url=/contents/{+path}",
    "contributors_url=/contributors",
    "deployments_url=/deployments",
    "downloads_url=/downloads",
    "events_url=/events",
    "forks_url=/forks",
    "git_commits_url=/git/commits{/sha}",
    "git_refs_url=/git/refs{/sha}",
    "git_tags_url=/git/tags{/sha}",
    "issue_comment_url=/issues/comments{/number}",
    "issue_events_url=/issues/events{/number}",
    "issues_url=/issues{/number}",
    "keys_url=/keys{/key_id}",
    "labels_url=/labels{/name}",
    "languages_url=/languages",
    "merges_url=/merges",
    "milestones_url=/milestones{/number}",
    "notifications_url=/notifications{?since,all,participating}",
    "pulls_url=/pulls{/number}",
    "releases_url=/releases{/id}",
    "stargazers_url=/stargazers",
    "statuses_url=/statuses/{sha}",
    "subscribers_url=/subscribers",
    "subscription_url=/subscription",
    "tags_url=/tags",
    "teams_url=/teams",
    "trees_url=/git/trees{/sha}",
    "hooks_url=/hooks",
  };

  private final World world;
  private final Urls urls;
  private final Shapes shapes;

  RepoShapes(World world, Urls urls, Shapes shapes) {
    this.world = world;
    this.urls = urls;
    this.shapes = shapes;
  }

  /** The short form, which other things carry inside. */
  ObjectNode minimal(Repo repo) {
    String url = urls.api(repo);
    ObjectNode json =
        Json.object()
            .put("id", repo.id())
            .put("node_id", Shapes.nodeId("R", repo.id()))
            .put("name", repo.name())
            .put("full_name", repo.fullName())
            .put("private", repo.isHidden());
    json.set("owner", shapes.account(repo.owner()));
    json.put("html_url", urls.web(repo))
        .putNull("description")
        .put("fork", repo.isFork())
        .put("url", url);
    for (String link : LINKS) {
      String[] parts = link.split("=", 2);
      json.put(parts[0], url + parts[1]);
    }
    return json;
  }

  /** The whole form, with what the caller may do. */
  ObjectNode full(Repo repo, Caller caller) {
    String web = urls.web(repo);
    long open = repo.issues().all().stream().filter(i -> i.isOpen()).count();
    ObjectNode json = minimal(repo);
    json.put("git_url", web.replaceFirst("^http", "git") + ".git")
        .put("ssh_url", "git@" + web.replaceFirst("^http://", "") + ".git")
        .put("clone_url", web + ".git")
        .put("svn_url", web)
        .put("default_branch", repo.defaultBranch())
        .put("archived", repo.isArchived())
        .put("disabled", false)
        .put("visibility", repo.isHidden() ? "private" : "public")
        .put("has_issues", repo.hasIssues())
        .put("has_projects", true)
        .put("has_wiki", false)
        .put("has_pages", false)
        .put("has_downloads", true)
        .put("has_discussions", false)
        .put("is_template", false)
        .put("allow_forking", true)
        .put("web_commit_signoff_required", false)
        .put("open_issues_count", open)
        .put("open_issues", open)
        .put("created_at", Shapes.time(repo.createdAt()))
        .put("updated_at", Shapes.time(repo.createdAt()))
        .put("pushed_at", Shapes.time(repo.createdAt()));
    for (String count :
        new String[] {
          "forks_count",
          "stargazers_count",
          "watchers_count",
          "size",
          "forks",
          "watchers",
          "subscribers_count",
          "network_count"
        }) {
      json.put(count, 0);
    }
    json.putNull("mirror_url");
    json.putNull("homepage");
    json.putNull("language");
    json.putNull("license");
    json.putArray("topics");
    Role role = roleOf(repo, caller);
    json.putObject("permissions")
        .put("admin", role.atLeast(Role.ADMIN))
        .put("maintain", role.atLeast(Role.MAINTAIN))
        .put("push", role.atLeast(Role.WRITE))
        .put("triage", role.atLeast(Role.TRIAGE))
        .put("pull", role.atLeast(Role.READ));
    return json;
  }

  ObjectNode branch(Repo repo, String name, GitStore.Commit tip) {
    boolean guarded = repo.isProtected(name);
    String url = urls.api(repo) + "/branches/" + name;
    ObjectNode json = Json.object().put("name", name).put("protected", guarded);
    json.set("commit", commit(repo, tip));
    json.putObject("_links").put("self", url).put("html", urls.web(repo) + "/tree/" + name);
    ObjectNode protection = json.putObject("protection").put("enabled", guarded);
    ObjectNode checks =
        protection
            .putObject("required_status_checks")
            .put("enforcement_level", guarded ? "non_admins" : "off");
    checks.putArray("contexts");
    checks.putArray("checks");
    return json.put("protection_url", url + "/protection");
  }

  ObjectNode commit(Repo repo, GitStore.Commit commit) {
    String url = urls.api(repo) + "/commits/" + commit.sha();
    ObjectNode json =
        Json.object()
            .put("sha", commit.sha())
            .put("node_id", "C_" + commit.sha().substring(0, 20))
            .put("url", url)
            .put("html_url", urls.web(repo) + "/commit/" + commit.sha())
            .put("comments_url", url + "/comments");
    ObjectNode inner = json.putObject("commit");
    inner.set("author", person(commit));
    inner.set("committer", person(commit));
    inner
        .put("message", commit.message())
        .put("url", urls.api(repo) + "/git/commits/" + commit.sha())
        .put("comment_count", 0);
    inner
        .putObject("tree")
        .put("sha", commit.tree())
        .put("url", urls.api(repo) + "/git/trees/" + commit.tree());
    inner.set("verification", unsigned());
    json.set("author", author(commit));
    json.set("committer", author(commit));
    json.set(
        "parents",
        Json.array(
            commit.parents(),
            sha ->
                Json.object()
                    .put("sha", sha)
                    .put("url", urls.api(repo) + "/commits/" + sha)
                    .put("html_url", urls.web(repo) + "/commit/" + sha)));
    return json;
  }

  private @org.jspecify.annotations.Nullable ObjectNode author(GitStore.Commit commit) {
    return world.accounts().knows(commit.author()) ? shapes.account(commit.author()) : null;
  }

  static ObjectNode person(GitStore.Commit commit) {
    return Json.object()
        .put("name", commit.author())
        .put("email", commit.email())
        .put("date", Shapes.time(commit.at()));
  }

  static ObjectNode unsigned() {
    ObjectNode json = Json.object().put("verified", false).put("reason", "unsigned");
    return json.putNull("signature").putNull("payload").putNull("verified_at");
  }

  /** An App has no role; its {@code permissions} show what it was granted. */
  static Role roleOf(Repo repo, Caller caller) {
    if (caller.isAnonymous()) {
      return Role.READ;
    }
    Role role = repo.roleOf(caller.login());
    boolean person =
        caller.token() != null
            && caller.token().kind() == dev.setpoint.sandbox.world.Token.Kind.USER;
    if (person) {
      return role;
    }
    boolean writes = caller.granted("contents", dev.setpoint.sandbox.world.Token.Access.WRITE);
    return writes ? Role.WRITE : Role.READ;
  }
}
