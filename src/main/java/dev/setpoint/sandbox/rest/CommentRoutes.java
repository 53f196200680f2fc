package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Comments;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Reaction;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.World;
import java.time.Instant;
import java.util.List;

/** Comments on issues and pull requests, and reactions to them. */
final class CommentRoutes {
  private static final String AT = "/repos/{owner}/{repo}/issues";
  private static final List<String> REACTIONS =
      List.of("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes");

  /** They are comments on pull requests too. */
  private static final String EITHER = "issues|pull_requests";

  private CommentRoutes() {}

  static List<Route> all() {
    String one = AT + "/comments/{comment_id}";
    return List.of(
        get(AT + "/{issue_number}/comments", EITHER, CommentRoutes::list),
        write("POST", AT + "/{issue_number}/comments", EITHER, CommentRoutes::create),
        get(AT + "/comments", EITHER, CommentRoutes::listAll),
        get(one, EITHER, CommentRoutes::read),
        write("PATCH", one, EITHER, CommentRoutes::update),
        write("DELETE", one, EITHER, CommentRoutes::delete),
        get(one + "/reactions", EITHER, CommentRoutes::reactions),
        write("POST", one + "/reactions", EITHER, CommentRoutes::react));
  }

  private static Reply list(Call call) {
    Issue issue = IssueRoutes.here(call);
    return page(call, call.repo().issues().comments().on(issue.number()));
  }

  private static Reply listAll(Call call) {
    List<Comment> all = call.repo().issues().comments().listed();
    boolean descending = call.query("direction", "asc").equals("desc");
    return page(call, descending && call.query("sort") != null ? all.reversed() : all);
  }

  private static Reply page(Call call, List<Comment> comments) {
    Instant since = call.time("since");
    List<Comment> recent =
        comments.stream()
            .filter(c -> since == null || !World.shown(c.updatedAt()).isBefore(since))
            .toList();
    return call.page(recent, comment -> call.shapes().comment(call.repo(), comment));
  }

  private static Reply create(Call call) {
    Issue issue = IssueRoutes.here(call);
    Comment made = comments(call).add(issue.number(), call.caller().login(), text(call.body()));
    String url = call.urls().api(call.repo()) + "/issues/comments/" + made.id();
    return Reply.json(201, call.shapes().comment(call.repo(), made)).with("Location", url);
  }

  private static Reply read(Call call) {
    return Reply.json(200, call.shapes().comment(call.repo(), comment(call)));
  }

  private static Reply update(Call call) {
    Comment before = own(call);
    Comment after = comments(call).edit(before.id(), call.caller().login(), text(call.body()));
    return Reply.json(200, call.shapes().comment(call.repo(), after));
  }

  private static Reply delete(Call call) {
    comments(call).delete(own(call).id(), call.caller().login());
    return Reply.empty(204);
  }

  private static Reply reactions(Call call) {
    String content = call.query("content");
    List<Reaction> found =
        comments(call).reactionsTo(comment(call).id()).stream()
            .filter(r -> content == null || r.content().equals(content))
            .toList();
    return call.page(found, call.shapes()::reaction);
  }

  private static Reply react(Call call) {
    Comment comment = comment(call);
    String content = Json.text(call.body(), "content", "");
    if (!REACTIONS.contains(content)) {
      throw Refusal.invalid("Reaction", "content", "invalid", content);
    }
    String login = call.caller().login();
    boolean before = comments(call).reactionBy(comment.id(), login, content).isPresent();
    Reaction reaction = comments(call).react(comment.id(), login, content);
    return Reply.json(before ? 200 : 201, call.shapes().reaction(reaction));
  }

  private static Comments comments(Call call) {
    return call.repo().issues().comments();
  }

  private static Comment comment(Call call) {
    return comments(call).find(call.number("comment_id")).orElseThrow(Refusal::notFound);
  }

  /** A comment that the caller may change: its own, or anybody's with push access. */
  private static Comment own(Call call) {
    Repo repo = call.repo();
    Comment comment = comment(call);
    if (!comment.author().equalsIgnoreCase(call.caller().login()) && !call.caller().hasPush(repo)) {
      throw Refusal.of(403, "Must have admin rights to Repository.");
    }
    return comment;
  }

  private static String text(JsonNode body) {
    String text = Json.text(body, "body");
    if (text == null || text.isBlank()) {
      throw Refusal.invalid("IssueComment", "body", "missing_field", "");
    }
    if (text.length() > 65_536) {
      throw Refusal.invalid("IssueComment", "body", "custom", "");
    }
    return text;
  }
}
