package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Git refs and commits over REST: what a script without a clone uses. */
final class GitRoutes {
  private static final String AT = "/repos/{owner}/{repo}/git";
  private static final String NOTHING = "0".repeat(40);

  private GitRoutes() {}

  static List<Route> all() {
    return List.of(
        get(AT + "/ref/{ref...}", "contents", GitRoutes::read),
        get(AT + "/matching-refs/{ref...}", "contents", GitRoutes::matching),
        write("POST", AT + "/refs", "contents", GitRoutes::create),
        write("PATCH", AT + "/refs/{ref...}", "contents", GitRoutes::update),
        write("DELETE", AT + "/refs/{ref...}", "contents", GitRoutes::delete),
        get(AT + "/commits/{commit_sha}", "contents", GitRoutes::commit),
        write("POST", AT + "/commits", "contents", GitRoutes::createCommit));
  }

  private static Reply read(Call call) {
    String ref = "refs/" + call.place("ref");
    String sha = call.repo().git().refs().get(ref);
    if (sha == null) {
      throw Refusal.notFound();
    }
    return Reply.json(200, shape(call, ref, sha));
  }

  private static Reply matching(Call call) {
    String prefix = "refs/" + call.place("ref");
    List<Map.Entry<String, String>> found = new ArrayList<>(call.repo().git().refs().entrySet());
    found.removeIf(entry -> !entry.getKey().startsWith(prefix));
    return Reply.json(200, Json.array(found, e -> shape(call, e.getKey(), e.getValue())));
  }

  private static Reply create(Call call) {
    JsonNode body = call.body();
    String ref = Json.text(body, "ref", "");
    String sha = Json.text(body, "sha", "");
    pushing(call);
    if (!ref.matches("refs/[^/]+/.+") || !org.eclipse.jgit.lib.Repository.isValidRefName(ref)) {
      throw Refusal.unprocessable("Reference name must start with 'refs/' and be well formed");
    }
    check(call.repo().git().createRef(ref, sha));
    call.repo().pushed(call.caller().login(), ref, NOTHING, sha, false);
    return Reply.json(201, shape(call, ref, sha))
        .with("Location", call.urls().api(call.repo()) + "/git/" + ref);
  }

  private static Reply update(Call call) {
    Repo repo = pushing(call);
    String ref = "refs/" + call.place("ref");
    String sha = Json.text(call.body(), "sha", "");
    unprotected(call, ref);
    String before = repo.git().refs().getOrDefault(ref, NOTHING);
    boolean force = call.body().path("force").asBoolean(false);
    check(repo.git().updateRef(ref, sha, force));
    repo.pushed(call.caller().login(), ref, before, sha, force);
    return Reply.json(200, shape(call, ref, sha));
  }

  private static Reply delete(Call call) {
    Repo repo = pushing(call);
    String ref = "refs/" + call.place("ref");
    unprotected(call, ref);
    String before = repo.git().refs().getOrDefault(ref, NOTHING);
    if (ref.equals("refs/heads/" + repo.defaultBranch())) {
      throw Refusal.unprocessable("Cannot delete the default branch");
    }
    check(repo.git().deleteRef(ref));
    repo.pushed(call.caller().login(), ref, before, NOTHING, false);
    return Reply.empty(204);
  }

  private static Reply commit(Call call) {
    return call.repo()
        .git()
        .commitAt(call.place("commit_sha"))
        .map(commit -> Reply.json(200, shape(call, commit)))
        .orElseThrow(Refusal::notFound);
  }

  private static Reply createCommit(Call call) {
    Repo repo = pushing(call);
    JsonNode body = call.body();
    String message = Json.text(body, "message");
    String tree = Json.text(body, "tree", "");
    List<String> parents = Json.texts(body, "parents");
    if (message == null) {
      throw Refusal.unprocessable("Invalid request.\n\n\"message\" wasn't supplied.");
    }
    List<String> all = new ArrayList<>(parents);
    all.add(tree);
    if (!all.stream().allMatch(sha -> sha.matches("[0-9a-f]{40}"))) {
      throw Refusal.unprocessable(
          "The tree and parents parameters must be exactly 40 characters and contain only [0-9a-f].");
    }
    String login = call.caller().login();
    String sha =
        repo.git()
            .commitObject(tree, parents, login, message, call.world().now())
            .orElseThrow(() -> Refusal.unprocessable("Tree SHA or parent SHA does not exist"));
    GitStore.Commit made = repo.git().commitAt(sha).orElseThrow();
    return Reply.json(201, shape(call, made))
        .with("Location", call.urls().api(repo) + "/git/commits/" + sha);
  }

  private static Repo pushing(Call call) {
    if (!call.caller().hasPush(call.repo())) {
      throw Refusal.notFound();
    }
    return call.repo();
  }

  private static void unprotected(Call call, String ref) {
    String branch = ref.replaceFirst("^refs/heads/", "");
    if (!call.repo().mayPush(branch, call.caller().login())) {
      throw Refusal.unprocessable("Changes must be made through a pull request.");
    }
  }

  private static void check(GitStore.Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case EXISTS -> throw Refusal.unprocessable("Reference already exists");
      case MISSING -> throw Refusal.unprocessable("Reference does not exist");
      case NO_SUCH_OBJECT -> throw Refusal.unprocessable("Object does not exist");
      case NOT_FAST_FORWARD -> throw Refusal.unprocessable("Update is not a fast forward");
    }
  }

  private static ObjectNode shape(Call call, String ref, String sha) {
    Repo repo = call.repo();
    ObjectNode json =
        Json.object()
            .put("ref", ref)
            .put("node_id", Shapes.nodeId("REF", ref.hashCode()))
            .put("url", call.urls().api(repo) + "/git/" + ref);
    json.putObject("object")
        .put("sha", sha)
        .put("type", "commit")
        .put("url", call.urls().api(repo) + "/git/commits/" + sha);
    return json;
  }

  private static ObjectNode shape(Call call, GitStore.Commit commit) {
    Repo repo = call.repo();
    String git = call.urls().api(repo) + "/git";
    ObjectNode json =
        Json.object()
            .put("sha", commit.sha())
            .put("node_id", "C_" + commit.sha().substring(0, 20))
            .put("url", git + "/commits/" + commit.sha())
            .put("html_url", call.urls().web(repo) + "/commit/" + commit.sha());
    json.set("author", RepoShapes.person(commit));
    json.set("committer", RepoShapes.person(commit));
    json.putObject("tree").put("sha", commit.tree()).put("url", git + "/trees/" + commit.tree());
    json.put("message", commit.message());
    json.set(
        "parents",
        Json.array(
            commit.parents(),
            sha ->
                Json.object()
                    .put("sha", sha)
                    .put("url", git + "/commits/" + sha)
                    .put("html_url", call.urls().web(repo) + "/commit/" + sha)));
    json.set("verification", RepoShapes.unsigned());
    return json;
  }
}
