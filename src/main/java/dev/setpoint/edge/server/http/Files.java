package dev.setpoint.edge.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page's own files, from {@code dev/setpoint/page/} of the class path. */
final class Files {
  private static final String ROOT = "/dev/setpoint/page/";
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9_-]{1,60}/){0,4}[A-Za-z0-9_-][A-Za-z0-9._-]{0,80}");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  private Files() {}

  static void answer(Context context) throws IOException {
    String path = context.path().replaceFirst("^/+", "");
    String name = path.isEmpty() ? "index.html" : path;
    @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches() || name.contains("..")) {
      Answers.message(context, 404, "there is nothing here");
      return;
    }
    try (@Nullable InputStream file = Files.class.getResourceAsStream(ROOT + name)) {
      if (file == null) {
        Answers.message(context, 404, "there is nothing here");
        return;
      }
      context
          .contentType(type)
          .header("Cache-Control", "no-cache")
          .header("X-Content-Type-Options", "nosniff")
          .header("Referrer-Policy", "no-referrer")
          .header(
              "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data:;"
                  + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
          .result(file.readAllBytes());
    }
  }
}
