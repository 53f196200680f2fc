package dev.setpoint.edge.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent gave a tool: anything at all. */
record Arguments(@Nullable Map<String, Object> values) {
  /**
   * A text that must be there.
   *
   * @throws IllegalArgumentException in a sentence, when it is not
   */
  String must(String name) {
    Object value = values == null ? null : values.get(name);
    if (value instanceof String text && !text.isBlank()) {
      // A name that looks like an option would be one on a command line.
      if (!name.equals("text") && text.strip().startsWith("-")) {
        throw new IllegalArgumentException("`" + name + "` must not begin with a dash");
      }
      return text;
    }
    throw new IllegalArgumentException("`" + name + "` is missing: give it as a text");
  }
}
