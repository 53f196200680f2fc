package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Release;
import dev.setpoint.sandbox.world.Repo;
import java.util.List;

/** Releases: create one, and find a published one by its tag. */
final class ReleaseRoutes {
  private static final String AT = "/repos/{owner}/{repo}/releases";

  private ReleaseRoutes() {}

  static List<Route> all() {
    return List.of(
        get(AT + "/tags/{tag...}", "contents", ReleaseRoutes::byTag),
        write("POST", AT, "contents", ReleaseRoutes::create));
  }

  private static Reply byTag(Call call) {
    return call.repo()
        .release(call.place("tag"))
        .filter(r -> !r.draft())
        .map(r -> Reply.json(200, shape(call, r)))
        .orElseThrow(Refusal::notFound);
  }

  private static Reply create(Call call) {
    Repo repo = call.repo();
    if (!call.caller().hasPush(repo)) {
      throw Refusal.notFound();
    }
    JsonNode body = call.body();
    String tag = Json.text(body, "tag_name", "");
    if (tag.isEmpty() || repo.release(tag).isPresent()) {
      throw Refusal.unprocessable("Validation Failed");
    }
    Release made = repo.releases(tag, call.caller().login(), body.path("draft").asBoolean(false));
    return Reply.json(201, shape(call, made))
        .with("Location", call.urls().api(repo) + "/releases/" + made.id());
  }

  private static ObjectNode shape(Call call, Release release) {
    Repo repo = call.repo();
    String url = call.urls().api(repo) + "/releases/" + release.id();
    String web = call.urls().web(repo);
    String ball = call.urls().api(repo);
    ObjectNode json =
        Json.object()
            .put("url", url)
            .put("assets_url", url + "/assets")
            .put("upload_url", url + "/assets{?name,label}")
            .put("html_url", web + "/releases/tag/" + release.tag())
            .put("id", release.id())
            .put("node_id", Shapes.nodeId("RE", release.id()))
            .put("tag_name", release.tag())
            .put("target_commitish", repo.defaultBranch())
            .put("name", release.tag())
            .put("body", "")
            .put("draft", release.draft())
            .put("prerelease", false)
            .put("created_at", release.createdAt().toString())
            .put(
                "published_at",
                release.publishedAt() == null ? null : release.publishedAt().toString())
            .put("tarball_url", ball + "/tarball/" + release.tag())
            .put("zipball_url", ball + "/zipball/" + release.tag());
    json.set("author", call.shapes().account(release.author()));
    json.set("assets", Json.array());
    return json;
  }
}
