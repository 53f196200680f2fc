package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.setup.Facts;
import dev.setpoint.setup.Permission;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks GitHub what doctor wants to know. What a token may write is found out by requests that
 * cannot succeed: GitHub looks at the permission first and at the content afterwards.
 */
final class Examination {
  private static final String DOING = "examine the repository";

  private final Rest rest;
  private final Library library;
  private final boolean token;
  private final Map<Permission, String> refused = new EnumMap<>(Permission.class);
  private boolean actions = true;

  Examination(Rest rest, Library library, boolean token) {
    this.rest = rest;
    this.library = library;
    this.token = token;
  }

  Facts facts(Optional<String> branch, String label) throws IOException {
    Answer limits = rest.askRoot(DOING, "/rate_limit");
    if (limits.status() == 401) {
      return Facts.refused(token, Trouble.words(limits), new Facts.Rate(0, 0, Instant.EPOCH));
    }
    Facts.Rate rate = rate(limits);
    if (rate.remaining() == 0 && rate.limit() > 0) {
      return Facts.refused(token, "its requests for this hour are used up", rate);
    }
    Answer answer = rest.ask("");
    if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
      return Facts.refused(token, Trouble.words(answer), rate);
    }
    JsonNode repository = Rest.content(DOING, answer);
    boolean archived = repository.path("archived").asBoolean();
    Map<String, String> workflows = workflows();
    if (token && !archived) {
      permissions(repository.path("permissions").path("push").asBoolean(true));
    }
    String planned = branch.orElse(repository.path("default_branch").asText("main"));
    return new Facts(
        token,
        Optional.empty(),
        archived,
        repository.path("has_issues").asBoolean(true),
        actions,
        Map.copyOf(refused),
        exists("/labels/" + Rest.escape(label)),
        library.isProtected(planned),
        workflows,
        rate);
  }

  // A server without limits answers 404.
  private static Facts.Rate rate(Answer answer) throws IOException {
    if (answer.status() == 404) {
      return new Facts.Rate(0, 0, Instant.EPOCH);
    }
    JsonNode core = Rest.content(DOING, answer).path("resources").path("core");
    return new Facts.Rate(
        core.path("limit").asLong(),
        core.path("remaining").asLong(),
        Instant.ofEpochSecond(core.path("reset").asLong()));
  }

  private Map<String, String> workflows() throws IOException {
    Answer answer = rest.ask("/actions/workflows?" + Rest.PAGE);
    Map<String, String> states = new HashMap<>();
    if (answer.status() == 404) {
      actions = false;
    } else if (answer.status() == 403 && RateLimited.in(answer).isEmpty()) {
      refused.put(Permission.ACTIONS, Trouble.words(answer));
    } else {
      for (JsonNode w : Rest.content(DOING, answer).path("workflows")) {
        String path = w.path("path").asText("");
        states.put(path.substring(path.lastIndexOf('/') + 1), w.path("state").asText("active"));
      }
    }
    return states;
  }

  private void permissions(boolean push) throws IOException {
    // A label without a name, a ref without a name, and the run 0 of which there is none.
    probe(Permission.ISSUES, "POST", "/labels", true);
    probe(Permission.CONTENTS, "POST", "/git/refs", true);
    if (actions) {
      probe(Permission.ACTIONS, "POST", "/actions/runs/0/cancel", false);
    }
    probe(Permission.PULL_REQUESTS, "GET", "/pulls?state=open&per_page=1", false);
    boolean onlyReads =
        refused.containsKey(Permission.ISSUES) && refused.containsKey(Permission.CONTENTS);
    if (!push && onlyReads && actions) {
      // There 404 says nothing; but whoever may write neither of these may start nothing either.
      refused.putIfAbsent(Permission.ACTIONS, "the account may only read");
    }
  }

  private void probe(Permission permission, String method, String path, boolean hides)
      throws IOException {
    Optional<JsonNode> body = method.equals("GET") ? Optional.empty() : Optional.of(Json.object());
    Answer answer = rest.send(method, path, body);
    if (RateLimited.in(answer).isPresent() || answer.status() >= 500) {
      throw Trouble.of("ask for the permission " + permission.key(), answer);
    }
    boolean off = answer.status() == 403 && answer.text().contains("disabled");
    if (off && permission == Permission.ACTIONS) {
      actions = false;
    } else if (answer.status() == 403 || (hides && answer.status() == 404)) {
      refused.putIfAbsent(permission, Trouble.words(answer));
    }
  }

  private Optional<Boolean> exists(String path) throws IOException {
    Answer answer = rest.ask(path);
    return answer.ok()
        ? Optional.of(true)
        : answer.status() == 404 ? Optional.of(false) : Optional.empty();
  }
}
