package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls that github-api cannot make or makes worse: an answer's status and headers in plain
 * sight, every page of a list, GitHub's newer fields.
 */
final class Rest {
  /** 100 is GitHub's largest page. */
  static final String PAGE = "per_page=100";

  private static final int MOST_PAGES = 300;
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

  private final Wire wire;
  private final String repository;

  Rest(Wire wire, String repository) {
    this.wire = wire;
    this.repository = repository;
  }

  /** One query parameter, escaped. */
  static String with(String name, String value) {
    return "&" + name + "=" + escape(value);
  }

  /** Text as one component of a path or query. */
  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * One request.
   *
   * @param path below the repository, for example {@code /issues/5}; parts of it already escaped
   */
  Answer send(String method, String path, Optional<JsonNode> body) throws NoAnswer {
    return wire.send(method, repositoryUrl(path), body.map(Json::write));
  }

  /** A GET whatever its status. */
  Answer ask(String path) throws NoAnswer {
    return send("GET", path, Optional.empty());
  }

  /** {@code owner/name}. */
  String repository() {
    return repository;
  }

  /** The time by GitHub's latest answer. */
  Optional<Instant> serverTime() {
    return wire.serverTime();
  }

  /** Asks for the rate limit, whatever the answer says. */
  void askRate() throws NoAnswer {
    wire.send("GET", URI.create(wire.api() + "/rate_limit"), Optional.empty());
  }

  /** A GET that must succeed. */
  JsonNode get(String doing, String path) throws IOException {
    return content(doing, ask(doing, repositoryUrl(path)));
  }

  /** A GET outside the repository, whatever its status. */
  Answer askRoot(String doing, String path) throws IOException {
    return ask(doing, URI.create(wire.api() + path));
  }

  /** A POST outside the repository that must succeed. */
  JsonNode post(String doing, String path, JsonNode body) throws IOException {
    try {
      URI url = URI.create(wire.api() + path);
      return content(doing, wire.send("POST", url, Optional.of(Json.write(body))));
    } catch (NoAnswer e) {
      throw new IOException("cannot " + doing + ": " + e.getMessage());
    }
  }

  /** Every page of a list, in GitHub's order. */
  List<JsonNode> pages(String doing, String path) throws IOException {
    return pages(doing, repositoryUrl(path));
  }

  /** The same outside the repository. */
  List<JsonNode> rootPages(String doing, String path) throws IOException {
    return pages(doing, URI.create(wire.api() + path));
  }

  private List<JsonNode> pages(String doing, URI first) throws IOException {
    List<JsonNode> pages = new ArrayList<>();
    Optional<URI> next = Optional.of(first);
    while (next.isPresent()) {
      if (pages.size() == MOST_PAGES) {
        throw Trouble.malformed(doing, "a list of more than " + MOST_PAGES + " pages");
      }
      Answer answer = ask(doing, next.get());
      pages.add(content(doing, answer));
      next = next(doing, answer);
    }
    return pages;
  }

  /** The content of an answer that must be a success. */
  static JsonNode content(String doing, Answer answer) throws IOException {
    if (!answer.ok()) {
      throw Trouble.of(doing, answer);
    }
    try {
      return Json.read(answer.body());
    } catch (IOException e) {
      throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
    }
  }

  private Answer ask(String doing, URI url) throws IOException {
    try {
      return wire.send("GET", url, Optional.empty());
    } catch (NoAnswer e) {
      throw new IOException("cannot " + doing + ": " + e.getMessage());
    }
  }

  private Optional<URI> next(String doing, Answer answer) throws IOException {
    Matcher link = NEXT.matcher(answer.header("link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    try {
      URI next = URI.create(link.group(1));
      if (wire.isHome(next)) {
        return Optional.of(next);
      }
    } catch (IllegalArgumentException e) {
      // Said below: a link that is no URL leads nowhere either.
    }
    throw Trouble.malformed(doing, "the next page is on another host");
  }

  private URI repositoryUrl(String path) {
    return URI.create(wire.api() + "/repos/" + repository + path);
  }
}
