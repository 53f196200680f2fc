package dev.setpoint.sandbox.world;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A credential: whose it is, of which kind, and what it was granted.
 *
 * @param grants permission name (as GitHub spells it in JSON, such as {@code pull_requests}) to
 *     access; a permission that is not named is granted in full
 */
public record Token(String value, Kind kind, String login, Map<String, Access> grants) {

  /** The kinds of tokens, which GitHub treats differently. */
  public enum Kind {
    /** A person's token: may ask {@code GET /user}, and may do what the person's role allows. */
    USER,
    /** An App installation's token. */
    APP,
    /** A JSON web token with which an App speaks for itself. */
    JWT,
    /** The {@code GITHUB_TOKEN} of a workflow run. */
    ACTIONS
  }

  /** How far a permission reaches. */
  public enum Access {
    NONE,
    READ,
    WRITE;

    public static Access named(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public static Token ofUser(String value, String login) {
    return new Token(value, Kind.USER, login, Map.of());
  }

  public static Token ofApp(String value, String slug) {
    return new Token(value, Kind.APP, slug + "[bot]", Map.of());
  }

  public static Token ofActions(String value) {
    return new Token(value, Kind.ACTIONS, "github-actions[bot]", Map.of());
  }

  /** The same token with these permissions changed; the others stay as they were. */
  public Token granting(Map<String, Access> changed) {
    Map<String, Access> all = new HashMap<>(grants);
    all.putAll(changed);
    return new Token(value, kind, login, Map.copyOf(all));
  }

  public boolean allows(String permission, Access access) {
    return grants.getOrDefault(permission, Access.WRITE).compareTo(access) >= 0;
  }

  /** Requests per hour: GitHub's documented limits for each kind. */
  public int hourlyLimit() {
    return kind == Kind.ACTIONS ? 1000 : 5000;
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " token of " + login; // never its value
  }
}
