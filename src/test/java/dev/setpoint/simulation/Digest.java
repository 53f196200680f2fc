package dev.setpoint.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What tells one state of a story from another: 64 bits of all that was added, in its order. Names
 * that chance gives, of commits and of nonces, count by the order in which they come: what differs
 * in nothing else is the same.
 */
final class Digest {
  private static final long PRIME = 0x100000001b3L;
  private static final Pattern NAME = Pattern.compile("\\b([0-9a-f]{40}|nonce\\d{6}x\\d{6})\\b");

  private final Map<String, String> names = new HashMap<>();
  private long value = 0xcbf29ce484222325L;

  Digest add(Object part) {
    String text =
        NAME.matcher(String.valueOf(part))
            .replaceAll(m -> names.computeIfAbsent(m.group(), n -> "name " + names.size()));
    for (int i = 0; i < text.length(); i++) {
      value = (value ^ text.charAt(i)) * PRIME;
    }
    value = (value ^ 0xffff) * PRIME;
    return this;
  }

  Digest addAll(Collection<?> parts) {
    parts.forEach(this::add);
    return add(parts.size());
  }

  long value() {
    return value;
  }
}
