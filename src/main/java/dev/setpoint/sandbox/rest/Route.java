package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One REST operation: its path, what a token needs for it, and what answers it.
 *
 * @param permission GitHub's name for the needed permission, or "" for none; {@code a|b} where one
 *     of two is enough
 */
record Route(
    String method,
    String template,
    Pattern pattern,
    List<String> names,
    String permission,
    Token.Access access,
    Function<Call, Reply> handler) {

  static Route get(String template, String permission, Function<Call, Reply> handler) {
    return of("GET", template, permission, Token.Access.READ, handler);
  }

  static Route write(
      String method, String template, String permission, Function<Call, Reply> handler) {
    return of(method, template, permission, Token.Access.WRITE, handler);
  }

  /**
   * Reads a template such as {@code /repos/{owner}/{repo}/issues}; {@code {path...}} takes slashes
   * too.
   */
  private static Route of(
      String method,
      String template,
      String permission,
      Token.Access access,
      Function<Call, Reply> handler) {
    List<String> names = new ArrayList<>();
    Matcher place = Pattern.compile("\\{([a-z_]+)(\\.\\.\\.)?}").matcher(template);
    StringBuilder regex = new StringBuilder();
    while (place.find()) {
      names.add(place.group(1));
      place.appendReplacement(regex, place.group(2) == null ? "([^/]+)" : "(.+)");
    }
    place.appendTail(regex);
    Pattern pattern = Pattern.compile(regex.toString());
    return new Route(method, template, pattern, names, permission, access, handler);
  }

  List<String> permissions() {
    return List.of(permission.split("\\|", -1));
  }

  /** What GitHub writes into {@code X-Accepted-GitHub-Permissions}. */
  String accepted() {
    String word = access == Token.Access.READ ? "read" : "write";
    return permissions().stream().map(p -> p + "=" + word).collect(Collectors.joining("; "));
  }

  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> places = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), decoded(matcher.group(i + 1)));
    }
    return Optional.of(places);
  }

  private static String decoded(String text) {
    try {
      String kept = text.replace("+", "%2B"); // in a path a plus sign is a plus sign
      return java.net.URLDecoder.decode(kept, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
