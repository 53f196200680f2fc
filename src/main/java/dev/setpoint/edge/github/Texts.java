package dev.setpoint.edge.github;

import java.nio.charset.StandardCharsets;

/** Keeps texts within what GitHub accepts: a title of 256 characters, a body of 60,000 bytes. */
final class Texts {
  private static final int TITLE_LIMIT = 256;
  private static final int KEPT_LIMIT = 65_536;
  private static final int BODY_LIMIT = 60_000;
  private static final String NOTE =
      "\n\n*(cut here: the text is longer than GitHub accepts; all of it stands in the plan)*";

  private Texts() {}

  static String title(String title) {
    String line = title.replaceAll("[\\r\\n]+", " ").strip();
    if (line.length() <= TITLE_LIMIT) {
      return line;
    }
    return whole(line, TITLE_LIMIT - 1) + "…";
  }

  /** A body in which people have written too: whole, as long as GitHub takes it. */
  static String kept(String body) {
    return body.length() <= KEPT_LIMIT ? body : body(body);
  }

  static String body(String body) {
    if (body.getBytes(StandardCharsets.UTF_8).length <= BODY_LIMIT) {
      return body;
    }
    int room = BODY_LIMIT - NOTE.getBytes(StandardCharsets.UTF_8).length;
    int bytes = 0;
    int end = 0;
    while (end < body.length()) {
      int point = body.codePointAt(end);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > room) {
        break;
      }
      end += Character.charCount(point);
    }
    return body.substring(0, end) + NOTE;
  }

  /** The first characters, never half of one. */
  private static String whole(String text, int length) {
    boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }
}
