package dev.setpoint.edge.git;

import dev.setpoint.edge.Token;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * A git failure in a sentence: what was being done, with which URL, what went wrong, what mends it.
 */
final class GitTrouble extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 500;

  private final String sentence;
  private final boolean forbidden;

  private GitTrouble(String message, boolean forbidden) {
    super(message);
    this.sentence = message;
    this.forbidden = forbidden;
  }

  String sentence() {
    return sentence;
  }

  /** Whether the remote refuses us, so that another try of the same will not help. */
  boolean forbidden() {
    return forbidden;
  }

  /**
   * Sorts out what JGit threw.
   *
   * @param doing for example {@code read plans and claims from}
   * @param status the last HTTP status, 0 where there was none
   */
  static GitTrouble of(
      String doing, GitUrl url, Token token, int status, String location, Exception thrown) {
    String what = "cannot " + doing + " " + url + ": ";
    GitTrouble trouble =
        switch (status) {
          case 401 ->
              new GitTrouble(
                  what
                      + (token.isPresent()
                          ? "the server does not accept the token (401); it may have expired"
                          : "the server asks for a token (401); set SETPOINT_TOKEN or GITHUB_TOKEN"),
                  true);
          case 403 ->
              new GitTrouble(
                  what + "the token may not do this (403); it needs the permission `contents`",
                  true);
          case 404 ->
              new GitTrouble(
                  what + "there is no such repository, or the token may not see it (404)", true);
          case 301, 302, 303, 307, 308 ->
              new GitTrouble(
                  what
                      + "it has moved"
                      + (location.isEmpty() ? "" : " to " + withoutCredentials(location))
                      + "; redirects are not followed because the token would go along: give the"
                      + " new URL in --git-url",
                  true);
          case 0, 200 -> new GitTrouble(token.redact(what + cause(thrown, url)), false);
          default -> new GitTrouble(what + "the server answered " + status, false);
        };
    if (!token.showsIn(thrown)) {
      trouble.initCause(thrown);
    }
    return trouble;
  }

  private static String cause(Exception thrown, GitUrl url) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      switch (t) {
        case UnknownHostException e -> {
          return "the host `" + e.getMessage() + "` is not known";
        }
        case ConnectException e -> {
          return "nothing answers there";
        }
        case SocketTimeoutException e -> {
          return "the server did not answer in time";
        }
        case SSLException e -> {
          return "no trusted connection (" + e.getMessage() + ")";
        }
        default -> {}
      }
    }
    String said = line(String.valueOf(thrown.getMessage()), url);
    if (said.toLowerCase(Locale.ROOT).endsWith("not found.")) {
      return "there is no git repository";
    }
    return said;
  }

  /**
   * JGit repeats the URL, and what a server says may be anything: one line, no longer than needed.
   */
  private static String line(String said, GitUrl url) {
    String line = said.replace(url + ": ", "").replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static String withoutCredentials(String location) {
    return location.replaceAll("//[^/@]*@", "//").replaceAll("/info/refs\\b.*", "");
  }
}
