package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.world.Apps;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who sends a request: the holder of a token, or nobody in particular. */
public record Caller(@Nullable Token token) {
  private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  /** Reads {@code Authorization}: Bearer, token, or Basic with the token as password. */
  static Caller of(@Nullable String authorization, World world) {
    if (authorization == null) {
      return new Caller(null);
    }
    String[] parts = authorization.strip().split("\\s+", 2);
    String value = parts.length < 2 ? "" : parts[1];
    if (parts[0].equalsIgnoreCase("basic")) {
      value = password(value);
    }
    if (JWT.matcher(value).matches()) {
      String login =
          world
              .alone(() -> world.apps().signedBy(parts[1]))
              .map(a -> a.slug() + "[bot]")
              .orElse("");
      if (login.isEmpty()) {
        throw Refusal.of(401, "A JSON web token could not be decoded");
      }
      return new Caller(new Token(value, Token.Kind.JWT, login, java.util.Map.of()));
    }
    Optional<Token> known = world.token(value);
    return new Caller(known.orElseThrow(Refusal::badCredentials));
  }

  private static String password(String encoded) {
    try {
      String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return decoded.substring(decoded.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  boolean isAnonymous() {
    return token == null;
  }

  /** The login it acts as. */
  public String login() {
    return token == null ? "" : token.login();
  }

  /** The name under which its requests are counted. */
  String account() {
    if (token == null) {
      return "anonymous";
    }
    // An App's requests are counted together, whichever token they come with.
    return token.kind() == Token.Kind.JWT
        ? "app " + token.login()
        : Apps.installationOf(token.value()).map(id -> "installation " + id).orElse(token.value());
  }

  int hourlyLimit() {
    return token == null ? 60 : token.hourlyLimit();
  }

  /** Whether the repository shows itself to it at all. */
  boolean sees(Repo repo) {
    if (!repo.isHidden()) {
      return true;
    }
    return token != null
        && token.allows("metadata", Token.Access.READ)
        && (token.kind() != Token.Kind.USER || repo.roleOf(token.login()).atLeast(Role.READ));
  }

  /** Whether its token was granted the permission; a person's role is another question. */
  boolean granted(String permission, Token.Access access) {
    return token != null && token.allows(permission, access);
  }

  /** Whether it may push, label and assign: a person by role, an App by what it was granted. */
  boolean hasPush(Repo repo) {
    return token != null
        && (token.kind() != Token.Kind.USER || repo.roleOf(token.login()).atLeast(Role.WRITE));
  }

  Refusal lacking() {
    return token == null
        ? Refusal.needsLogin()
        : Refusal.of(
            403,
            token.kind() == Token.Kind.USER
                ? "Resource not accessible by personal access token"
                : "Resource not accessible by integration");
  }
}
