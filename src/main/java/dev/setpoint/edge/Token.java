package dev.setpoint.edge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** The secret that opens GitHub: prints as dots, and takes itself out of any text. */
public final class Token {
  /** No secret: reads of public repositories only. */
  public static final Token NONE = of("");

  private static final String DOTS = "***";
  private static final int DEEPEST = 50;

  private final Supplier<String> value;

  private Token(Supplier<String> value) {
    this.value = value;
  }

  public static Token of(String value) {
    String trimmed = value.strip();
    return new Token(() -> trimmed);
  }

  /** A secret that is renewed while it is used, such as an App's installation token. */
  public static Token from(Supplier<String> value) {
    return new Token(value);
  }

  public boolean isPresent() {
    return !reveal().isEmpty();
  }

  /** The secret itself: for the Authorization header to the configured origin and nothing else. */
  public String reveal() {
    return value.get();
  }

  /** The text without the secret, in any of the spellings in which it travels. */
  public String redact(String text) {
    String clean = text;
    for (String spelling : spellings()) {
      clean = clean.replace(spelling, DOTS);
    }
    return clean;
  }

  /** Whether the secret shows in any message of this exception or of what caused it. */
  public boolean showsIn(Throwable thrown) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < DEEPEST; t = t.getCause(), depth++) {
      String said = String.valueOf(t.getMessage());
      if (!said.equals(redact(said))) {
        return true;
      }
      for (Throwable suppressed : t.getSuppressed()) {
        if (showsIn(suppressed)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> spellings() {
    String secret = reveal();
    if (secret.isEmpty()) {
      return List.of();
    }
    Base64.Encoder base64 = Base64.getEncoder();
    return List.of(
        base64.encodeToString(("x-access-token:" + secret).getBytes(StandardCharsets.UTF_8)),
        base64.encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        secret);
  }

  @Override
  public String toString() {
    return isPresent() ? "token " + DOTS : "no token";
  }
}
