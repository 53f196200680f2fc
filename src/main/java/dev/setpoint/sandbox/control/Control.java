package dev.setpoint.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.rest.Webhooks;
import dev.setpoint.sandbox.web.Front;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.World;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP door to everything that is not GitHub's API: time, faults, people, runs, settings.
 *
 * <p>No token: it listens on the loopback address only. A body or query field {@code repository}
 * names another repository than the first.
 */
public final class Control {
  private final World world;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * One control operation.
   *
   * @param path with its placeholder
   * @param words what it does, and the fields of its body
   */
  record Operation(
      String method, String path, String words, Pattern pattern, Function<Ask, Reply> does) {}

  public Control(World world, Front front, Webhooks webhooks, Runnable reset) {
    this.world = world;
    on("GET", "", "what is done here: this list", ask -> listed());
    on(
        "POST",
        "/reset",
        "everything is as it was at the start",
        ask -> {
          reset.run();
          return Reply.json(200, Json.object());
        });
    new RunControl().operations().forEach(operations::add);
    new IssueControl().operations().forEach(operations::add);
    new GitControl().operations().forEach(operations::add);
    new TimeControl(world).operations().forEach(operations::add);
    new FaultControl(front).operations().forEach(operations::add);
    new WebhookControl(webhooks).operations().forEach(operations::add);
    new SettingControl(world).operations().forEach(operations::add);
    on(
        "GET",
        "/state",
        "all that is so now: issues, runs, refs",
        ask -> Reply.json(200, State.of(world)));
  }

  private void on(String method, String path, String words, Function<Ask, Reply> does) {
    operations.add(operation(method, path, words, does));
  }

  static Operation operation(String method, String path, String words, Function<Ask, Reply> does) {
    String regex = "/_sandbox" + path.replaceAll("\\{[a-z]+}", "([^/]+)") + "/?";
    return new Operation(method, "/_sandbox" + path, words, Pattern.compile(regex), does);
  }

  private Reply listed() {
    return Reply.json(
        200,
        Json.array(
            operations,
            o ->
                Json.object()
                    .put("method", o.method())
                    .put("path", o.path())
                    .put("does", o.words())));
  }

  public Reply answer(Request request) {
    for (Operation operation : operations) {
      Matcher path = operation.pattern().matcher(request.path());
      if (operation.method().equals(request.method()) && path.matches()) {
        return done(operation, request, path.groupCount() == 0 ? "" : path.group(1));
      }
    }
    return error(
        404,
        "no such control operation: %s %s; GET /_sandbox lists them"
            .formatted(request.method(), request.path()));
  }

  private Reply done(Operation operation, Request request, String place) {
    JsonNode body = Json.read(request.body().text());
    if (body == null) {
      return error(400, "the body is not JSON");
    }
    String named =
        Json.text(body, "repository", request.parameters().getOrDefault("repository", ""));
    Repo repo =
        named.isEmpty() ? world.repositories().getFirst() : world.repository(named).orElse(null);
    if (repo == null) {
      return error(404, "no repository " + named);
    }
    try {
      return operation.does().apply(new Ask(request, body, place, repo, world));
    } catch (IllegalArgumentException | NoSuchElementException | DateTimeException e) {
      return error(422, String.valueOf(e.getMessage()));
    }
  }

  private static Reply error(int status, String message) {
    return Reply.json(status, Json.object().put("message", message));
  }
}
