package dev.setpoint.demo.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page's files, from the class path. */
final class Static {
  private static final String ROOT = "/dev/setpoint/page/";
  private static final Pattern NAME = Pattern.compile("(?:[a-z0-9-]+/)*[a-z0-9-]+\\.[a-z]+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml");

  private Static() {}

  /** One file as it is sent. */
  record Asset(String type, byte[] bytes) {}

  /**
   * The file of that name.
   *
   * @param name relative, for example {@code demo/plan.js}
   */
  static Optional<Asset> named(String name) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Static.class.getResourceAsStream(ROOT + name)) {
      return in == null ? Optional.empty() : Optional.of(new Asset(type, in.readAllBytes()));
    }
  }
}
