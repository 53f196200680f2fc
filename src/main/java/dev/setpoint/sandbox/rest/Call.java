package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.World;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One API request on its way through a handler: who asks, about what, and how to answer. */
final class Call {
  private final Request request;
  private final World world;
  private final Caller caller;
  private final Urls urls;
  private final Map<String, String> places;
  private final Map<String, String> query;
  private final @Nullable Repo repo;

  Call(
      Request request,
      World world,
      Caller caller,
      Urls urls,
      Map<String, String> places,
      @Nullable Repo repo) {
    this.request = request;
    this.world = world;
    this.caller = caller;
    this.urls = urls;
    this.places = places;
    this.query = request.parameters();
    this.repo = repo;
  }

  World world() {
    return world;
  }

  Caller caller() {
    return caller;
  }

  Urls urls() {
    return urls;
  }

  Shapes shapes() {
    return new Shapes(world, urls);
  }

  /** The repository of the path. */
  Repo repo() {
    if (repo == null) {
      throw new IllegalStateException("no repository in " + request.path());
    }
    return repo;
  }

  /** What stands at a placeholder of the route. */
  String place(String name) {
    String value = places.get(name);
    if (value == null) {
      throw new IllegalStateException("no {" + name + "} in the route");
    }
    return value;
  }

  /** A number at a placeholder; what is no number is not found. */
  long number(String name) {
    try {
      return Long.parseLong(place(name));
    } catch (NumberFormatException e) {
      throw Refusal.notFound();
    }
  }

  @Nullable String query(String name) {
    return query.get(name);
  }

  String query(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  @Nullable Instant time(String name) {
    String value = query.get(name);
    try {
      return value == null ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw Refusal.unprocessable("Invalid value for " + name);
    }
  }

  /** The request's JSON object. */
  JsonNode body() {
    JsonNode body = Json.read(request.body().text());
    if (body == null) {
      throw Refusal.of(400, "Problems parsing JSON");
    }
    if (!body.isObject()) {
      throw Refusal.of(400, "Body should be a JSON object");
    }
    return body;
  }

  Request request() {
    return request;
  }

  /** One page of a list, with the Link header to its neighbours. */
  <T> Reply page(List<T> all, Function<T, ? extends JsonNode> shape) {
    return linked(Reply.json(200, Json.array(cut(all), shape)), all.size());
  }

  /** One page of a list that is wrapped in an object with its count. */
  <T> Reply page(String field, List<T> all, Function<T, ? extends JsonNode> shape) {
    ArrayNode page = Json.array(cut(all), shape);
    var body = Json.object().put("total_count", all.size());
    body.set(field, page);
    return linked(Reply.json(200, body), all.size());
  }

  private <T> List<T> cut(List<T> all) {
    long from = (long) (pageNumber() - 1) * perPage();
    return from >= all.size()
        ? List.of()
        : all.subList((int) from, (int) Math.min(all.size(), from + perPage()));
  }

  private int perPage() {
    return bounded(query("per_page", "30"), 30, 100);
  }

  private int pageNumber() {
    return bounded(query("page", "1"), 1, Integer.MAX_VALUE);
  }

  private static int bounded(String text, int otherwise, int most) {
    try {
      int number = Integer.parseInt(text);
      return number < 1 ? otherwise : Math.min(number, most);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private Reply linked(Reply reply, int size) {
    int last = Math.max(1, (size + perPage() - 1) / perPage());
    int page = pageNumber();
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(page + 1, "next"));
      links.add(link(last, "last"));
    }
    if (page > 1) {
      links.add(link(1, "first"));
    }
    return links.isEmpty() ? reply : reply.with("Link", String.join(", ", links));
  }

  private String link(int page, String relation) {
    StringBuilder url = new StringBuilder(urls.api()).append(request.path());
    char before = '?';
    for (String pair : request.query().split("&", -1)) {
      if (!pair.isEmpty() && !pair.startsWith("page=")) {
        url.append(before).append(pair);
        before = '&';
      }
    }
    return "<" + url + before + "page=" + page + ">; rel=\"" + relation + "\"";
  }
}
