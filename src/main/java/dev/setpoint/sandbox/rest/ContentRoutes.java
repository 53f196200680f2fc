package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files and folders of a repository, read without git. */
final class ContentRoutes {
  private ContentRoutes() {}

  static List<Route> all() {
    return List.of(
        get("/repos/{owner}/{repo}/contents/{path...}", "contents", ContentRoutes::read));
  }

  private static Reply read(Call call) {
    Repo repo = call.repo();
    GitStore git = repo.git();
    String path = call.place("path").replaceAll("/+$", "");
    String ref = call.query("ref", repo.defaultBranch());
    String sha =
        git.commitAt(ref)
            .map(GitStore.Commit::sha)
            .orElseThrow(() -> Refusal.of(404, "No commit found for the ref " + ref));
    var file = git.bytes(sha, path);
    if (file.isPresent()) {
      String blob = git.files(sha, path).getOrDefault(path, "");
      return Reply.json(200, file(call, ref, path, blob, file.get()));
    }
    ArrayNode entries = folder(call, ref, path, git.files(sha, path + "/"));
    if (entries.isEmpty()) {
      throw Refusal.notFound();
    }
    return Reply.json(200, entries);
  }

  private static ObjectNode file(Call call, String ref, String path, String blob, byte[] content) {
    return entry(call, ref, path, blob, "file")
        .put("size", content.length)
        .put("encoding", "base64")
        .put(
            "content", Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content) + "\n");
  }

  private static ArrayNode folder(
      Call call, String ref, String path, SortedMap<String, String> below) {
    Map<String, ObjectNode> entries = new TreeMap<>();
    below.forEach(
        (file, blob) -> {
          String rest = file.substring(path.length() + 1);
          int slash = rest.indexOf('/');
          String name = slash < 0 ? rest : rest.substring(0, slash);
          String type = slash < 0 ? "file" : "dir";
          entries.putIfAbsent(name, entry(call, ref, path + "/" + name, blob, type).put("size", 0));
        });
    ArrayNode array = Json.array();
    entries.values().forEach(array::add);
    return array;
  }

  private static ObjectNode entry(Call call, String ref, String path, String sha, String type) {
    Repo repo = call.repo();
    String encoded = path.replace(" ", "%20");
    boolean folder = type.equals("dir");
    String url = call.urls().api(repo) + "/contents/" + encoded + "?ref=" + ref;
    String git = call.urls().api(repo) + "/git/" + (folder ? "trees/" : "blobs/") + sha;
    String html = call.urls().web(repo) + (folder ? "/tree/" : "/blob/") + ref + "/" + encoded;
    ObjectNode json =
        Json.object()
            .put("name", path.substring(path.lastIndexOf('/') + 1))
            .put("path", path)
            .put("sha", sha)
            .put("type", type)
            .put("url", url)
            .put("git_url", git)
            .put("html_url", html)
            .put(
                "download_url",
                folder ? null : call.urls().web(repo) + "/raw/" + ref + "/" + encoded);
    json.putObject("_links").put("self", url).put("git", git).put("html", html);
    return json;
  }
}
