package dev.setpoint.edge.server.http;

import dev.setpoint.edge.github.GitHubSignIn;
import dev.setpoint.edge.server.queue.Database;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in through GitHub: {@code /sign-in}, {@code /sign-in/back} and {@code /sign-out}. */
public final class SignIn {
  private static final String SESSION = "setpoint_session";
  private static final String STATE = "setpoint_state";
  private static final int STATE_SECONDS = 600;

  private final GitHubSignIn github;
  private final Sessions sessions;
  private final String url;

  /**
   * @param url where browsers reach this server, without a final slash
   */
  public SignIn(GitHubSignIn github, Database database, InstantSource clock, String url) {
    this.github = github;
    this.sessions = new Sessions(database, clock);
    this.url = url;
  }

  Optional<Visitor> visitor(Context context) throws SQLException {
    @Nullable String cookie = context.cookie(SESSION);
    return cookie == null ? Optional.empty() : sessions.find(cookie);
  }

  void start(Context context) {
    String state = sessions.secret();
    // Lax: the cookie has to come along when GitHub sends the browser back.
    context.header("Set-Cookie", cookie(STATE, state, STATE_SECONDS));
    context.redirect(github.address(state, back()));
  }

  void back(Context context) throws SQLException {
    @Nullable String state = context.queryParam("state");
    @Nullable String known = context.cookie(STATE);
    @Nullable String code = context.queryParam("code");
    if (state == null || known == null || code == null || !same(state, known)) {
      Answers.message(
          context, 400, "this sign-in was not started here, or too long ago: try again");
      return;
    }
    try {
      GitHubSignIn.Visitor visitor = github.visitor(code, back());
      String session = sessions.open(visitor.login(), visitor.repositories());
      int seconds = (int) Sessions.LIFE.toSeconds();
      context.header("Set-Cookie", cookie(SESSION, session, seconds));
      context.redirect(url + "/");
    } catch (IOException e) {
      Answers.message(context, 502, String.valueOf(e.getMessage()));
    }
  }

  void end(Context context) throws SQLException {
    @Nullable String cookie = context.cookie(SESSION);
    if (cookie != null) {
      sessions.close(cookie);
    }
    context.header("Set-Cookie", cookie(SESSION, "", 0));
    Answers.message(context, 200, "signed out");
  }

  private String back() {
    return url + "/sign-in/back";
  }

  private String cookie(String name, String value, int seconds) {
    String secure = url.startsWith("https:") ? "; Secure" : "";
    return name
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + secure;
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
