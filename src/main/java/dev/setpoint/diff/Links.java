package dev.setpoint.diff;

import dev.setpoint.plan.Escape;
import java.net.URI;
import java.net.URISyntaxException;

/** The two halves of a Markdown link whose parts come from strangers. */
final class Links {
  private Links() {}

  /** Text that stays inside the brackets and stays plain. */
  static String text(String title) {
    return Escape.line(title).replaceAll("([\\\\\\[\\]`*_<>|~])", "\\\\$1");
  }

  /** A path that stays inside the parentheses: percent-encoded, slashes kept. */
  static String path(String path) {
    try {
      String encoded = new URI(null, null, "/" + path, null).toASCIIString().substring(1);
      return encoded.replace("(", "%28").replace(")", "%29").replace("#", "%23");
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
