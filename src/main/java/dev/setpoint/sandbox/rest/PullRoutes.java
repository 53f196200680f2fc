package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;

import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Pull;
import dev.setpoint.sandbox.world.Repo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pull requests: list, read, and the files that one changes. */
final class PullRoutes {
  private static final String AT = "/repos/{owner}/{repo}/pulls";

  private PullRoutes() {}

  static List<Route> all() {
    return List.of(
        get(AT, "pull_requests", PullRoutes::list),
        get(AT + "/{pull_number}", "pull_requests", PullRoutes::read),
        get(AT + "/{pull_number}/files", "pull_requests", PullRoutes::files));
  }

  private static Reply list(Call call) {
    Repo repo = call.repo();
    String state = call.query("state", "open");
    List<Issue> found =
        repo.issues().listed().stream()
            .filter(i -> matches(call, i.pull()))
            .filter(i -> state.equals("all") || i.isOpen() == state.equals("open"))
            .toList();
    boolean ascending = call.query("direction", "desc").equals("asc");
    return call.page(
        ascending ? found : found.reversed(), pull -> call.shapes().pulls().simple(repo, pull));
  }

  private static boolean matches(Call call, @Nullable Pull pull) {
    if (pull == null) {
      return false;
    }
    String owner = pull.headRepository().substring(0, pull.headRepository().indexOf('/'));
    String head = call.query("head");
    String base = call.query("base");
    return (head == null || head.equals(owner + ":" + pull.headBranch()))
        && (base == null || base.equals(pull.baseBranch()));
  }

  private static Reply read(Call call) {
    return Reply.json(200, call.shapes().pulls().whole(call.repo(), pull(call)));
  }

  private static Reply files(Call call) {
    Repo repo = call.repo();
    Issue pull = pull(call);
    return call.page(
        PullShapes.files(repo, pull), entry -> call.shapes().pulls().file(repo, pull, entry));
  }

  private static Issue pull(Call call) {
    return call.repo()
        .issues()
        .find((int) call.number("pull_number"))
        .filter(i -> i.pull() != null && i.isHere())
        .orElseThrow(Refusal::notFound);
  }
}
